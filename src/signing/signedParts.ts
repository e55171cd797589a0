import { decodePercents } from '../protocol/decodePercents.js';
import { parseJson } from '../protocol/json.js';
import { say } from '../wording/say.js';

/**
 * A request's path and its query, percent-encoded as sent and without the question mark.
 *
 * @example splitPath('/v5/order/realtime?category=spot') // { path: '/v5/order/realtime', query: 'category=spot' }
 */
export function splitPath(path: string): { path: string; query: string } {
  const at = path.indexOf('?');
  return at < 0 ? { path, query: '' } : { path: path.slice(0, at), query: path.slice(at + 1) };
}

/**
 * A query without its percent-encoding, for exchanges that sign it so. One that cannot be decoded stays as it is.
 *
 * @example plainQuery('currencies=BTC%2CETH') // 'currencies=BTC,ETH'
 */
export function plainQuery(query: string): string {
  return decodePercents(query);
}

/**
 * The fields of a JSON object as names and texts, in their order and with every digit; a list is repeated under
 * `name[]`.
 *
 * @throws TypeError when the body is not one JSON object.
 * @example jsonFields('{"orderId":28,"states":["wait"]}') // [['orderId', '28'], ['states[]', 'wait']]
 */
export function jsonFields(body: string): [name: string, value: string][] {
  return fieldsOf(parseJson(body));
}

/**
 * Makes nonces for exchanges that refuse one which is not above the last: Unix microseconds, moved up where two
 * requests come together. `inOrder` of the definition keeps requests from overtaking one another on their way.
 *
 * @returns a function of the Unix time in ms.
 * @example
 * const nonce = increasingNonce();
 * nonce(1616492376594) // '1616492376594000'
 * nonce(1616492376594) // '1616492376594001'
 */
export function increasingNonce(): (now: number) => string {
  let last = 0;
  return (now) => {
    last = Math.max(last + 1, Math.floor(now * 1000));
    return String(last);
  };
}

function fieldsOf(value: unknown): [string, string][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError(say('only a JSON object can be signed field by field'));
  }
  return Object.entries(value).flatMap(([name, field]): [string, string][] =>
    Array.isArray(field) ? field.map((item) => [`${name}[]`, textOf(item)]) : [[name, textOf(field)]],
  );
}

function textOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
