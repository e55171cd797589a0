/**
 * There was no usable answer: no connection, no reply in time, or a reply that is no JSON.
 *
 * `outcome` says what is known of the request: `rejected` where it provably never reached the exchange,
 * `unknown` where it may have been carried out.
 */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
  readonly outcome: 'rejected' | 'unknown';
  /** Whether the same request may fare better a moment later. */
  readonly passing: boolean;

  constructor(
    message: string,
    options: { outcome: 'rejected' | 'unknown'; passing?: boolean; cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.outcome = options.outcome;
    this.passing = options.passing ?? true;
  }
}
