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
