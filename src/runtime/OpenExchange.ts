import type { Answer } from '../adapter/Api.js';
import type { Exchange } from '../adapter/Exchange.js';
import type { Credentials } from '../protocol/envelope.js';
import type { Data, MethodName } from '../protocol/methods.js';
import { messageOf } from '../protocol/thrown.js';
import type { AddressState } from '../streams/AddressState.js';
import type { Reach } from './Activity.js';
import type { Call, CallTarget } from './Call.js';
import type { Transport } from './outgoing.js';
import { type AdapterOptions, type RunningAdapter, runAdapter } from './runAdapter.js';

/** What an exchange is opened with. */
export interface ExchangeOptions extends AdapterOptions {
  /** The exchange that this one is wrapped around. */
  inner?: OpenExchange | undefined;
  /** The exchange that wraps it, and keeps the state of both. */
  outer?: OpenExchange | undefined;
}

/** How an exchange fares. */
export interface ExchangeState extends Reach {
  exchange: string;
  /** By how many ms the exchange's clock is ahead of this machine's; `null` where it has not been measured. */
  clock_offset_ms: number | null;
  /** The proxy through which it was reached last, for people; `null` where none was used. */
  proxy: string | null;
  requests_in_progress: number;
  /** How many of its requests wait for its rate limits. */
  limit_waiting: number;
}

/** How long after its deadline a request may still be at work before it counts as ended, in ms. */
const GRACE = 1000;

/**
 * An exchange that takes requests: its pacing, clock and shared state belong to it. It is closed once, when its last
 * request has ended, and after what is made of it.
 *
 * @example const open = new OpenExchange(okx, { http: createHttpClient() })
 */
export class OpenExchange implements CallTarget {
  readonly exchange: Exchange;
  /** What it is made of, where it is wrapped around another one. */
  readonly #parts: readonly OpenExchange[];
  /** Those that are made of this one, and closed before it. */
  readonly #dependents = new Set<OpenExchange>();
  /** What it opened for itself. */
  readonly #own: OpenExchange | undefined;
  readonly #http: Transport;
  readonly #adapter: RunningAdapter;
  #running = 0;
  /** In ms of `performance.now()`. */
  #lastDeadline = 0;
  #onIdle: (() => void) | undefined;
  #closing: Promise<void> | undefined;

  /** @throws whatever the adapter's `createState` throws. */
  constructor(exchange: Exchange, options: ExchangeOptions) {
    this.exchange = exchange;
    const { http, fix, sharing, inner } = options;
    this.#http = http;
    this.#own =
      exchange.inner && !inner ? new OpenExchange(exchange.inner, { http, fix, sharing }) : undefined;
    const streams = options.streams && {
      ...options.streams,
      describe: (error: unknown) => this.#describe(error),
    };
    const opening = { ...options, streams, inner: inner ?? this.#own };
    this.#adapter = this.#located(() =>
      exchange.withDefinition((definition) => runAdapter(definition, opening)),
    );
    this.#parts = [options.outer, options.inner].filter((part) => part !== undefined);
    for (const part of this.#parts) part.#dependents.add(this);
  }

  /** Whether it tells of everything by which it may change something, before it does. */
  get announcesChanges(): boolean {
    return this.#adapter.announcesChanges;
  }

  get publicData(): boolean {
    return this.exchange.publicData;
  }

  /** What is known of its streams; none where nothing was asked of them. */
  get streams(): readonly AddressState[] {
    return this.#adapter.streams;
  }

  /** How it fares; one that is wrapped around another one is reached as that one is. */
  get state(): ExchangeState {
    const { activity, clockOffset } = this.#adapter;
    const { host } = activity;
    const own = { exchange: this.exchange.name, requests_in_progress: this.#running };
    const inner = this.#parts.at(-1)?.state;
    if (inner) return { ...inner, ...own };
    return {
      ...own,
      ...activity.reach,
      clock_offset_ms: clockOffset === undefined ? null : Math.round(clockOffset),
      proxy: (host && this.#http.proxyOf?.(host)) ?? null,
      limit_waiting: activity.waiting,
    };
  }

  /** Whether it is wrapped around another one. */
  get wrapped(): boolean {
    return this.#parts.length > 0;
  }

  /** Whether it is to be closed, and nothing new should be asked of it. */
  get closing(): boolean {
    return this.#closing !== undefined;
  }

  /**
   * Whose keys those are, where they have worked here. Paper has accounts of its own, whatever it is wrapped around.
   *
   * @returns the exchange, and a hash of the keys; `undefined` where they have not, as far as is remembered.
   * @example open.knownAccount({ access_key, secret_key }) // 'OKX nqzX...'
   */
  knownAccount(credentials: Credentials): string | undefined {
    const account = this.#adapter.knownAccount(credentials);
    const { exchange } = this.#parts[0] ?? this;
    return account === undefined ? undefined : `${exchange.name} ${account}`;
  }

  async call<M extends MethodName>(call: Call & { method: M }): Promise<Answer<Data<M>>> {
    this.#running += 1;
    this.#lastDeadline = Math.max(this.#lastDeadline, call.deadline);
    try {
      return await this.#adapter.call(call);
    } catch (error) {
      throw this.exchange.locate?.(error) ?? error;
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
    await this.#adapter.close();
    await this.#own?.close();
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

  /** What is wrong, and where in the adapter's own files. */
  #describe(error: unknown): string {
    const fault = this.exchange.locate?.(error);
    const place = typeof fault === 'object' && fault !== null && 'place' in fault ? `${fault.place}: ` : '';
    return place + messageOf(error);
  }

  #located<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw this.exchange.locate?.(error) ?? error;
    }
  }
}
