import { ExchangeError } from '../../../adapter/ExchangeError.js';
import type { OrderId } from '../../../protocol/order.js';
import { NOTHING } from './Money.js';
import { type PaperOrder, toOrder } from './PaperOrder.js';

/** What is known of an order when it is placed. */
export type NewOrder = Pick<
  PaperOrder,
  'instrument' | 'side' | 'effect' | 'reason' | 'price' | 'amount' | 'time' | 'held'
>;

const MOST_OPEN = 200;
/** Done orders beyond these are forgotten, oldest first. */
export const MOST_DONE = 1000;

/** The orders of one account: those that may still trade, and the last 1000 that are over. */
export class Orders {
  readonly #open = new Map<string, PaperOrder>();
  readonly #done = new Map<string, PaperOrder>();
  #nextId: number;

  /** @param nextId the id of the next order. */
  constructor(nextId: number, orders: readonly PaperOrder[] = []) {
    this.#nextId = nextId;
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
      message: `there is no order ${native ? `${native},` : ''}${id}`,
      hint: 'orders belong to the account of the access key that placed them',
    });
  }

  /** @throws ExchangeError ORDER_NOT_FOUND or ORDER_DONE. */
  findOpen(id: OrderId, purpose: 'cancel' | 'change'): PaperOrder {
    const order = this.find(id);
    if (order.state === 'open') return order;
    throw new ExchangeError({
      code: 'ORDER_DONE',
      message: `order ${order.instrument.native},${order.id} is ${toOrder(order).status}: there is nothing to ${purpose}`,
    });
  }

  /** @throws ExchangeError TOO_MANY_ORDERS. */
  checkRoom(): void {
    if (this.#open.size < MOST_OPEN) return;
    throw new ExchangeError({
      code: 'TOO_MANY_ORDERS',
      message: `an account has at most ${MOST_OPEN} open orders`,
      hint: 'cancel some first',
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
