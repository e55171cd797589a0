import type { Api } from '../../adapter/Api.js';
import { pageBars } from '../../adapter/pageBars.js';
import { parseReply, readableRows } from '../../adapter/rows.js';
import type { Reply } from '../../http/Reply.js';
import { type Bar, toBar } from '../../protocol/structures.js';
import { barName, type Period } from '../../protocol/time.js';
import type { BybitInstrument } from './instruments.js';
import { klineRow, publicReply } from './replies.js';

const PAGE = 1000;

// All open at midnight UTC; Bybit has none of three days.
const BAR_NAMES: Readonly<Partial<Record<Period, string>>> = {
  1: '1',
  3: '3',
  5: '5',
  15: '15',
  30: '30',
  60: '60',
  120: '120',
  240: '240',
  360: '360',
  720: '720',
  1440: 'D',
  10080: 'W',
};

/**
 * The latest bars of an instrument, oldest first; a gap of Bybit's stays one.
 *
 * @param period in minutes.
 * @throws ProtocolError when Bybit has no bars of that length.
 * @see https://bybit-exchange.github.io/docs/v5/market/kline
 */
export async function readBars(
  api: Pick<Api<unknown, unknown>, 'get' | 'warn'>,
  { list: category, id: symbol }: BybitInstrument,
  period: Period,
  count: number,
): Promise<{ bars: Bar[]; replies: Reply[] }> {
  const interval = barName(BAR_NAMES, period);
  return pageBars({ count, size: PAGE, period }, async ({ limit, before }) => {
    const reply = await api.get('/v5/market/kline', {
      ...{ category, symbol, interval, limit },
      // Without a start Bybit gives the bars next to the end, however far back they are.
      ...(before !== undefined && { end: before * 1000 - 1 }),
    });
    const rows = parseReply(publicReply, reply).result.list;
    return {
      reply,
      bars: readableRows(api, { list: 'records', rows, schema: klineRow, id: '0', wanted: true }).map(toBar),
    };
  });
}
