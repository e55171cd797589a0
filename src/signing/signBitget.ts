import type { OutgoingRequest } from '../adapter/ApiRequest.js';
import { checkKeys, type PassphraseKeys } from './ApiKeys.js';
import { hmac } from './hmac.js';
import { plainQuery, splitPath } from './signedParts.js';

/**
 * Signs for Bitget: base64 of HMAC-SHA256 over timestamp + verb + path + `?` and query + body. The query is put in
 * order of its names, as Bitget wants it, and signed without its percent-encoding.
 *
 * @param now Unix time in ms on Bitget's clock, sent as it is.
 * @throws ProtocolError when a part of the keys is missing.
 * @example defineExchange({ name: 'Bitget', credentials, sign: signBitget, ... })
 * @see https://www.bitget.com/api-doc/common/signature
 * @see https://github.com/ccxt/ccxt/blob/master/ts/src/bitget.ts that it is signed without percent-encoding
 */
export function signBitget(request: OutgoingRequest, keys: PassphraseKeys, now: number): OutgoingRequest {
  checkKeys(keys);
  const timestamp = String(Math.floor(now));
  const { path, query } = splitPath(request.path);
  const sorted = query === '' ? '' : `?${query.split('&').sort(byName).join('&')}`;
  const text = timestamp + request.method + path + plainQuery(sorted) + (request.body ?? '');
  return {
    ...request,
    path: path + sorted,
    headers: {
      ...request.headers,
      'ACCESS-KEY': keys.accessKey,
      'ACCESS-SIGN': hmac('sha256', keys.secret, text, 'base64'),
      'ACCESS-TIMESTAMP': timestamp,
      'ACCESS-PASSPHRASE': keys.passphrase,
    },
  };
}

function byName(one: string, other: string): number {
  const [a = '', b = ''] = [one.split('=')[0], other.split('=')[0]];
  return a < b ? -1 : Number(a > b);
}
