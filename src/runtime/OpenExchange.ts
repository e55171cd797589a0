import type { Answer } from '../adapter/Api.js';
import type { Exchange, ExchangeDefinition, Methods } from '../adapter/Exchange.js';
import { Unsupported } from '../adapter/ExchangeError.js';
import { Cooldowns } from '../http/Cooldowns.js';
import { NetworkError } from '../http/NetworkError.js';
import { RateLimiter } from '../http/RateLimiter.js';
import { ServerClock } from '../http/ServerClock.js';
import { InvalidDecimalError } from '../protocol/decimal.js';
import { type Data, type MethodName, methods } from '../protocol/methods.js';
import { quote } from '../protocol/oneLine.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { parseWith } from '../protocol/parseWith.js';
import type { StreamClientOptions } from '../streams/StreamClient.js';
import type { LineState } from '../streams/StreamLine.js';
import type { Call, CallTarget } from './Call.js';
import { CallApi } from './CallApi.js';
import { Connections } from './Connections.js';
import type { Transport } from './outgoing.js';
import { StreamedAnswers } from './StreamedAnswers.js';
import { Tokens } from './tokens.js';

/** What an exchange is opened with. */
export interface ExchangeOptions {
  http: Transport;
  /** Instead of the definition's own. */
  baseUrl?: string | undefined;
  /** How its streams are reached; without it, REST answers all. */
  streams?: StreamClientOptions | undefined;
  /** The exchange that this one is wrapped around. */
  inner?: OpenExchange | undefined;
  /** The exchange that wraps it, and keeps the state of both. */
  outer?: OpenExchange | undefined;
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
  readonly baseUrl: string | undefined;
  /** What it is made of, where it is wrapped around another one. */
  readonly #parts: readonly OpenExchange[];
  /** Those that are made of this one, and closed before it. */
  readonly #dependents = new Set<OpenExchange>();
  /** What it opened for itself. */
  readonly #own: OpenExchange | undefined;
  readonly #adapter: RunningAdapter;
  #running = 0;
  /** In ms of `performance.now()`. */
  #lastDeadline = 0;
  #onIdle: (() => void) | undefined;
  #closing: Promise<void> | undefined;

  /** @throws whatever the adapter's `createState` throws. */
  constructor(exchange: Exchange, options: ExchangeOptions) {
    this.exchange = exchange;
    this.baseUrl = options.baseUrl ?? exchange.baseUrl;
    const { http, inner } = options;
    this.#own = exchange.inner && !inner ? new OpenExchange(exchange.inner, { http }) : undefined;
    const opening = { ...options, inner: inner ?? this.#own };
    this.#adapter = this.#located(() => exchange.withDefinition((definition) => run(definition, opening)));
    this.#parts = [options.outer, options.inner].filter((part) => part !== undefined);
    for (const part of this.#parts) part.#dependents.add(this);
  }

  /** Whether it tells of everything by which it may change something, before it does. */
  get announcesChanges(): boolean {
    return this.#adapter.announcesChanges;
  }

  /** What is known of its streams; none where nothing was asked of them. */
  get streams(): readonly LineState[] {
    return this.#adapter.streams;
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

  #located<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw this.exchange.locate?.(error) ?? error;
    }
  }
}

/** An adapter at work, whatever types it is made of. */
interface RunningAdapter extends CallTarget {
  readonly announcesChanges: boolean;
  readonly streams: readonly LineState[];
  close(): Promise<void>;
}

function run<Keys, State, Connection>(
  definition: ExchangeDefinition<Keys, State, Connection>,
  options: ExchangeOptions,
): RunningAdapter {
  const shared = {
    definition,
    baseUrl: options.baseUrl ?? definition.baseUrl,
    http: options.http,
    inner: options.inner,
    limiter: new RateLimiter(definition.name),
    cooldowns: new Cooldowns(),
    clock: new ServerClock(options.http.recordedAt),
    state: definition.createState(),
    warned: new Set<string>(),
    tokens: new Tokens(),
    connections: new Connections<Connection>(async (connection) => definition.disconnect?.(connection)),
  };
  const streamed =
    options.streams && definition.streams && new StreamedAnswers(definition.streams, options.streams);
  return {
    get streams() {
      return streamed?.state ?? [];
    },
    announcesChanges: definition.announcesChanges ?? definition.baseUrl !== undefined,
    async call<M extends MethodName>(call: Call & { method: M }): Promise<Answer<Data<M>>> {
      const name: M = call.method;
      // The type of the whole table, so that a method's params and data stay tied to its name.
      const implemented: Methods<Keys, State, Connection> = definition.methods;
      const method = implemented[name];
      if (!method) throw new Unsupported(`${definition.name} does not support ${methods[name].fmz}`);
      const params = parseWith(methods[name].params, call.params);
      const api = new CallApi(shared, call);
      try {
        // Missing keys are said before anything is sent.
        if (methods[name].keys === 'required') void api.keys;
        const known = await streamed?.ask(name, params, api, (answer) => checkAnswer(name, answer));
        if (known?.answer) {
          call.onMemory?.(known.age);
          return known.answer;
        }
        const answer = checkAnswer(name, await method(params, api));
        known?.learn(answer.data);
        return answer;
      } catch (error) {
        // A figure that the adapter's schemas let through.
        if (!(error instanceof InvalidDecimalError)) throw error;
        throw new NetworkError(`the answer is not as documented: ${error.message}`, {
          outcome: 'unknown',
          cause: error,
        });
      } finally {
        api.release();
      }
    },
    async close() {
      streamed?.close();
      await shared.connections.close();
      await definition.close?.(shared.state);
    },
  };
}

function checkAnswer<M extends MethodName>(name: M, answer: unknown): Answer<Data<M>> {
  if (typeof answer !== 'object' || answer === null || !('data' in answer)) {
    const given = typeof answer === 'object' && answer !== null ? 'an object without data' : quote(answer);
    throw new TypeError(`the adapter answered ${given}: a method returns { data, raw }`);
  }
  try {
    return { ...answer, data: parseWith(methods[name].data, answer.data, 'data') };
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    throw new TypeError(`the adapter answered data that breaks the protocol: ${error.message}`);
  }
}
