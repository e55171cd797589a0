import type { OrderEvent } from '../../strategy/events.js';
import { KeptOrders } from '../../strategy/KeptOrders.js';

type Counted = Pick<OrderEvent, 'state'> & {
  /** Whether something of it was traded, and not all. */
  partly: boolean;
};

/** What became of a strategy's orders, counted. */
export class OrderTally {
  placed = 0;
  filled = 0;
  canceled = 0;
  /** Of those that are open or canceled. */
  partly = 0;
  /** Writes that nobody knows the outcome of, where an order may have been placed. */
  lost = 0;
  /** By their exchange. */
  readonly #kept = new Map<number, KeptOrders<Counted>>();

  add({ index, id, state, filled }: OrderEvent): void {
    if (id === '') {
      this.lost += 1;
      return;
    }
    const orders = this.#kept.get(index) ?? new KeptOrders<Counted>();
    this.#kept.set(index, orders);
    const before = orders.get(id);
    if (before) this.#count(before, -1);
    else this.placed += 1;
    const order = { state, partly: filled !== undefined && state !== 'filled' };
    this.#count(order, 1);
    orders.set(id, order);
  }

  #count({ state, partly }: Counted, by: 1 | -1): void {
    if (state === 'filled') this.filled += by;
    if (state === 'canceled') this.canceled += by;
    if (partly) this.partly += by;
  }
}
