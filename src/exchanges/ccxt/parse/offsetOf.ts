import type { OrderRow } from '../rows/orderRow.js';

const OFFSETS = ['offset', 'tradeSide'];
const POSITION_SIDES = ['positionSide', 'posSide', 'position_side', 'ps'];

/**
 * Whether an order opens or closes a position. Where long and short are kept apart, the exchange's own word tells, or the
 * side of the position that the order is for: what sells of a long one or buys of a short one closes it.
 */
export function offsetOf({
  info,
  side,
  reduceOnly,
}: Pick<OrderRow, 'info' | 'side' | 'reduceOnly'>): 'open' | 'close' {
  const told = wordOf(info, OFFSETS);
  if (told === 'open' || told === 'close') return told;
  const position = wordOf(info, POSITION_SIDES);
  if (position === 'long') return side === 'sell' ? 'close' : 'open';
  if (position === 'short') return side === 'buy' ? 'close' : 'open';
  return reduceOnly ? 'close' : 'open';
}

/** The first of some fields that is a word, in lower case. */
function wordOf(info: unknown, fields: readonly string[]): string | undefined {
  const words: unknown[] = fields.map((field) => Object(info)[field]);
  return words
    .find((word) => typeof word === 'string' && word !== '')
    ?.toString()
    .toLowerCase();
}
