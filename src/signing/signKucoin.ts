import type { OutgoingRequest, SigningContext } from '../adapter/ApiRequest.js';
import { checkKeys, type PassphraseKeys } from './ApiKeys.js';
import { hmac } from './hmac.js';
import { plainQuery } from './signedParts.js';

/**
 * Signs for KuCoin, spot and futures: base64 of HMAC-SHA256 over timestamp + verb + path with its query, without
 * percent-encoding, + body. The passphrase goes as base64 of its own HMAC-SHA256.
 *
 * @param now Unix time in ms on KuCoin's clock, sent as it is.
 * @param options.version of the API key, as KuCoin shows it. @default '2'
 * @throws ProtocolError when a part of the keys is missing.
 * @example defineExchange({ name: 'KuCoin', credentials, sign: signKucoin, ... })
 * @see https://www.kucoin.com/docs-new/authentication
 */
export function signKucoin(
  request: OutgoingRequest,
  keys: PassphraseKeys,
  now: number,
  { version = '2' }: SigningContext & { version?: '2' | '3' } = {},
): OutgoingRequest {
  checkKeys(keys);
  const timestamp = String(Math.floor(now));
  const text = timestamp + request.method + plainQuery(request.path) + (request.body ?? '');
  return {
    ...request,
    headers: {
      ...request.headers,
      'KC-API-KEY': keys.accessKey,
      'KC-API-SIGN': hmac('sha256', keys.secret, text, 'base64'),
      'KC-API-TIMESTAMP': timestamp,
      'KC-API-PASSPHRASE': hmac('sha256', keys.secret, keys.passphrase, 'base64'),
      'KC-API-KEY-VERSION': version,
    },
  };
}
