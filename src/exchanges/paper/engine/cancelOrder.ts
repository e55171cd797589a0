import { ExchangeError } from '../../../exchange/ExchangeError.js';
import type { OrderId } from '../../../protocol/order.js';
import type { Account } from './Account.js';
import { toOrder } from './PaperOrder.js';

/**
 * Cancels an open order: what it still holds is free again.
 *
 * @throws ExchangeError ORDER_NOT_FOUND or ORDER_DONE, with nothing changed.
 */
export function cancelOrder(account: Account, id: OrderId): void {
  const order = account.find(id);
  if (order.state !== 'open') {
    const { id: text, status } = toOrder(order);
    throw new ExchangeError({
      code: 'ORDER_DONE',
      message: `order ${text} is ${status}: there is nothing to cancel`,
    });
  }
  account.finish(order, 'incomplete');
}
