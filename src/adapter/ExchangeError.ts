import { NetworkError } from '../http/NetworkError.js';
import { ProtocolError } from '../protocol/ProtocolError.js';

/**
 * The exchange said no: its own code and text, and what the user can do about it.
 *
 * @example throw new ExchangeError({ code: '50111', message: 'Invalid OK-ACCESS-KEY' })
 */
export class ExchangeError extends Error {
  override readonly name = 'ExchangeError';
  /** The exchange's own code, as a string; "" where it gave none. */
  readonly code: string;
  /** `unknown` for the few codes that mean "timeout, the result is not known". */
  readonly outcome: 'rejected' | 'unknown';
  /** One sentence: what to do. */
  readonly hint: string | undefined;

  constructor(facts: {
    code?: string;
    message: string;
    hint?: string | undefined;
    outcome?: 'rejected' | 'unknown';
  }) {
    super(facts.message);
    this.code = facts.code ?? '';
    this.outcome = facts.outcome ?? 'rejected';
    this.hint = facts.hint;
  }
}

/**
 * A failure at an exchange told anew: with another outcome, other words, or both. Any other error stays what it is.
 *
 * @example throw restate(error, { outcome: 'rejected' }) // nothing had been sent that could change anything
 */
export function restate(
  error: unknown,
  { outcome, message }: { outcome?: 'rejected' | 'unknown'; message?: (text: string) => string },
): unknown {
  if (!(error instanceof ExchangeError || error instanceof NetworkError)) return error;
  const text = message?.(error.message) ?? error.message;
  const known = outcome ?? error.outcome;
  if (error instanceof NetworkError)
    return new NetworkError(text, { outcome: known, transient: error.transient, cause: error });
  const { code, hint } = error;
  return new ExchangeError({ code, message: text, hint, outcome: known });
}

/**
 * The exchange lacks what was asked for.
 *
 * @example throw new Unsupported('OKX does not support GetFundings')
 */
export class Unsupported extends ProtocolError {}

/**
 * Whether an answer of this HTTP status can decide what became of the request. A redirect, a time-out, 429 and 5xx leave it
 * open.
 *
 * @example isDecisiveStatus(400) // true
 * @example isDecisiveStatus(502) // false
 */
export function isDecisiveStatus(status: number): boolean {
  return (
    (status >= 200 && status < 300) ||
    (status >= 400 && status < 500 && ![408, 425, 429, 499].includes(status))
  );
}
