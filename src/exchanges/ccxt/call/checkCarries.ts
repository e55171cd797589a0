import { compareDecimals, toDecimal } from '../../../protocol/decimal.js';
import type { Verb } from '../../../protocol/methods.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';

/** @throws ProtocolError where no number of a request equals the one it is about. */
export function checkCarries(
  decimal: string,
  { method, url, body = '' }: { method: Verb; url: string; body?: string },
): void {
  if (method === 'GET') return;
  const numbers = `${body} ${url.split('?')[1] ?? ''}`.match(/\d+(\.\d+)?([eE][+-]?\d+)?/g) ?? [];
  const equal = (text: string) => compareDecimals(toDecimal(text) ?? '-1', decimal) === 0;
  if (numbers.some(equal)) return;
  throw new ProtocolError(`amount ${decimal} cannot be sent exactly: use fewer digits`);
}
