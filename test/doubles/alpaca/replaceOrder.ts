import { BigNumber } from 'bignumber.js';
import type { AlpacaOrder } from './AlpacaOrder.js';
import { checkFunds } from './checkFunds.js';
import { clientIdOf, newOrder } from './newOrder.js';
import { badParameter, invalidOrder } from './Refusal.js';
import type { Call } from './Route.js';
import { decimalOf, readOrder } from './readOrder.js';

/** Puts a new order, with an id of its own, in the place of an old one, which goes on until that has come about. */
export function replaceOrder(old: AlpacaOrder, { body, account, market }: Call): AlpacaOrder {
  if (['accepted', 'pending_new', 'pending_cancel', 'pending_replace'].includes(old.status)) {
    throw invalidOrder(`cannot replace order in ${old.status} status`);
  }
  if (old.status !== 'new' && old.status !== 'partially_filled') {
    throw invalidOrder(`order is already in "${old.status}" state`);
  }
  if (old.notional !== null || old.qty === null) throw invalidOrder('notional orders cannot be replaced');
  const qty = decimalOf(body.qty, 'qty') ?? old.qty;
  const limit_price = decimalOf(body.limit_price, 'limit_price') ?? old.limit_price;
  const time_in_force = `${body.time_in_force ?? old.time_in_force}`;
  if (!new BigNumber(qty).isInteger() && old.asset_class === 'us_equity') {
    throw invalidOrder('fractional orders cannot be replaced');
  }
  if (new BigNumber(qty).lte(old.filled_qty)) throw invalidOrder('qty must be greater than filled_qty');
  const same =
    new BigNumber(qty).eq(old.qty) &&
    (limit_price === null || new BigNumber(limit_price).eq(old.limit_price ?? 0));
  if (same && time_in_force === old.time_in_force) throw badParameter('no parameters changed');
  const client = clientIdOf(body, account);
  const fields = { symbol: old.symbol, side: old.side, type: old.type, qty, time_in_force };
  const terms = readOrder(
    { ...fields, ...(limit_price !== null && { limit_price }), extended_hours: old.extended_hours },
    account,
    market,
  );
  checkFunds(terms, account, market, old);
  const next = newOrder(terms, client, account, market);
  const at = market.clock.now() + market.delays.change;
  Object.assign(next, { replaces: old.id, pending: { step: 'replaced', at: Number.POSITIVE_INFINITY } });
  Object.assign(old, { status: 'pending_replace', replaced_by: next.id, pending: { step: 'replace', at } });
  account.orders.push(next);
  return next;
}
