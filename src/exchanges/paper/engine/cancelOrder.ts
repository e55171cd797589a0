import type { OrderId } from '../../../protocol/order.js';
import type { Account } from './Account.js';

/**
 * Cancels an open order: what it still holds is free again.
 *
 * @throws ExchangeError ORDER_NOT_FOUND or ORDER_DONE, with nothing changed.
 */
export function cancelOrder(account: Account, id: OrderId): void {
  account.orders.finish(account.orders.findOpen(id, 'cancel'), 'incomplete');
  account.changed();
}
