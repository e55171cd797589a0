/** A new exchange cannot be written as it was asked for; nothing was. The message is one sentence that says what to try next. */
export class ScaffoldError extends Error {
  override readonly name = 'ScaffoldError';
}
