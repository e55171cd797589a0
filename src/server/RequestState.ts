import { ExchangeError } from '../adapter/ExchangeError.js';
import { Cancellation, type CancelSignal } from '../http/Cancellation.js';
import { interruptible, timeIsUp } from '../http/deadline.js';
import { NetworkError } from '../http/NetworkError.js';
import type { Credentials } from '../protocol/envelope.js';
import { cutLong, oneLine } from '../protocol/oneLine.js';
import { Secrets } from '../runtime/Secrets.js';
import { say } from '../wording/say.js';
import { describeError, type ErrorKind } from './describeError.js';
import type { RequestEntry } from './Log.js';
import type { HeldKeys } from './RecentKeys.js';

/** What becomes known of a request on its way, for its line in the log and for its error. */
export class RequestState implements RequestEntry {
  /** In ms of `performance.now()`. */
  readonly started = performance.now();
  keys: Credentials | undefined;
  held: HeldKeys | undefined;
  /** Leaves its place among what is at work. */
  leave: (() => void) | undefined;
  /** What else must not be read: signatures and tokens. */
  readonly #values: string[] = [];
  readonly #plain: string[] = [];
  exchange = '';
  method = '';
  symbol = '';
  path: string | undefined;
  ok = false;
  error: string | undefined;
  hint: string | undefined;
  unreached = false;
  causes: readonly string[] = [];
  kind: ErrorKind | undefined;
  milliseconds = 0;
  upstream = 0;
  memoryAge: number | undefined;
  /** Whether it may change something at the exchange. */
  writing = false;
  /** Whether a request that may change something was sent. */
  wrote = false;
  /** Whether the adapter has changed something by itself. */
  changed = false;
  /** Whether the adapter may do something that nobody tells of. */
  silent = false;
  /** Whether the adapter has been asked. */
  entered = false;

  /** Tells of what no error may show besides the keys. */
  hide(values: readonly string[]): void {
    for (const value of values) this.#values.push(value);
  }

  /** Tells of what errors may show, though it stands among the keys. */
  reveal(values: readonly string[]): void {
    for (const value of values) this.#plain.push(value);
    this.held?.reveal(values);
  }

  redact(text: string): string {
    const secrets = new Secrets();
    secrets.reveal(this.#plain);
    if (this.keys) secrets.add(this.keys);
    secrets.addValues(this.#values);
    return secrets.redact(text);
  }

  fail(error: unknown): void {
    const clean = (text: string) => this.redact(cutLong(text));
    const written = this.writing && (this.wrote || this.changed || (this.silent && this.entered));
    const { line, causes, kind } = describeError(error, {
      writing: this.writing,
      written,
      posted: this.writing && this.wrote,
      sent: this.upstream > 0,
      clean,
    });
    this.error = line;
    this.causes = causes;
    this.kind = kind;
    if (error instanceof ExchangeError && error.hint) this.hint = clean(error.hint);
    this.unreached = error instanceof NetworkError;
  }

  /** Redacts what FMZ sent, in which no signature can be: what is known of the keys is made once for many requests. */
  #redactName(text: string): string {
    if (this.held) return this.held.redactName(text);
    return this.#values.length > 0 ? this.redact(text) : text;
  }

  close(): RequestEntry {
    const { exchange, method, ok, error, hint, unreached, causes, kind, upstream, memoryAge } = this;
    return {
      exchange,
      method,
      symbol: oneLine(this.#redactName(this.symbol), 60),
      ...(this.path !== undefined && { path: oneLine(this.redact(this.path), 200) }),
      ok,
      ...(error !== undefined && { error }),
      ...(hint !== undefined && { hint }),
      ...(unreached && { unreached }),
      causes,
      ...(kind && { kind }),
      milliseconds: performance.now() - this.started,
      upstream,
      // Where something was asked for as well, that is how old the answer is.
      ...(upstream === 0 && memoryAge !== undefined && { memoryAge }),
    };
  }
}

/**
 * Runs `work` with a signal that is aborted shortly before the time is up, and rejects when it is. Whatever ends it, the
 * signal is aborted before anybody is told: what was not sent by then is never sent.
 */
export function withDeadline<T>(
  timeout: number,
  state: Readonly<Pick<RequestState, 'started' | 'entered'>>,
  gone: CancelSignal | undefined,
  work: (signal: CancelSignal) => Promise<T>,
): Promise<T> {
  const cancellation = new Cancellation();
  const leave = () => cancellation.abort(() => new DOMException('nobody waits for the answer', 'AbortError'));
  if (gone?.aborted) leave();
  else gone?.addEventListener('abort', leave, { once: true });
  return interruptible(
    () => work(cancellation),
    ({ reject }) => {
      const giveUp = () => {
        const outcome = state.entered ? 'unknown' : 'rejected';
        reject(
          new NetworkError(say('no answer within {seconds} s', { seconds: timeout / 1000 }), { outcome }),
        );
      };
      // One timer sets the other: of two that a stopped process finds due, either may come first.
      let timer = setTimeout(
        () => {
          cancellation.abort(timeIsUp);
          timer = setTimeout(giveUp, Math.max(0, state.started + timeout - performance.now()));
        },
        timeout - Math.min(100, timeout / 10),
      );
      return () => {
        clearTimeout(timer);
        gone?.removeEventListener('abort', leave);
        cancellation.abort(() => new DOMException('the request has been answered', 'AbortError'));
      };
    },
  );
}
