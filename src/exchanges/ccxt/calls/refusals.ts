import type { Reply } from '../../../http/Reply.js';
import { quote } from '../../../protocol/oneLine.js';
import { say } from '../../../wording/say.js';

const CODES = /^(code|ret_?code|err(or)?_?(code|no|num|id)?|s_?code|status_?code|result_?code|type|name)$/i;
const TEXTS =
  /^(msg|message|ret_?msg|s_?msg|err(or)?_?(msg|message|text|description|detail)?|error|errors|description|reason|detail|details|info|title|data|response)$/i;

/** What an envelope says of a success is the reason of nothing. */
const SUCCESS = /^(ok|okay|success(ful(ly)?)?|succeed(ed)?|done|normal|true)[.!]?$/i;

/**
 * The exchange's own code and text in a refusal, whatever it calls them: `{"code": 51000, "msg": "..."}`,
 * `{"error": ["EOrder:Unknown order"]}`,
 * `{"response": {"data": {"statuses": [{"error": "..."}]}}}`.
 */
export function findRefusal(json: unknown): { code?: string; message: string } | undefined {
  return inObject(json, 0);
}

function inObject(value: unknown, depth: number): { code?: string; message: string } | undefined {
  if (depth > 4 || typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) {
    const [first, code, text] = value;
    if (first === 'error' && typeof text === 'string') return { code: String(code), message: text };
    return typeof first === 'string' && first !== '' ? { message: first } : inObject(first, depth + 1);
  }
  const entries = Object.entries(value);
  const text = entries.find(
    ([name, item]) =>
      TEXTS.test(name) && typeof item === 'string' && /\p{L}/u.test(item) && !SUCCESS.test(item.trim()),
  );
  const code = entries.find(([name, item]) => CODES.test(name) && isCode(item) && item !== text?.[1]);
  const inner = entries
    .filter(([name]) => TEXTS.test(name) || ['result', 'statuses'].includes(name))
    .map(([, item]) => inObject(item, depth + 1))
    .find((found) => found !== undefined);
  if (text && typeof text[1] === 'string') {
    const message = [text[1], ...ofFields(value)].join(': ');
    return { ...(code && { code: String(code[1]) }), message };
  }
  // What kind of answer it is, is no code of what is further in.
  const outer = code && !/^(type|name)$/i.test(code[0]) ? { code: String(code[1]) } : {};
  return inner && { ...outer, ...inner };
}

/** What is said of single fields, beside a text about all: `{"errors": {"amount": ["Not enough balance."]}}`. */
function ofFields(value: object): string[] {
  const fields = 'errors' in value ? value.errors : undefined;
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return [];
  return Object.values(fields)
    .flat()
    .filter((text): text is string => typeof text === 'string' && text !== '')
    .slice(0, 1);
}

function isCode(value: unknown): value is string | number {
  return typeof value === 'number' || (typeof value === 'string' && value !== '' && value.length <= 60);
}

const NO_INTEGER = /^Cannot convert (.+) to a BigInt$/;
/** Fields that tell rows apart, the best first. */
const ROW_NAMES = [
  /^(order_?id|ord_?id|id|uuid)$/i,
  /^(symbol|inst_?id|market|contract|coin|asset|ccy|currency)$/i,
];

/**
 * Which field of which row it was that ccxt could not calculate with, out of the words of the error that it ran into;
 * `undefined` where that is not to be found in the answer.
 *
 * @example oddFigure('Cannot convert abc to a BigInt', replies) // of [{ orderId: 7, origQty: 'abc' }]: 'origQty of 7 is "abc", which is not a number'
 */
export function oddFigure(message: string, replies: readonly Reply[]): string | undefined {
  const word = NO_INTEGER.exec(message)?.[1];
  if (word === undefined) return undefined;
  return findWord(
    replies.filter(({ status }) => status === 200).map(({ json }) => json),
    word,
    undefined,
  );
}

function findWord(value: unknown, word: string, name: string | undefined): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const fields: [string, unknown][] = Object.entries(value);
  const own = Array.isArray(value) ? name : (nameOf(fields) ?? name);
  for (const [field, item] of fields) {
    if (typeof item === 'string' && asCalculated(item) === word)
      return own === undefined
        ? say('{field} is {value}, which is not a number', { field, value: quote(item) })
        : say('{field} of {own} is {value}, which is not a number', { field, own, value: quote(item) });
    const inside = findWord(item, word, own);
    if (inside !== undefined) return inside;
  }
  return undefined;
}

function nameOf(fields: readonly [string, unknown][]): string | undefined {
  for (const pattern of ROW_NAMES) {
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
