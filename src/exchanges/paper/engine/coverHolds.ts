import type { Account } from './Account.js';
import { paidWith } from './PaperOrder.js';

/**
 * Cancels waiting orders of a currency, newest first, until its balance is as much as orders and margins hold of it: what
 * a loss, a fee or funding has taken is not there any more for an order to pay with.
 */
export function coverHolds(account: Account, currency: string): void {
  for (const order of account.orders.open.reverse()) {
    if (account.ledger.balance(currency).gte(account.frozen(currency))) return;
    if (paidWith(order) !== currency || order.held.isZero()) continue;
    account.orders.finish(order, 'incomplete');
    account.changed();
  }
}
