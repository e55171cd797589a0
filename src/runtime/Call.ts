import type { Answer } from '../adapter/Api.js';
import type { CancelSignal } from '../http/Cancellation.js';
import { type LoadBounds, loadBounds } from '../http/loadBounds.js';
import type { Credentials } from '../protocol/envelope.js';
import type { Data, MethodName, Verb } from '../protocol/methods.js';

/** One request of FMZ's, as an exchange sees it. */
export interface Call {
  method: MethodName;
  /** Not yet parsed. */
  params: unknown;
  credentials: Credentials;
  /** Whose keys this exchange is not told, though it is asked for their sake: they are recorded nowhere. */
  outer?: Credentials;
  /** In ms of `performance.now()`, a monotonic clock: by then FMZ gets its answer; nothing is sent after it. */
  deadline: number;
  /** Aborted shortly before the deadline, and when the request is answered: nothing is sent from then on. */
  signal: CancelSignal;
  /**
   * Told of each request to the exchange's API just before its first byte goes, with the values that signing added, and whether it
   * may change something where the verb does not say so.
   */
  onUpstream(sent: { verb: Verb; signature: readonly string[]; writes?: boolean | undefined }): void;
  /** Told when such a request was answered, or given up: how many ms after it was handed to a connection. */
  onReply?(ms: number): void;
  /** Told how many ms a request has waited for rate limits. */
  onTurn?(ms: number): void;
  /** Told just before the adapter changes something by itself. */
  onChange?(): void;
  /** Told where the answer is what the exchange has pushed, and how many ms ago it proved that nothing is missing. */
  onMemory?(age: number): void;
  /** Told what the log should show though it fails no call. */
  onWarning?(text: string): void;
  /** Told of what else proves who is asking, such as a session's token, as soon as it is known. */
  onSecrets?(values: readonly string[]): void;
  /** Told of what stands among the keys and is no secret. */
  onPlain?(values: readonly string[]): void;
  /** Told of what no error may show of a request that was sent for several calls: what signing added. */
  onShared?(secrets: readonly string[]): void;
}

/** A call that knows what was sent for it. */
export interface CountedCall extends Call {
  /** How often something was sent, or done, that may change something. */
  writes(): number;
}

/** Counts what a call sends. */
export function countWrites<C extends Call>(call: C): C & CountedCall {
  let writes = 0;
  return {
    ...call,
    writes: () => writes,
    onUpstream(sent) {
      if (sent.writes ?? sent.verb !== 'GET') writes += 1;
      call.onUpstream(sent);
    },
    onChange() {
      writes += 1;
      call.onChange?.();
    },
  };
}

/** What answers calls: an exchange, whatever it is made of. */
export interface CallTarget {
  /** Whether prices and lists are told without keys. */
  readonly publicData: boolean;
  /**
   * Parses the params, runs the method, and checks what it answers against the method table.
   *
   * @throws ProtocolError, ExchangeError or NetworkError.
   */
  call<M extends MethodName>(call: Call & { method: M }): Promise<Answer<Data<M>>>;
}

/** What bounds the requests of a call; a load that others wait for as well has bounds of its own. */
export function boundsOf(call: Call): LoadBounds {
  return loadBounds() ?? call;
}
