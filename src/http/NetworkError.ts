import { say } from '../wording/say.js';

/**
 * There was no usable answer: no connection, no reply in time, or a reply that is not JSON.
 *
 * `outcome` says what is known of the request: `rejected` where it provably never reached the exchange,
 * `unknown` where it may have been carried out.
 */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
  readonly outcome: 'rejected' | 'unknown';
  /** Whether the same request may fare better a moment later. */
  readonly transient: boolean;

  constructor(
    message: string,
    options: { outcome: 'rejected' | 'unknown'; transient?: boolean; cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.outcome = options.outcome;
    this.transient = options.transient ?? true;
  }
}

/** Nothing was asked, for a reason on this side: the time was up, or the request is none that can be sent. */
export class NotAsked extends NetworkError {
  constructor(message: string, cause?: unknown) {
    super(message, { outcome: 'rejected', transient: false, cause });
  }
}

/** What keeps a connection from being made. */
export type ConnectionFault =
  | 'name'
  | 'refused'
  | 'closed'
  | 'unreachable'
  | 'late'
  | 'certificate'
  | 'tls'
  /** The proxy does not let anybody through to that host. */
  | 'forbidden'
  /** The proxy wants a user name and password, or others. */
  | 'login'
  /** The proxy does not do what proxies do, or could not reach the host. */
  | 'tunnel'
  /** The proxy that is set is none that can be used. */
  | 'setting'
  /** This machine has no room for it, or does not permit it. */
  | 'machine'
  | 'other';

/** No connection could be made, so that nothing was sent. */
export class ConnectionError extends NetworkError {
  readonly kind: ConnectionFault;
  /** Whether it failed at the proxy, and not at what lies behind. */
  readonly atProxy: boolean;
  /** What happened, without what to do. */
  readonly failure: string;
  /** What to do, where that is known; the message has both. */
  readonly advice: string | undefined;

  constructor(
    failure: string,
    options: {
      kind: ConnectionFault;
      atProxy?: boolean;
      advice?: string | undefined;
      transient: boolean;
      cause: unknown;
    },
  ) {
    const { kind, atProxy = false, advice, transient, cause } = options;
    super(advice ? say('{failure}: {advice}', { failure, advice }) : failure, {
      ...{ outcome: 'rejected', transient, cause },
    });
    this.kind = kind;
    this.atProxy = atProxy;
    this.failure = failure;
    this.advice = advice || undefined;
  }
}

/** What an address says of itself, rather than of this machine's way to it. */
const TELLING = ['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT'];

/** The code of a failure; where several addresses were tried, the most telling one. */
export function connectionCodeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) {
    const codes = error.errors.map(connectionCodeOf);
    return TELLING.find((code) => codes.includes(code)) ?? codes[0] ?? '';
  }
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Whether it is the reason of a signal that ended a request. */
export function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
}
