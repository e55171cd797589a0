import type { Api } from '../../adapter/Api.js';
import { type BarPage, type BarWindow, pageBars } from '../../adapter/pageBars.js';
import { parseReply, readableRows } from '../../adapter/rows.js';
import type { Reply } from '../../http/Reply.js';
import { type Bar, toBar } from '../../protocol/structures.js';
import { barName, type Period } from '../../protocol/time.js';
import { candleRow, publicReply } from './replies.js';

const PAGE = 300;
const CANDLES = '/api/v5/market/candles';
const HISTORY = '/api/v5/market/history-candles';
// "candles" keeps the latest 1440 bars; some may have been closed since the first page was read.
const RECENT = 1400;

// From six hours on, OKX's plain names open at midnight in Hong Kong and the "utc" ones at midnight UTC.
const BAR_NAMES: Readonly<Partial<Record<Period, string>>> = {
  1: '1m',
  3: '3m',
  5: '5m',
  15: '15m',
  30: '30m',
  60: '1H',
  120: '2H',
  240: '4H',
  360: '6Hutc',
  720: '12Hutc',
  1440: '1Dutc',
  4320: '3Dutc',
  10080: '1Wutc',
};

/**
 * The latest bars of an instrument, oldest first; a gap of OKX's stays one.
 *
 * @param period in minutes.
 * @throws ProtocolError when OKX has no bars of that length.
 * @see https://www.okx.com/docs-v5/en/#order-book-trading-market-data-get-candlesticks
 */
export async function readBars(
  api: Pick<Api<unknown, unknown>, 'get' | 'warn'>,
  instId: string,
  period: Period,
  count: number,
): Promise<{ bars: Bar[]; replies: Reply[] }> {
  const bar = barName(BAR_NAMES, period);
  const readPage = async (path: string, { limit, before }: BarWindow): Promise<BarPage> => {
    const after = before === undefined ? undefined : before * 1000;
    const reply = await api.get(path, { instId, bar, limit, after });
    const rows = parseReply(publicReply, reply).data;
    const list = { list: 'records', rows, schema: candleRow, id: '0', wanted: true };
    return { reply, bars: readableRows(api, list).map(toBar) };
  };
  return pageBars({ count, size: PAGE, period }, async (window) => {
    const recent = window.depth <= RECENT && (await readPage(CANDLES, window));
    // Where the store of the latest bars ends, the other one goes on.
    const ends = !recent || (recent.bars.length === 0 && window.before !== undefined);
    return ends ? readPage(HISTORY, window) : recent;
  });
}
