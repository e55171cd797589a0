import type { OutgoingRequest, SigningContext } from '../adapter/ApiRequest.js';
import { parseJson } from '../protocol/json.js';
import { say } from '../wording/say.js';
import { type ApiKeys, checkKeys } from './ApiKeys.js';
import { ed25519 } from './privateKey.js';
import { jsonFields, plainQuery, splitPath } from './signedParts.js';

/**
 * Signs for Backpack: base64 of Ed25519 over `instruction=…`, the fields of query and body in order of their names as
 * a query without percent-encoding, `timestamp=…` and `window=…`, joined by `&`. In a batch each order has its own
 * `instruction=…` in front.
 *
 * @param keys the public key as access key and the private one as secret, both in base64 as Backpack gives them.
 * @param now Unix time in ms on Backpack's clock, sent as it is.
 * @param options.instructions Backpack's name of each signed endpoint, by `VERB /path`.
 * @param options.expiresIn how many ms the request is good for, at most 60000. @default 5000
 * @throws ProtocolError when a part of the keys is missing or no Ed25519 key.
 * @throws TypeError when `instructions` lacks the endpoint.
 * @example
 * const instructions = { 'GET /api/v1/capital': 'balanceQuery', 'POST /api/v1/order': 'orderExecute' };
 * sign: (request, keys, now, context) => signBackpack(request, keys, now, { ...context, instructions })
 * @see https://docs.backpack.exchange/#section/Authentication/Signing-requests
 */
export function signBackpack(
  request: OutgoingRequest,
  keys: ApiKeys,
  now: number,
  { instructions, expiresIn = 5000 }: SigningContext & { instructions: Readonly<Record<string, string>> },
): OutgoingRequest {
  checkKeys(keys);
  const { path, query } = splitPath(request.path);
  const instruction = instructions[`${request.method} ${path}`];
  if (instruction === undefined)
    throw new TypeError(
      say('no instruction is known for {request}', { request: `${request.method} ${path}` }),
    );
  const timestamp = String(Math.floor(now));
  const window = String(Math.floor(expiresIn));
  const orders = readOrders(query, request.body).map(
    (fields) => `instruction=${instruction}${sorted(fields)}`,
  );
  const text = `${orders.join('&')}&timestamp=${timestamp}&window=${window}`;
  return {
    ...request,
    headers: {
      ...request.headers,
      'X-API-Key': keys.accessKey,
      'X-Signature': ed25519(keys.secret, text),
      'X-Timestamp': timestamp,
      'X-Window': window,
    },
  };
}

type Field = [name: string, value: string];

function readOrders(query: string, body: string | undefined): Field[][] {
  const inQuery = query.split('&').flatMap((pair): Field[] => {
    const [name = '', ...value] = pair.split('=');
    return name === '' ? [] : [[plainQuery(name), plainQuery(value.join('='))]];
  });
  if (body?.startsWith('[')) return splitList(body).map((order) => [...inQuery, ...jsonFields(order)]);
  return [body === undefined ? inQuery : [...inQuery, ...jsonFields(body)]];
}

function splitList(body: string): string[] {
  const list = parseJson(body);
  return Array.isArray(list) ? list.map((item) => JSON.stringify(item)) : [];
}

function sorted(fields: Field[]): string {
  return fields
    .toSorted(([one], [other]) => (one < other ? -1 : Number(one > other)))
    .map(([name, value]) => `&${name}=${value}`)
    .join('');
}
