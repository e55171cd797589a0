import { compareDecimals } from '../../protocol/decimal.js';
import type { OrderEvent } from '../events.js';
import { KeptOrders } from '../KeptOrders.js';
import type { OrderFacts, OrderWrite } from './OrderWrite.js';
import type { Sighting } from './orderSightings.js';

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

/** An order and what is known of it. */
interface Known extends OrderFacts {
  state: OrderEvent['state'];
  /** Its id, as the plugin made it. */
  wire: string | number;
}

/** Of how many canceled orders it is kept that nobody has said how much of them was traded. */
const MOST_CANCELED = 200;

/** What is known of the orders that a strategy has placed at one exchange: it is told when it changes. */
export class Orders {
  readonly #options: OrdersOptions;
  readonly #kept = new KeptOrders<Known>();
  /** Of those that were canceled by the strategy's own word, and not seen since. */
  readonly #canceled = new Set<string>();

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

  /** Takes what an answer tells of an order. One that is older than what is known says nothing. */
  see({ id, state, figures }: Sighting): void {
    const before = this.#kept.get(id);
    if (!before || before.state === 'filled' || (before.state === 'canceled' && state === 'open')) return;
    if (state !== 'open') this.#canceled.delete(id);
    const more = compareDecimals(figures.filled ?? '0', before.filled ?? '0') > 0;
    if (state === before.state && !more) return;
    const { amount, ...traded } = figures;
    this.#turn(id, { state, ...(amount && { amount }), ...(more && traded) });
  }

  /** Those that are not over, as far as is known, the oldest first. */
  get live(): readonly (Known & { id: string })[] {
    return [...this.#kept.live].map(([id, order]) => ({ ...order, id }));
  }

  /** Those that were canceled, of which nobody has said how much was traded before: the oldest first. */
  get canceled(): readonly (Known & { id: string })[] {
    return [...this.#canceled].flatMap((id) => {
      const order = this.#kept.get(id);
      return order ? [{ ...order, id }] : [];
    });
  }

  /** Nobody knows what has become of those that are not over. @param known but for these. */
  giveUp(known: ReadonlySet<string>): void {
    for (const { id, state } of this.live)
      if (state === 'open' && !known.has(id)) this.#turn(id, { state: 'unknown' });
  }

  #done(write: OrderWrite, answered: unknown): void {
    const wire = typeof answered === 'number' ? answered : String(answered);
    const id = String(wire).trim();
    if (write.does === 'cancel') this.#cancel(write.id);
    else if (id === '') this.#lost(write);
    else if (write.does === 'change' && write.id === id) this.#turn(id, { ...write.facts, state: 'open' });
    else {
      // The exchange may have put another one in the place of one that was changed.
      if (write.does === 'change') this.#cancel(write.id);
      this.#set(id, { ...write.facts, wire, state: 'open' });
    }
  }

  #cancel(id: string): void {
    const state = this.#kept.get(id)?.state;
    if (state !== 'open' && state !== 'unknown') return;
    this.#turn(id, { state: 'canceled' });
    this.#canceled.add(id);
    const [oldest] = this.#canceled;
    if (this.#canceled.size > MOST_CANCELED && oldest !== undefined) this.#canceled.delete(oldest);
  }

  #lost(write: OrderWrite): void {
    if (write.does === 'place') this.#tell('', { ...write.facts, state: 'unknown' });
    else this.#turn(write.id, { state: 'unknown' });
  }

  /** Tells what has changed of an order, if it is one of the strategy's. */
  #turn(id: string, change: Partial<Known>): void {
    const before = this.#kept.get(id);
    if (before) this.#set(id, { ...before, ...change });
  }

  #set(id: string, order: Known): void {
    this.#kept.set(id, order);
    const { wire: _, ...told } = order;
    this.#tell(id, told);
  }

  #tell(id: string, order: OrderFacts & Pick<Known, 'state'>): void {
    const { exchange, index, onEvent } = this.#options;
    onEvent({ kind: 'order', time: Date.now(), exchange, index, id, ...order });
  }
}
