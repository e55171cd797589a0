import type { Reply } from '../http/Reply.js';
import type { Bar } from '../protocol/data.js';

/** A page of bars, newest first. */
export interface BarPage {
  reply: Reply;
  bars: readonly Bar[];
}

/** Which page is wanted: the newest `limit` bars, or those of them that open before a time. */
export interface BarWindow {
  limit: number;
  /** In seconds; absent for the newest page. */
  before?: number;
  /** How many bars lie between the oldest one of this page and now, counted in the page. */
  depth: number;
}

/**
 * The latest bars of an instrument, oldest first and without gaps. The newest page tells where the grid of bars
 * lies; the pages before it are read side by side.
 *
 * @param wanted.count how many bars.
 * @param wanted.size how many of them a page can hold.
 * @param wanted.period their length in minutes.
 */
export async function pageBars(
  { count, size, period }: { count: number; size: number; period: number },
  read: (window: BarWindow) => Promise<BarPage>,
): Promise<{ bars: Bar[]; replies: Reply[] }> {
  const newest = await read({ limit: Math.min(count, size), depth: Math.min(count, size) });
  const first = newest.bars.at(-1);
  const older =
    first && newest.bars.length >= size ? await Promise.all(windows(first[0]).map(readWindow)) : [];
  const pages = [newest, ...older.flat()];
  const byTime = new Map(pages.flatMap((page) => page.bars).map((row) => [row[0], row]));
  const bars = [...byTime.values()].sort((a, b) => a[0] - b[0]).slice(-count);
  return { bars, replies: pages.map((page) => page.reply) };

  /** The windows of at most a page before `end` (seconds, exclusive). */
  function windows(end: number): { end: number; start: number; depth: number }[] {
    const list = [];
    for (let index = size; index < count; index += size) {
      const length = Math.min(size, count - index);
      const last = end - (index - size) * period * 60;
      list.push({ end: last, start: last - length * period * 60, depth: index + length });
    }
    return list;
  }

  async function readWindow(window: { end: number; start: number; depth: number }): Promise<BarPage[]> {
    const pages: BarPage[] = [];
    let { end } = window;
    while (end > window.start) {
      const limit = Math.min(size, (end - window.start) / (period * 60));
      const page = await read({ limit, before: end, depth: window.depth });
      pages.push(page);
      const oldest = page.bars.at(-1);
      if (!oldest) break;
      end = oldest[0];
    }
    return pages;
  }
}
