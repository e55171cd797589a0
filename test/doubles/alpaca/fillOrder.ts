import { BigNumber } from 'bignumber.js';
import { type AccountState, positionOf, quoteOf } from './AccountState.js';
import type { AlpacaOrder } from './AlpacaOrder.js';
import type { Market } from './Market.js';

const FEES = { maker: '0.0015', taker: '0.0025' };

/** Fills a part of an order, or all that is left of it. The fee of coins is taken from what is received. */
export function fillOrder(
  order: AlpacaOrder,
  { qty, price, maker = false }: { qty: BigNumber; price: BigNumber; maker?: boolean },
  account: AccountState,
  market: Market,
): void {
  const filled = new BigNumber(order.filled_qty).plus(qty);
  const paid = new BigNumber(order.filled_qty).times(order.filled_avg_price ?? 0).plus(qty.times(price));
  order.filled_qty = filled.toFixed();
  order.filled_avg_price = paid.div(filled).dp(9).toFixed();
  move(order, { qty, price, maker }, account);
  const now = market.clock.now();
  order.updatedAt = now;
  const whole = order.qty !== null ? filled.gte(order.qty) : paid.plus('0.01').gte(order.notional ?? 0);
  if (!whole) {
    if (order.status === 'new') order.status = 'partially_filled';
    return;
  }
  order.status = 'filled';
  order.endedAt = now;
  order.pending = undefined;
}

function move(
  order: AlpacaOrder,
  { qty, price, maker }: { qty: BigNumber; price: BigNumber; maker: boolean },
  account: AccountState,
): void {
  const crypto = order.asset_class === 'crypto';
  const kept = new BigNumber(1).minus(crypto ? FEES[maker ? 'maker' : 'taker'] : 0);
  const name = positionOf(account.requireAsset(order));
  const worth = qty.times(price);
  const quote = quoteOf(order);
  if (order.side === 'buy') {
    add(account, name, qty.times(kept), price);
    pay(account, quote, worth.negated());
  } else {
    add(account, name, qty.negated(), price);
    pay(account, quote, worth.times(kept));
  }
}

function pay(account: AccountState, quote: string, worth: BigNumber): void {
  if (quote === 'USD') account.cash = account.cash.plus(worth);
  else add(account, `${quote}USD`, worth, new BigNumber(1));
}

function add(account: AccountState, name: string, qty: BigNumber, price: BigNumber): void {
  const held = account.positions.get(name);
  const next = (held?.qty ?? new BigNumber(0)).plus(qty).dp(9, BigNumber.ROUND_DOWN);
  if (next.isZero()) {
    account.positions.delete(name);
    return;
  }
  const grows = !held || held.qty.times(qty).isPositive();
  const averagePrice = !grows
    ? held.averagePrice
    : held
      ? held.averagePrice.times(held.qty).plus(price.times(qty)).div(next).abs().dp(9)
      : price;
  account.positions.set(name, { qty: next, averagePrice });
}
