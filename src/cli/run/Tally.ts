import { oneLine } from '../../protocol/oneLine.js';
import type { StrategyEvent } from '../../strategy/events.js';
import { Latencies } from './Latencies.js';
import { OrderTally } from './OrderTally.js';

/** What is told apart at most: texts with an id in them would be without end. */
const MOST_TEXTS = 200;

/** What calls of one function came to. */
interface Calls {
  count: number;
  /** Of those that were sent. */
  latencies: Latencies;
  errors: number;
}

/** What happened in a run, counted. */
export class Tally {
  /** By exchange and function. */
  readonly calls = new Map<string, Calls>();
  /** By the text of the error. */
  readonly errors = new Map<string, number>();
  /** Of errors that are not told apart. */
  otherErrors = 0;
  errorCount = 0;
  readonly orders = new OrderTally();
  /** The last that LogProfit told. */
  profit: number | undefined;
  #several: boolean;

  /** @param several whether there are several exchanges, so that functions are told with theirs. */
  constructor(several: boolean) {
    this.#several = several;
  }

  add(event: StrategyEvent): void {
    if (event.kind === 'profit') this.profit = event.value;
    if (event.kind === 'order') this.orders.add(event);
    // What fails of an exchange is told with its call, too.
    if (event.kind === 'log' && event.level === 'error' && event.exchange === undefined)
      this.#addError(oneLine(event.text));
    if (event.kind !== 'call') return;
    const name = this.#several ? `${event.exchange} ${event.fn}` : event.fn;
    const calls = this.calls.get(name) ?? { count: 0, latencies: new Latencies(), errors: 0 };
    this.calls.set(name, calls);
    calls.count += 1;
    if (event.ms !== undefined) calls.latencies.add(event.ms);
    if (event.error === undefined) return;
    calls.errors += 1;
    this.#addError(event.error);
  }

  get callCount(): number {
    return [...this.calls.values()].reduce((sum, { count }) => sum + count, 0);
  }

  #addError(text: string): void {
    this.errorCount += 1;
    const before = this.errors.get(text);
    if (before === undefined && this.errors.size >= MOST_TEXTS) this.otherErrors += 1;
    else this.errors.set(text, (before ?? 0) + 1);
  }
}
