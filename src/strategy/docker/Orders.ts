import type { OrderEvent } from '../events.js';
import { KeptOrders } from '../KeptOrders.js';

/** What is known of an order. */
export type OrderFacts = Pick<OrderEvent, 'symbol' | 'side' | 'price' | 'amount' | 'filled' | 'average'>;

type OrderState = OrderEvent['state'];

/** What a request does to an order; `id` as the strategy passed it. */
export type OrderWrite =
  | { does: 'place'; facts: OrderFacts }
  | { does: 'change'; id: string; facts: OrderFacts }
  | { does: 'cancel'; id: string };

/** A write that is on its way. Where it was refused, nothing is called. */
interface PendingWrite {
  /** @param answered the order's id, of one that was placed or changed. */
  done(answered: unknown): void;
  /** Nobody knows what became of it. */
  lost(): void;
}

/** Whose orders they are, and who is told. */
interface OrdersOptions {
  exchange: string;
  index: number;
  onEvent(event: OrderEvent): void;
}

/** What is known of the orders that a strategy has placed at one exchange: it is told when it changes. */
export class Orders {
  readonly #options: OrdersOptions;
  readonly #kept = new KeptOrders<OrderFacts & { state: OrderState }>();

  constructor(options: OrdersOptions) {
    this.#options = options;
  }

  /** A write goes out. */
  begin(write: OrderWrite): PendingWrite {
    return {
      done: (answered) => this.#done(write, answered),
      lost: () => this.#lost(write),
    };
  }

  #done(write: OrderWrite, answered: unknown): void {
    const id = String(answered);
    if (write.does === 'cancel') this.#turn(write.id, { state: 'canceled' });
    else if (write.does === 'change' && write.id === id) this.#turn(id, { ...write.facts, state: 'open' });
    else {
      // The exchange may have put another one in the place of one that was changed.
      if (write.does === 'change') this.#turn(write.id, { state: 'canceled' });
      this.#tell(id, { ...write.facts, state: 'open' });
    }
  }

  #lost(write: OrderWrite): void {
    if (write.does === 'place') this.#event('', { ...write.facts, state: 'unknown' });
    else this.#turn(write.id, { state: 'unknown' });
  }

  /** Tells what has changed of an order, if it is one of the strategy's. */
  #turn(id: string, change: Partial<OrderFacts> & { state: OrderState }): void {
    const before = this.#kept.get(id);
    if (before) this.#tell(id, { ...before, ...change });
  }

  #tell(id: string, order: OrderFacts & { state: OrderState }): void {
    this.#kept.set(id, order);
    this.#event(id, order);
  }

  #event(id: string, order: OrderFacts & { state: OrderState }): void {
    const { exchange, index, onEvent } = this.#options;
    onEvent({ kind: 'order', time: Date.now(), exchange, index, id, ...order });
  }
}
