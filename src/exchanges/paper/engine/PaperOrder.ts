import type { Order } from '../../../protocol/data.js';
import { formatOrderId } from '../../../protocol/order.js';
import { Money } from './Money.js';
import type { PairRules } from './PairRules.js';

/** An order of an account. Only the account changes it. */
export interface PaperOrder {
  /** Digits; rises from one order to the next. */
  readonly id: string;
  readonly pair: PairRules;
  readonly side: 'buy' | 'sell';
  /** In quote currency; absent on a market order. */
  readonly price?: Money;
  /** What is wanted, in base currency; absent on a market buy, which wants what its money buys. */
  readonly amount?: Money;
  /** Unix time in ms at which it was placed. */
  readonly time: number;
  /** Unix time in ms from which the price path has not been looked at yet. */
  from: number;
  /** In base currency. */
  filled: Money;
  /** What was paid or received for `filled`, in quote currency. */
  value: Money;
  /** Fees so far, in the currency that is received: base for a buy, quote for a sell. */
  fee: Money;
  /** What it holds of the currency that it pays with. */
  held: Money;
  /** Whether it is over, and if so, whether it got all that it wanted. */
  state: 'open' | 'complete' | 'incomplete';
}

/** What the order pays with: quote for a buy, base for a sell. */
export function paidWith({ side, pair }: PaperOrder): string {
  return side === 'buy' ? pair.quote : pair.base;
}

/**
 * What the order may still take at a price, in base currency. A market buy takes the whole steps that its money buys.
 */
export function wantedAt(order: PaperOrder, price: string): Money {
  if (order.amount) return order.amount.minus(order.filled);
  const { amountStep } = order.pair;
  return order.held.idiv(new Money(price).times(amountStep)).times(amountStep);
}

/**
 * An order in FMZ's words. The `price` of a market order is 0; the `amount` of a market buy is what it has bought, in
 * base currency like all amounts, because what was ordered was an amount of quote currency.
 */
export function toOrder(order: PaperOrder): Order {
  const { id, pair, side, price, amount, filled, value, time } = order;
  return {
    id: formatOrderId(pair.native, id),
    symbol: pair.name,
    amount: (amount ?? filled).toNumber(),
    price: price?.toNumber() ?? 0,
    deal_amount: filled.toNumber(),
    avg_price: filled.isZero() ? 0 : value.div(filled).toNumber(),
    type: side,
    status: statusOf(order),
    time,
  };
}

function statusOf({ state, filled }: PaperOrder): Order['status'] {
  if (state === 'complete') return 'filled';
  const untouched = filled.isZero();
  if (state === 'open') return untouched ? 'pending' : 'partial-filled';
  return untouched ? 'canceled' : 'partial-canceled';
}
