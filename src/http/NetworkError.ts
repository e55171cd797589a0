/**
 * There was no usable answer: no connection, no reply in time, or a reply that is no JSON.
 *
 * `outcome` says what is known of the request: `rejected` where it provably never reached the exchange,
 * `unknown` where it may have been carried out.
 */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
  readonly outcome: 'rejected' | 'unknown';

  constructor(message: string, options: { outcome: 'rejected' | 'unknown'; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.outcome = options.outcome;
  }
}
