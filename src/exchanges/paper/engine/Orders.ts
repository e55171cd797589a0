import { ExchangeError } from '../../../adapter/ExchangeError.js';
import { formatOrderId, type OrderId, statusOf } from '../../../protocol/order.js';
import type { Order } from '../../../protocol/structures.js';
import { say } from '../../../wording/say.js';
import { Money, NOTHING, type PaperInstrument, priceOf } from './model.js';

/** An order of an account. Only the account changes it. */
export interface PaperOrder {
  /** Digits; rises from one order to the next. */
  readonly id: string;
  readonly instrument: PaperInstrument;
  readonly side: 'buy' | 'sell';
  /** What it does to a position; absent on spot. */
  readonly effect?: 'open' | 'close' | undefined;
  /** Why it was placed, where nobody asked for it. */
  readonly reason?: 'liquidation' | 'delisting' | undefined;
  /** It may only wait, also when it is changed. */
  readonly postOnly?: boolean | undefined;
  /** In quote currency; absent on a market order. */
  price?: Money | undefined;
  /** What is wanted, in base currency or contracts; absent on a spot market buy, which wants what its money buys. */
  amount?: Money | undefined;
  /** Unix time in ms at which it was placed. */
  readonly time: number;
  /** Unix time in ms from which prices have not been looked at yet. */
  from: number;
  /** What it got of a bar that was not over yet, by the beginning of the bar. */
  ofBar?: { readonly time: number; readonly amount: Money } | undefined;
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
export function positionSideOf({ side, effect }: Pick<PaperOrder, 'side' | 'effect'>): 'long' | 'short' {
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

/** What is known of an order when it is placed. */
export type NewOrder = Pick<
  PaperOrder,
  'instrument' | 'side' | 'effect' | 'reason' | 'postOnly' | 'price' | 'amount' | 'time' | 'held'
>;

const MOST_OPEN = 200;
/** Done orders beyond these are forgotten, oldest first. */
export const MOST_DONE = 1000;

/** The orders of one account: those that may still trade, and the last 1000 that are over. */
export class Orders {
  readonly #open = new Map<string, PaperOrder>();
  readonly #done = new Map<string, PaperOrder>();
  #nextId: number;

  /** @param nextId the id of the next order, at least: none that an order has is given again. */
  constructor(nextId: number, orders: readonly PaperOrder[] = []) {
    this.#nextId = orders.reduce((next, { id }) => Math.max(next, Number(id) + 1), nextId);
    for (const order of orders) (order.state === 'open' ? this.#open : this.#done).set(order.id, order);
    this.#forgetOldest();
  }

  get nextId(): number {
    return this.#nextId;
  }

  /** Oldest first. */
  get open(): PaperOrder[] {
    return [...this.#open.values()];
  }

  /** Oldest first. */
  get done(): PaperOrder[] {
    return [...this.#done.values()].sort((one, other) => Number(one.id) - Number(other.id));
  }

  /** @throws ExchangeError ORDER_NOT_FOUND. */
  find({ native, id }: OrderId): PaperOrder {
    const order = this.#open.get(id) ?? this.#done.get(id);
    if (order && (native === undefined || native.toUpperCase() === order.instrument.native)) return order;
    throw new ExchangeError({
      code: 'ORDER_NOT_FOUND',
      message: say('there is no order {id}', { id: native ? `${native},${id}` : id }),
      hint: say('orders belong to the account of the access key that placed them'),
    });
  }

  /** @throws ExchangeError ORDER_NOT_FOUND or ORDER_DONE. */
  findOpen(id: OrderId, purpose: 'cancel' | 'change'): PaperOrder {
    const order = this.find(id);
    if (order.state === 'open') return order;
    const facts = { id: `${order.instrument.native},${order.id}`, status: toOrder(order).status };
    throw new ExchangeError({
      code: 'ORDER_DONE',
      message:
        purpose === 'cancel'
          ? say('order {id} is {status}: there is nothing to cancel', facts)
          : say('order {id} is {status}: there is nothing to change', facts),
    });
  }

  /** @throws ExchangeError TOO_MANY_ORDERS. */
  checkRoom(): void {
    if (this.#open.size < MOST_OPEN) return;
    throw new ExchangeError({
      code: 'TOO_MANY_ORDERS',
      message: say('an account has at most {most} open orders', { most: MOST_OPEN }),
      hint: say('cancel some first'),
    });
  }

  /** Opens an order. */
  add(order: NewOrder): PaperOrder {
    const opened: PaperOrder = {
      id: String(this.#nextId),
      ...order,
      from: order.time,
      filled: NOTHING,
      value: NOTHING,
      fee: NOTHING,
      profit: NOTHING,
      state: 'open',
    };
    this.#nextId += 1;
    this.#open.set(opened.id, opened);
    return opened;
  }

  /** Ends an open order: what it still holds is free again. */
  finish(order: PaperOrder, state: 'complete' | 'incomplete'): void {
    order.held = NOTHING;
    order.state = state;
    this.#open.delete(order.id);
    this.#done.set(order.id, order);
    this.#forgetOldest();
  }

  #forgetOldest(): void {
    for (const oldest of this.#done.keys()) {
      if (this.#done.size <= MOST_DONE) break;
      this.#done.delete(oldest);
    }
  }
}
