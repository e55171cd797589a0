import type { OrderEvent } from '../../strategy/events.js';
import { KeptOrders } from '../../strategy/KeptOrders.js';

type State = OrderEvent['state'];

/** How many of the writes are kept whose outcome nobody knows. */
const MOST_LOST = 10;

/** How many orders are in a state, and of how many of them a part was traded. */
interface Count {
  all: number;
  partly: number;
}

/** What became of a strategy's orders, counted. */
export class OrderTally {
  placed = 0;
  readonly counts: Readonly<Record<State, Count>> = {
    open: { all: 0, partly: 0 },
    filled: { all: 0, partly: 0 },
    canceled: { all: 0, partly: 0 },
    unknown: { all: 0, partly: 0 },
  };
  /** Writes that may have placed an order, and nobody knows. */
  lost = 0;
  /** The first of them. */
  readonly firstLost: OrderEvent[] = [];
  /** By their exchange's place. */
  readonly #kept = new Map<number, KeptOrders<OrderEvent>>();

  add(event: OrderEvent): void {
    const { index, id } = event;
    if (id === '') {
      this.lost += 1;
      if (this.firstLost.length < MOST_LOST) this.firstLost.push(event);
      return;
    }
    const orders = this.#kept.get(index) ?? new KeptOrders<OrderEvent>();
    this.#kept.set(index, orders);
    const before = orders.get(id);
    if (before) this.#count(before, -1);
    else this.placed += 1;
    this.#count(event, 1);
    orders.set(id, event);
  }

  /** Those in a state that is not the last one, the oldest first: as many as are kept. */
  in(state: 'open' | 'unknown'): OrderEvent[] {
    const live = [...this.#kept.values()].flatMap((orders) => [...orders.live.values()]);
    return live.filter((order) => order.state === state);
  }

  #count({ state, filled }: OrderEvent, by: 1 | -1): void {
    const count = this.counts[state];
    count.all += by;
    if (filled !== undefined && state !== 'filled') count.partly += by;
  }
}
