import type { Account } from './Account.js';
import { closePosition } from './liquidate.js';

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
