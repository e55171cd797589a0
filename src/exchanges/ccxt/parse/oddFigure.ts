import type { Reply } from '../../../http/Reply.js';
import { quote } from '../../../protocol/oneLine.js';

const NO_INTEGER = /^Cannot convert (.+) to a BigInt$/;
/** Fields that tell rows apart, the best first. */
const NAMES = [
  /^(order_?id|ord_?id|id|uuid)$/i,
  /^(symbol|inst_?id|market|contract|coin|asset|ccy|currency)$/i,
];

/**
 * Which field of which row it was that ccxt could not calculate with, out of the words of the error that it ran into;
 * `undefined` where that is not to be found in the answer.
 *
 * @example oddFigure('Cannot convert abc to a BigInt', replies) // of [{ orderId: 7, origQty: 'abc' }]: 'origQty of 7 is "abc", which is no figure'
 */
export function oddFigure(message: string, replies: readonly Reply[]): string | undefined {
  const word = NO_INTEGER.exec(message)?.[1];
  if (word === undefined) return undefined;
  return find(
    replies.filter(({ status }) => status === 200).map(({ json }) => json),
    word,
    undefined,
  );
}

function find(value: unknown, word: string, name: string | undefined): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const fields: [string, unknown][] = Object.entries(value);
  const own = Array.isArray(value) ? name : (nameOf(fields) ?? name);
  for (const [field, item] of fields) {
    if (typeof item === 'string' && asCalculated(item) === word)
      return `${field}${own === undefined ? '' : ` of ${own}`} is ${quote(item)}, which is no figure`;
    const inside = find(item, word, own);
    if (inside !== undefined) return inside;
  }
  return undefined;
}

function nameOf(fields: readonly [string, unknown][]): string | undefined {
  for (const pattern of NAMES) {
    const told = fields.find(
      ([field, item]) => pattern.test(field) && ['string', 'number'].includes(typeof item) && item !== '',
    );
    if (told) return String(told[1]);
  }
  return undefined;
}

/** What ccxt makes of a text before it makes a whole number of it. */
function asCalculated(text: string): string {
  const [mantissa = ''] = text.split(/e/i);
  return mantissa.replace('.', '');
}
