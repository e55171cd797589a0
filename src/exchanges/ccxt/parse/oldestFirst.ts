import type { Reply } from '../../../http/Reply.js';
import { compareDecimals } from '../../../protocol/decimal.js';
import type { OrderRow } from '../rows/orderRow.js';

/** Where a reply lists an order. */
interface Place {
  reply: number;
  at: number;
}

/**
 * Orders, oldest first. Those of one and the same time go by their numbers, where they have such, and otherwise by where
 * the exchange lists them: that it lists the newest first, as most do, the other orders of the list show.
 *
 * @param replies that the orders were in.
 */
export function oldestFirst(rows: readonly OrderRow[], replies: readonly Reply[]): OrderRow[] {
  const sorted = [...rows].sort((a, b) => timeOf(a) - timeOf(b));
  const times = new Set(sorted.map(timeOf));
  if (times.size === sorted.length) return sorted;
  if (rows.every(({ id = '' }) => /^\d{1,40}$/.test(id))) {
    return sorted.sort((a, b) => timeOf(a) - timeOf(b) || compareDecimals(a.id ?? '0', b.id ?? '0'));
  }
  const places = new Map(sorted.map((row) => [row, placeOf(row, replies)]));
  const placed = (row: OrderRow): Place => places.get(row) ?? { reply: 0, at: 0 };
  const ascends = replies.map((_, index) => isAscending(sorted.filter((row) => placed(row).reply === index)));
  return sorted.sort((a, b) => {
    const [first, second] = [placed(a), placed(b)];
    const direction = ascends[first.reply] ? 1 : -1;
    return timeOf(a) - timeOf(b) || first.reply - second.reply || (first.at - second.at) * direction;
  });

  /** @param list of one reply, oldest first. */
  function isAscending(list: readonly OrderRow[]): boolean {
    const [oldest, newest] = [list[0], list.at(-1)];
    if (!oldest || !newest || timeOf(oldest) === timeOf(newest)) return false;
    return placed(oldest).at < placed(newest).at;
  }
}

function timeOf({ timestamp = 0 }: OrderRow): number {
  return timestamp;
}

function placeOf({ id = '' }: OrderRow, replies: readonly Reply[]): Place {
  const reply = replies.findIndex(({ text }) => text.includes(id));
  return { reply, at: replies[reply]?.text.indexOf(id) ?? 0 };
}
