import type { OutgoingRequest } from '../adapter/ApiRequest.js';
import { checkKeys, type PassphraseKeys } from './ApiKeys.js';
import { hmac } from './hmac.js';

/**
 * Signs for OKX: base64 of HMAC-SHA256 over timestamp + verb + path with its query as sent + body.
 *
 * @param now Unix time in ms on OKX's clock, sent as ISO 8601 with ms; more than 30 s of difference is refused.
 * @throws ProtocolError when a part of the keys is missing.
 * @example defineExchange({ name: 'OKX', credentials, sign: signOkx, ... })
 * @see https://www.okx.com/docs-v5/en/#overview-rest-authentication
 */
export function signOkx(request: OutgoingRequest, keys: PassphraseKeys, now: number): OutgoingRequest {
  checkKeys(keys);
  const timestamp = new Date(now).toISOString();
  const text = timestamp + request.method + request.path + (request.body ?? '');
  return {
    ...request,
    headers: {
      ...request.headers,
      'OK-ACCESS-KEY': keys.accessKey,
      'OK-ACCESS-SIGN': hmac('sha256', keys.secret, text, 'base64'),
      'OK-ACCESS-TIMESTAMP': timestamp,
      'OK-ACCESS-PASSPHRASE': keys.passphrase,
    },
  };
}
