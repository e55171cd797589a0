import type { OrderEvent } from './events.js';

/** How many that are not over are kept, and how many that are: these may be told of again for a while. */
const MOST_LIVE = 10_000;
const MOST_OVER = 1000;

/** Orders by their ids, the oldest first. Of more than there is room for, the oldest are forgotten. */
export class KeptOrders<Order extends Pick<OrderEvent, 'state'>> {
  readonly #live = new Map<string, Order>();
  readonly #over = new Map<string, Order>();

  get(id: string): Order | undefined {
    return this.#live.get(id) ?? this.#over.get(id);
  }

  set(id: string, order: Order): void {
    const over = order.state === 'filled' || order.state === 'canceled';
    (over ? this.#live : this.#over).delete(id);
    const [orders, most] = over ? [this.#over, MOST_OVER] : [this.#live, MOST_LIVE];
    orders.set(id, order);
    const [oldest] = orders.keys();
    if (orders.size > most && oldest !== undefined) orders.delete(oldest);
  }

  /** Those that are not over, as far as is known. */
  get live(): ReadonlyMap<string, Order> {
    return this.#live;
  }
}
