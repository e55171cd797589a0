import type { OutgoingRequest } from '../adapter/ApiRequest.js';
import { base64Key, checkKeys, type PassphraseKeys } from './ApiKeys.js';
import { hmac } from './hmac.js';

/**
 * Signs for Coinbase Exchange: base64 of HMAC-SHA256, with the base64-decoded secret, over timestamp + verb + path
 * with its query as sent + body.
 *
 * @param now Unix time in ms on Coinbase's clock, sent in whole seconds; more than 30 s of difference is refused.
 * @throws ProtocolError when a part of the keys is missing, or the secret is not base64.
 * @example defineExchange({ name: 'Coinbase', credentials, sign: signCoinbaseExchange, ... })
 * @see https://docs.cdp.coinbase.com/exchange/rest-api/authentication
 * @see https://github.com/ccxt/ccxt/blob/master/ts/src/coinbaseexchange.ts that the query is signed
 */
export function signCoinbaseExchange(
  request: OutgoingRequest,
  keys: PassphraseKeys,
  now: number,
): OutgoingRequest {
  checkKeys(keys);
  const timestamp = String(Math.floor(now / 1000));
  const text = timestamp + request.method + request.path + (request.body ?? '');
  return {
    ...request,
    headers: {
      ...request.headers,
      'CB-ACCESS-KEY': keys.accessKey,
      'CB-ACCESS-SIGN': hmac('sha256', base64Key(keys.secret), text, 'base64'),
      'CB-ACCESS-TIMESTAMP': timestamp,
      'CB-ACCESS-PASSPHRASE': keys.passphrase,
    },
  };
}
