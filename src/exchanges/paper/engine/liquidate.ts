import type { Account } from './Account.js';
import { fillOrder } from './fillOrder.js';
import { type Money, NOTHING } from './Money.js';
import { type PaperOrder, paidWith } from './PaperOrder.js';
import { maintenanceOf, type Position, profitOf } from './Position.js';

/** The lowest and the highest price of a stretch of time. */
export type Range = readonly [low: Money, high: Money];

/**
 * Liquidates each margin currency whose equity (balance and unrealised profit) is below its maintenance margin (0.5 % of
 * what its positions are worth) at the worst prices of a stretch of time: its open orders are cancelled, its positions
 * closed at those prices.
 *
 * @param time Unix ms.
 */
export function liquidate(account: Account, rangeOf: (position: Position) => Range, time: number): void {
  for (const currency of new Set(account.positions.all.map(({ contract }) => contract.currency))) {
    const positions = account.positionsIn(currency);
    const prices = worstPrices(positions, rangeOf);
    const priceAt = (position: Position) => prices.get(position.instrument.name) ?? position.mark;
    const equity = positions.reduce(
      (sum, position) => sum.plus(profitOf(position, priceAt(position))),
      account.ledger.balance(currency),
    );
    const maintenance = positions.reduce(
      (sum, position) => sum.plus(maintenanceOf(position, priceAt(position))),
      NOTHING,
    );
    if (equity.gte(maintenance)) continue;
    for (const order of account.orders.open)
      if (paidWith(order) === currency) account.orders.finish(order, 'incomplete');
    for (const position of positions)
      closePosition(account, position, priceAt(position), 'liquidation', time);
  }
}

/** Closes a whole position as a market order of its own. */
export function closePosition(
  account: Account,
  position: Position,
  price: Money,
  reason: PaperOrder['reason'],
  time: number,
): void {
  const { instrument, direction, amount } = position;
  const side = direction === 'long' ? 'sell' : 'buy';
  const order = account.orders.add({
    instrument,
    side,
    effect: 'close',
    reason,
    amount,
    time,
    held: NOTHING,
  });
  fillOrder(account, order, { amount, price, role: 'taker', time });
}

/** By symbol, whichever of low and high leaves its positions with less. */
function worstPrices(
  positions: readonly Position[],
  rangeOf: (position: Position) => Range,
): Map<string, Money> {
  const sums = new Map<string, { range: Range; low: Money; high: Money }>();
  for (const position of positions) {
    const range = rangeOf(position);
    const { name } = position.instrument;
    const { low, high } = sums.get(name) ?? { low: NOTHING, high: NOTHING };
    sums.set(name, {
      range,
      low: low.plus(profitOf(position, range[0])),
      high: high.plus(profitOf(position, range[1])),
    });
  }
  return new Map([...sums].map(([name, { range, low, high }]) => [name, low.lt(high) ? range[0] : range[1]]));
}
