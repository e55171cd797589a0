import { BigNumber } from 'bignumber.js';
import type { AccountState } from './AccountState.js';
import { type AlpacaOrder, isOpen } from './AlpacaOrder.js';
import { fillOrder } from './fillOrder.js';
import type { Market } from './Market.js';

/** Carries out what has become due of an account's orders: routing, fills, cancellations, replacements, expiry. */
export function advance(account: AccountState, market: Market): void {
  for (const order of account.orders) {
    if (isOpen(order)) step(order, account, market);
  }
}

function step(order: AlpacaOrder, account: AccountState, market: Market): void {
  const now = market.clock.now();
  if (order.pending && order.pending.at <= now) {
    const { step: due } = order.pending;
    if (due === 'cancel') end(order, 'canceled', now);
    else if (due === 'replace') replaceNow(order, account, market);
    else route(order, market);
  }
  if (!isOpen(order)) return;
  if (order.expiresAt !== null && order.expiresAt <= now) {
    end(order, 'expired', now);
    return;
  }
  if (order.status === 'accepted' && isTraded(order, account, market)) order.status = 'new';
  match(order, account, market);
}

/** Out of hours an order waits for the next session as `accepted`. */
function route(order: AlpacaOrder, market: Market): void {
  order.pending = undefined;
  order.updatedAt = market.clock.now();
  if (order.status === 'pending_new') order.status = 'new';
}

function isTraded(order: AlpacaOrder, account: AccountState, market: Market): boolean {
  return order.pending === undefined && market.isOpen(account.requireAsset(order), order.extended_hours);
}

/** Fills an order at once where it crosses the market; one that rests is filled at its own price. */
function match(order: AlpacaOrder, account: AccountState, market: Market): void {
  if (order.status !== 'new' && order.status !== 'partially_filled') return;
  const asset = account.requireAsset(order);
  if (!market.isOpen(asset, order.extended_hours)) return;
  const buys = order.side === 'buy';
  const best = buys ? market.ask(asset) : market.bid(asset);
  if (order.type === 'stop' || order.type === 'stop_limit') return;
  if (order.limit_price !== null) {
    const reached = buys ? best.lte(order.limit_price) : best.gte(order.limit_price);
    if (!reached) {
      if (order.time_in_force === 'ioc') end(order, 'canceled', market.clock.now());
      return;
    }
  }
  const rests = order.submittedAt < market.clock.now() && order.limit_price !== null;
  const price = rests ? new BigNumber(order.limit_price ?? best) : best;
  const left =
    order.qty !== null ? account.left(order) : account.costOf(order).div(price).dp(9, BigNumber.ROUND_DOWN);
  fillOrder(order, { qty: left, price, maker: rests }, account, market);
}

/** The old order ends, and the new one begins: unless the old one was faster. */
function replaceNow(order: AlpacaOrder, account: AccountState, market: Market): void {
  const now = market.clock.now();
  end(order, 'replaced', now);
  const next = account.orders.find(({ id }) => id === order.replaced_by);
  if (next && isOpen(next)) {
    next.pending = undefined;
    next.status = next.status === 'pending_new' ? 'new' : next.status;
    match(next, account, market);
  }
}

/** Ends an order. What was to replace one that was filled meanwhile is rejected. */
export function end(order: AlpacaOrder, status: string, now: number): void {
  order.status = status;
  order.endedAt = now;
  order.updatedAt = now;
  order.pending = undefined;
}

/** What was to replace an order that has ended in another way is rejected. */
export function rejectReplacements(account: AccountState, market: Market): void {
  for (const order of account.orders) {
    if (order.replaces === null || !isOpen(order)) continue;
    const old = account.orders.find(({ id }) => id === order.replaces);
    if (old && !isOpen(old) && old.status !== 'replaced') {
      old.replaced_by = null;
      end(order, 'rejected', market.clock.now());
    }
  }
}
