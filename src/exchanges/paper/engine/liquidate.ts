import type { Account } from './Account.js';
import { coverHolds } from './coverHolds.js';
import { fillOrder } from './fillOrder.js';
import { type Money, NOTHING } from './Money.js';
import { type PaperOrder, paidWith } from './PaperOrder.js';
import type { Position } from './Position.js';
import { type Range, riskOf } from './riskOf.js';

/**
 * Liquidates each margin currency whose equity (balance and unrealised profit) is below its maintenance margin (0.5 % of
 * what its positions are worth) at the worst prices of a stretch of time: its open orders are canceled, its positions
 * closed at those prices.
 *
 * @param time Unix ms.
 */
export function liquidate(account: Account, rangeOf: (position: Position) => Range, time: number): void {
  for (const currency of new Set(account.positions.all.map(({ contract }) => contract.currency))) {
    const { positions, equity, maintenance, priceAt } = riskOf(account, currency, rangeOf);
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
  coverHolds(account, position.contract.currency);
}
