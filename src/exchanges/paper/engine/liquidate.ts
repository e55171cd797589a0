import type { Account } from './Account.js';
import { fillOrder } from './fills.js';
import { cancelUncovered } from './holds.js';
import { type Money, NOTHING } from './model.js';
import { type PaperOrder, paidWith } from './Orders.js';
import type { PaperPosition } from './Positions.js';
import { type Range, riskOf } from './riskOf.js';

/**
 * Liquidates each margin currency whose equity (balance and unrealised profit) is below its maintenance margin (0.5 % of
 * what its positions are worth) at the worst prices of a stretch of time: its open orders are canceled, its positions
 * closed at those prices.
 *
 * @param time Unix ms.
 */
export function liquidate(account: Account, rangeOf: (position: PaperPosition) => Range, time: number): void {
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
function closePosition(
  account: Account,
  position: PaperPosition,
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
  cancelUncovered(account, position.contract.currency);
}

/**
 * Takes an instrument that is not traded any more out of an account: orders are canceled, positions closed at the last
 * price that was seen.
 *
 * @param name the symbol.
 * @param time Unix ms.
 */
export function delist(account: Account, name: string, time: number): void {
  for (const order of account.orders.open) {
    if (order.instrument.name === name) account.orders.finish(order, 'incomplete');
  }
  for (const position of account.positions.all) {
    if (position.instrument.name !== name) continue;
    closePosition(account, position, position.mark, 'delisting', time);
  }
  account.changed();
}
