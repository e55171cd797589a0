import type { OutgoingRequest, SigningContext } from '../adapter/ApiRequest.js';
import { type ApiKeys, checkKeys } from './ApiKeys.js';
import { hmac } from './hmac.js';
import { rsaSha256 } from './privateKey.js';
import { splitPath } from './signedParts.js';

/**
 * Signs for Bybit v5: hex of HMAC-SHA256 over timestamp + access key + window + the query as sent of a GET, or the
 * body of a POST. Neither path nor verb are in it. A key that its owner made himself signs with RSA-SHA256 in base64: its
 * secret is a PEM.
 *
 * @param now Unix time in ms on Bybit's clock, sent as it is; it may be 1 s ahead and `expiresIn` behind.
 * @param context.expiresIn how many ms after `now` the request is dropped. @default 5000
 * @throws ProtocolError when a part of the keys is missing.
 * @example defineExchange({ name: 'Bybit', credentials, sign: signBybit, ... })
 * @see https://bybit-exchange.github.io/docs/v5/guide#authentication
 */
export function signBybit(
  request: OutgoingRequest,
  keys: ApiKeys,
  now: number,
  { expiresIn = 5000 }: SigningContext = {},
): OutgoingRequest {
  checkKeys(keys);
  const timestamp = String(Math.floor(now));
  const window = String(Math.floor(expiresIn));
  const payload = request.method === 'GET' ? splitPath(request.path).query : (request.body ?? '');
  const text = timestamp + keys.accessKey + window + payload;
  return {
    ...request,
    headers: {
      ...request.headers,
      'X-BAPI-API-KEY': keys.accessKey,
      'X-BAPI-TIMESTAMP': timestamp,
      'X-BAPI-RECV-WINDOW': window,
      'X-BAPI-SIGN': keys.secret.includes('-----')
        ? rsaSha256(keys.secret, text)
        : hmac('sha256', keys.secret, text, 'hex'),
    },
  };
}
