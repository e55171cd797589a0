import type { Api } from '../../exchange/Api.js';
import { parseReply } from '../../exchange/parseReply.js';
import type { Reply } from '../../http/Reply.js';
import type { Bar } from '../../protocol/data.js';
import { barName, type Period } from '../../protocol/period.js';
import { parseBar } from './parse.js';
import { candlesReply } from './replies.js';

const PAGE = 300;
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
 * The latest bars of an instrument, oldest first and without gaps. The newest page tells where the grid of bars
 * lies; the pages before it are read side by side.
 *
 * @param period in minutes.
 * @throws ProtocolError when OKX has no bars of that length.
 * @see https://www.okx.com/docs-v5/en/#order-book-trading-market-data-get-candlesticks
 */
export async function readBars(
  api: Pick<Api<unknown, unknown>, 'get'>,
  instId: string,
  period: Period,
  count: number,
): Promise<{ bars: Bar[]; replies: Reply[] }> {
  const bar = barName(BAR_NAMES, period);
  const newest = await readPage('/api/v5/market/candles', Math.min(count, PAGE));
  const first = newest.bars.at(-1);
  const older =
    first && newest.bars.length >= PAGE ? await Promise.all(windows(first[0]).map(readWindow)) : [];
  const pages = [newest, ...older.flat()];
  const byTime = new Map(pages.flatMap((page) => page.bars).map((row) => [row[0], row]));
  const bars = [...byTime.values()].sort((a, b) => a[0] - b[0]).slice(-count);
  return { bars, replies: pages.map((page) => page.reply) };

  /** The windows of at most a page before `end` (seconds, exclusive). */
  function windows(end: number): { end: number; start: number; recent: boolean }[] {
    const list = [];
    for (let index = PAGE; index < count; index += PAGE) {
      const size = Math.min(PAGE, count - index);
      const last = end - (index - PAGE) * period * 60;
      list.push({ end: last, start: last - size * period * 60, recent: index + size <= RECENT });
    }
    return list;
  }

  async function readWindow(window: { end: number; start: number; recent: boolean }): Promise<Page[]> {
    const path = window.recent ? '/api/v5/market/candles' : '/api/v5/market/history-candles';
    const pages: Page[] = [];
    let { end } = window;
    while (end > window.start) {
      const page = await readPage(path, Math.min(PAGE, (end - window.start) / (period * 60)), end * 1000);
      pages.push(page);
      const oldest = page.bars.at(-1);
      if (!oldest) break;
      end = oldest[0];
    }
    return pages;
  }

  async function readPage(path: string, limit: number, after?: number): Promise<Page> {
    const reply = await api.get(path, { instId, bar, limit, after });
    return { reply, bars: parseReply(candlesReply, reply).data.map(parseBar) };
  }
}

interface Page {
  reply: Reply;
  bars: Bar[];
}
