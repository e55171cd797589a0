import { randomUUID } from 'node:crypto';
import type { AccountState } from './AccountState.js';
import type { AlpacaOrder } from './AlpacaOrder.js';
import type { Market } from './Market.js';
import { AFTER_END, CORE_END } from './newYork.js';
import { badParameter } from './Refusal.js';
import type { Terms } from './readOrder.js';

/** @throws Refusal when an order has it, though HTTP's status is not the one of its code. */
export function clientIdOf(body: Record<string, unknown>, account: AccountState): string {
  const { client_order_id: given = randomUUID() } = body;
  if (typeof given !== 'string' || given.length > 128) throw badParameter('invalid client_order_id');
  if (account.orders.some(({ client_order_id }) => client_order_id === given)) {
    throw badParameter('client_order_id must be unique');
  }
  return given;
}

/** An order that has been accepted. What is not traded now waits for the next session. */
export function newOrder(
  { asset, ...terms }: Terms,
  client_order_id: string,
  account: AccountState,
  market: Market,
): AlpacaOrder {
  const now = market.clock.now();
  const closes = market.calendar.next(now, terms.extended_hours ? AFTER_END : CORE_END);
  return {
    ...terms,
    accessKey: account.settings.accessKey,
    id: randomUUID(),
    client_order_id,
    filled_qty: '0',
    filled_avg_price: null,
    position_intent: terms.side === 'buy' ? 'buy_to_open' : 'sell_to_close',
    status: market.isOpen(asset, terms.extended_hours) ? 'pending_new' : 'accepted',
    submittedAt: now,
    updatedAt: now,
    expiresAt: terms.time_in_force === 'day' ? closes : null,
    endedAt: null,
    replaced_by: null,
    replaces: null,
    pending: { step: 'route', at: now + market.delays.route },
  };
}
