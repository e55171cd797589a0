import type { Answer, Exchange } from '../adapter/defineExchange.js';
import type { Data, MethodName } from '../protocol/methods.js';
import type { Call, OpenExchange } from './openExchange.js';

/** How long after its deadline a request may still be at work before it counts as ended, in ms. */
const GRACE = 1000;

/** An open exchange that is closed once, when its last request has ended. */
export class OpenedExchange implements OpenExchange {
  readonly exchange: Exchange;
  readonly #open: OpenExchange;
  readonly #parts: readonly OpenedExchange[];
  /** Those that are made of this one, and closed before it. */
  readonly #dependents = new Set<OpenedExchange>();
  #running = 0;
  /** In ms of `performance.now()`. */
  #lastDeadline = 0;
  #onIdle: (() => void) | undefined;
  #closing: Promise<void> | undefined;

  /** @param parts what it is made of, where it is wrapped around another one. */
  constructor(exchange: Exchange, open: OpenExchange, parts: readonly OpenedExchange[] = []) {
    this.exchange = exchange;
    this.#open = open;
    this.#parts = parts;
    for (const part of parts) part.#dependents.add(this);
  }

  get baseUrl(): string | undefined {
    return this.#open.baseUrl;
  }

  get announcesChanges(): boolean {
    return this.#open.announcesChanges;
  }

  /** Whether it is wrapped around another one. */
  get wrapped(): boolean {
    return this.#parts.length > 0;
  }

  /** Whether it is to be closed, and nothing new should be asked of it. */
  get closing(): boolean {
    return this.#closing !== undefined;
  }

  async call<M extends MethodName>(call: Call & { method: M }): Promise<Answer<Data<M>>> {
    this.#running += 1;
    this.#lastDeadline = Math.max(this.#lastDeadline, call.deadline);
    try {
      return await this.#open.call(call);
    } finally {
      this.#running -= 1;
      if (this.#running === 0) this.#onIdle?.();
    }
  }

  /** Closes it when its last request has ended; one that never ends counts until shortly after its deadline. */
  close(): Promise<void> {
    this.#closing ??= this.#closeLast();
    return this.#closing;
  }

  async #closeLast(): Promise<void> {
    const dependents = [...this.#dependents];
    await Promise.allSettled(dependents.map((dependent) => dependent.close()));
    await this.#untilIdle();
    for (const part of this.#parts) part.#dependents.delete(this);
    await this.#open.close();
  }

  #untilIdle(): Promise<void> {
    if (this.#running === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.max(0, this.#lastDeadline - performance.now()) + GRACE);
      this.#onIdle = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
