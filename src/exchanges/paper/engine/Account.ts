import { ExchangeError } from '../../../exchange/ExchangeError.js';
import type { OrderId } from '../../../protocol/order.js';
import { Ledger } from './Ledger.js';
import { Money, NOTHING } from './Money.js';
import type { PairRules } from './PairRules.js';
import { type PaperOrder, paidWith } from './PaperOrder.js';

/** An order that is asked for. Decimal strings. */
export interface OrderRequest {
  pair: PairRules;
  side: 'buy' | 'sell';
  /** In quote currency; absent for a market order. */
  price?: string | undefined;
  /** In base currency; in quote currency for a market buy. */
  amount: string;
}

const MOST_OPEN = 200;
const MOST_DONE = 10_000;

/** The balances and orders of one virtual account, and the moving of money between them. It knows of no market. */
export class Account {
  readonly ledger: Ledger;
  readonly #open = new Map<string, PaperOrder>();
  readonly #done = new Map<string, PaperOrder>();
  #nextId: number;

  /** @param now Unix time in ms: ids count on from it, so that those of a former run are not given again. */
  constructor(balances: Readonly<Record<string, string>>, now: number) {
    this.ledger = new Ledger(balances);
    this.#nextId = now;
  }

  /** Orders that may still trade, oldest first. */
  get open(): PaperOrder[] {
    return [...this.#open.values()];
  }

  /** The last 10000 orders that are over, oldest first. */
  get done(): PaperOrder[] {
    return [...this.#done.values()].sort((one, other) => Number(one.id) - Number(other.id));
  }

  /** @throws ExchangeError ORDER_NOT_FOUND. */
  find({ native, id }: OrderId): PaperOrder {
    const order = this.#open.get(id) ?? this.#done.get(id);
    if (order && (native === undefined || native.toUpperCase() === order.pair.native)) return order;
    throw new ExchangeError({
      code: 'ORDER_NOT_FOUND',
      message: `there is no order ${native ? `${native},` : ''}${id}`,
      hint: 'orders live as long as the process, in the account of the access key that placed them',
    });
  }

  /**
   * Opens an order and freezes what it may cost.
   *
   * @throws ExchangeError INSUFFICIENT_BALANCE or TOO_MANY_ORDERS, with nothing changed.
   */
  add({ pair, side, price, amount }: OrderRequest, now: number): PaperOrder {
    if (this.#open.size >= MOST_OPEN) {
      throw new ExchangeError({
        code: 'TOO_MANY_ORDERS',
        message: `an account has at most ${MOST_OPEN} open orders`,
        hint: 'cancel some first',
      });
    }
    const order: PaperOrder = {
      id: String(this.#nextId),
      pair,
      side,
      ...(price !== undefined && { price: new Money(price) }),
      ...((price !== undefined || side === 'sell') && { amount: new Money(amount) }),
      time: now,
      from: now,
      filled: NOTHING,
      value: NOTHING,
      fee: NOTHING,
      held: side === 'buy' && price !== undefined ? new Money(amount).times(price) : new Money(amount),
      state: 'open',
    };
    this.ledger.freeze(paidWith(order), order.held);
    this.#nextId += 1;
    this.#open.set(order.id, order);
    return order;
  }

  /** Trades `amount` of an open order at a price; the fee is a part of what is received. */
  fill(order: PaperOrder, trade: { amount: Money; price: Money; feeRate: string }): void {
    const { pair, side } = order;
    const value = trade.amount.times(trade.price);
    const [paid, received] = side === 'buy' ? [value, trade.amount] : [trade.amount, value];
    const fee = received.times(trade.feeRate);
    this.ledger.pay(paidWith(order), paid);
    this.ledger.receive(side === 'buy' ? pair.base : pair.quote, received.minus(fee));
    order.filled = order.filled.plus(trade.amount);
    order.value = order.value.plus(value);
    order.fee = order.fee.plus(fee);
    order.held = order.held.minus(paid);
    this.#refund(order);
    if (order.amount?.eq(order.filled)) this.finish(order, 'complete');
  }

  /** Ends an open order: what it still holds is free again. */
  finish(order: PaperOrder, state: 'complete' | 'incomplete'): void {
    this.ledger.release(paidWith(order), order.held);
    order.held = NOTHING;
    order.state = state;
    this.#open.delete(order.id);
    this.#done.set(order.id, order);
    for (const oldest of this.#done.keys()) {
      if (this.#done.size <= MOST_DONE) break;
      this.#done.delete(oldest);
    }
  }

  // A limit buy holds what the rest would cost at its limit: a better price than that frees the difference.
  #refund(order: PaperOrder): void {
    if (order.side === 'sell' || !order.price || !order.amount) return;
    const needed = order.amount.minus(order.filled).times(order.price);
    this.ledger.release(order.pair.quote, order.held.minus(needed));
    order.held = needed;
  }
}
