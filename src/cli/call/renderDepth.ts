import { BigNumber } from 'bignumber.js';
import type { ChalkInstance } from 'chalk';
import type { Depth } from '../../protocol/structures.js';
import { formatTime } from '../../protocol/time.js';
import { type Column, renderTable } from '../terminal/renderTable.js';
import { moreRows, type Screen, widthOf } from '../terminal/Screen.js';

interface Level {
  side: 'ask' | 'bid';
  price: number;
  amount: number;
  /** The sum of the amounts from the best price up to this one. */
  total: string;
}

const tone = (level: Level) => (level.side === 'bid' ? 'good' : 'bad');

const columns: readonly Column<Level>[] = [
  { title: 'side', cell: (level) => level.side, tone },
  { title: 'price', number: true, cell: (level) => level.price, tone },
  { title: 'amount', number: true, cell: (level) => level.amount },
  { title: 'total', number: true, cell: (level) => level.total },
];

/**
 * An order book with the best prices in its middle: asks above bids, amounts added up from the middle on.
 *
 * @param screen where it has to fit: of levels that are too many those nearest to the middle are shown.
 */
export function renderDepth({ asks, bids, time }: Depth, colors: ChalkInstance, screen: Screen): string {
  if (asks.length + bids.length === 0) return 'no orders in the book';
  const ask = asks[0]?.[0];
  const bid = bids[0]?.[0];
  const facts = [formatTime(time)];
  if (ask !== undefined && bid !== undefined) facts.push(`spread ${new BigNumber(ask).minus(bid).toFixed()}`);
  const most = levelsThatFit(asks.length + bids.length, screen);
  const levels = [...addUp('ask', asks).slice(0, most).reverse(), ...addUp('bid', bids).slice(0, most)];
  const hidden = asks.length + bids.length - levels.length;
  return [
    renderTable(columns, levels, colors, widthOf(screen)),
    ...(hidden > 0 ? [moreRows(hidden)] : []),
    colors.dim(facts.join(', ')),
  ].join('\n');
}

/** Of each side, beside the titles, the last line, and the line that counts the others. */
function levelsThatFit(count: number, { rows = Number.POSITIVE_INFINITY }: Screen): number {
  return count + 2 <= rows ? count : Math.max(1, Math.floor((rows - 3) / 2));
}

function addUp(side: Level['side'], levels: Depth['asks']): Level[] {
  let total = new BigNumber(0);
  return levels.map(([price, amount]) => {
    total = total.plus(amount);
    return { side, price, amount, total: total.toFixed() };
  });
}
