/**
 * The request is wrong: a malformed body, a missing field, a symbol or an id that cannot be meant.
 * Nothing was sent to an exchange.
 *
 * @example throw new ProtocolError('symbol "USDT" is incomplete: use BASE_QUOTE, like LTC_USDT')
 */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
  readonly outcome = 'rejected';
}
