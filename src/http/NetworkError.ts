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
