import type { Answer, ExchangeDefinition, Methods } from '../adapter/defineExchange.js';
import { Unsupported } from '../adapter/ExchangeError.js';
import { Cooldowns } from '../http/Cooldowns.js';
import { NetworkError } from '../http/NetworkError.js';
import { RateLimiter } from '../http/RateLimiter.js';
import { ServerClock } from '../http/ServerClock.js';
import { InvalidDecimalError } from '../protocol/decimal.js';
import type { Credentials } from '../protocol/envelope.js';
import { type Data, type MethodName, methods, type Verb } from '../protocol/methods.js';
import { quote } from '../protocol/oneLine.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { parseWith } from '../protocol/parseWith.js';
import { Connections } from './Connections.js';
import { createApi } from './createApi.js';
import type { Transport } from './Transport.js';
import { Tokens } from './tokens.js';

/** What an exchange is opened with. */
export interface ExchangeOptions {
  http: Transport;
  /** Instead of the definition's own. */
  baseUrl?: string | undefined;
  /** The exchange that this one is wrapped around. */
  inner?: OpenExchange | undefined;
}

/** One request of FMZ's, as an exchange sees it. */
export interface Call {
  method: MethodName;
  /** Not yet parsed. */
  params: unknown;
  credentials: Credentials;
  /** In ms of `performance.now()`, the clock that nobody sets: by then FMZ gets its answer; nothing is sent after it. */
  deadline: number;
  /** Aborted shortly before the deadline, and when the request is answered: nothing is sent from then on. */
  signal: AbortSignal;
  /**
   * Told of each request to the exchange's API just before its first byte goes, with the values that signing added, and whether it
   * may change something where the verb does not say so.
   */
  onUpstream(sent: { verb: Verb; signature: readonly string[]; writes?: boolean }): void;
  /** Told just before the adapter changes something by itself. */
  onChange?(): void;
  /** Told what the log should show though it fails no call. */
  onWarning?(text: string): void;
  /** Told of what else proves who is asking, such as a session's token, as soon as it is known. */
  onSecrets?(values: readonly string[]): void;
}

/** An exchange that takes requests: its pacing, clock and shared state belong to it. */
export interface OpenExchange {
  readonly baseUrl: string | undefined;
  /** Whether it tells of everything by which it may change something, before it does. */
  readonly announcesChanges: boolean;
  /**
   * Parses the params, runs the method, and checks what it answers against the method table.
   *
   * @throws ProtocolError, ExchangeError or NetworkError.
   */
  call<M extends MethodName>(call: Call & { method: M }): Promise<Answer<Data<M>>>;
  close(): Promise<void>;
}

export function openExchange<Keys, State, Connection>(
  definition: ExchangeDefinition<Keys, State, Connection>,
  options: ExchangeOptions,
): OpenExchange {
  const baseUrl = options.baseUrl ?? definition.baseUrl;
  const shared = {
    definition,
    baseUrl,
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

  async function run<M extends MethodName>(name: M, call: Call): Promise<Answer<Data<M>>> {
    // The type of the whole table, so that a method's params and data stay tied to its name.
    const implemented: Methods<Keys, State, Connection> = definition.methods;
    const method = implemented[name];
    if (!method) throw new Unsupported(`${definition.name} does not support ${methods[name].fmz}`);
    const params = parseWith(methods[name].params, call.params);
    const { api, release } = createApi(shared, call);
    try {
      // Missing keys are said before anything is sent.
      if (methods[name].keys === 'required') void api.keys;
      const answer: unknown = await method(params, api);
      if (typeof answer !== 'object' || answer === null || !('data' in answer)) {
        const given =
          typeof answer === 'object' && answer !== null ? 'an object without data' : quote(answer);
        throw new TypeError(`the adapter answered ${given}: a method returns { data, raw }`);
      }
      return { ...answer, data: checkData(name, answer.data) };
    } catch (error) {
      // A figure that the adapter's schemas let through.
      if (!(error instanceof InvalidDecimalError)) throw error;
      throw new NetworkError(`the answer is not as documented: ${error.message}`, {
        outcome: 'unknown',
        cause: error,
      });
    } finally {
      release();
    }
  }

  return {
    baseUrl,
    announcesChanges: definition.announcesChanges ?? definition.baseUrl !== undefined,
    call: (call) => run(call.method, call),
    async close() {
      await shared.connections.close();
      await definition.close?.(shared.state);
    },
  };
}

function checkData<M extends MethodName>(name: M, data: unknown): Data<M> {
  try {
    return parseWith(methods[name].data, data, 'data');
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    throw new TypeError(`the adapter answered data that breaks the protocol: ${error.message}`);
  }
}
