import { formatOrderId, statusOf } from '../../../protocol/order.js';
import type { Order } from '../../../protocol/structures.js';
import type { Instrument } from './Instrument.js';
import { Money } from './Money.js';
import { priceOf } from './worth.js';

/** An order of an account. Only the account changes it. */
export interface PaperOrder {
  /** Digits; rises from one order to the next. */
  readonly id: string;
  readonly instrument: Instrument;
  readonly side: 'buy' | 'sell';
  /** What it does to a position; absent on spot. */
  readonly effect?: 'open' | 'close' | undefined;
  /** Why it was placed, where nobody asked for it. */
  readonly reason?: 'liquidation' | 'delisting' | undefined;
  /** In quote currency; absent on a market order. */
  price?: Money | undefined;
  /** What is wanted, in base currency or contracts; absent on a spot market buy, which wants what its money buys. */
  amount?: Money | undefined;
  /** Unix time in ms at which it was placed. */
  readonly time: number;
  /** Unix time in ms from which prices have not been looked at yet. */
  from: number;
  /** In base currency or contracts. */
  filled: Money;
  /** What `filled` was worth: in quote currency, in coins on inverse contracts. */
  value: Money;
  /** Fees so far: in the currency that is received on spot, in the margin currency on contracts. */
  fee: Money;
  /** Profit so far, before fees, in the margin currency: of an order that closes. */
  profit: Money;
  /** What it holds of the currency that it pays with. */
  held: Money;
  /** Whether it is over, and if so, whether it got all that it wanted. */
  state: 'open' | 'complete' | 'incomplete';
}

/** What the order pays with: quote for a spot buy, base for a spot sell, the margin currency on contracts. */
export function paidWith({ side, instrument }: Pick<PaperOrder, 'side' | 'instrument'>): string {
  if (instrument.contract) return instrument.contract.currency;
  return side === 'buy' ? instrument.quote : instrument.base;
}

/** The direction of the position that an order on contracts opens or closes. */
export function directionOf({ side, effect }: Pick<PaperOrder, 'side' | 'effect'>): 'long' | 'short' {
  return (side === 'buy') === (effect !== 'close') ? 'long' : 'short';
}

/** What the order may still take at a price. A spot market buy takes the whole steps that its money buys. */
export function wantedAt(order: PaperOrder, price: string): Money {
  if (order.amount) return order.amount.minus(order.filled);
  const { amountStep } = order.instrument;
  return order.held.idiv(new Money(price).times(amountStep)).times(amountStep);
}

/**
 * An order in FMZ's words. The `price` of a market order is 0; the `amount` of a spot market buy is what it has bought,
 * in base currency like all amounts, because what was ordered was an amount of quote currency.
 */
export function toOrder(order: PaperOrder): Order {
  const { id, instrument, side, effect, price, filled, value, time, state } = order;
  const amounts = { amount: (order.amount ?? filled).toNumber(), deal_amount: filled.toNumber() };
  return {
    id: formatOrderId(instrument.native, id),
    symbol: instrument.name,
    ...amounts,
    price: price?.toNumber() ?? 0,
    avg_price: priceOf(instrument, filled, value).toNumber(),
    type: side,
    status: statusOf(PHASES[state], amounts),
    time,
    ...(instrument.contract && { offset: effect, contract_type: instrument.contract.code }),
  };
}

const PHASES = { open: 'open', complete: 'filled', incomplete: 'done' } as const;
