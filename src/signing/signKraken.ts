import { createHash } from 'node:crypto';
import type { OutgoingRequest } from '../adapter/ApiRequest.js';
import { say } from '../wording/say.js';
import { type ApiKeys, base64Key, checkKeys } from './ApiKeys.js';
import { hmac } from './hmac.js';

/**
 * Signs for Kraken's spot API: base64 of HMAC-SHA512, with the base64-decoded secret, over the path + the SHA-256 of
 * nonce + body. The nonce is put in front of the body's fields, JSON or form alike.
 *
 * @param now Unix time in ms on Kraken's clock.
 * @param options.nonce an unsigned 64-bit integer above that of the request before; two requests in one millisecond
 * need `increasingNonce`. @default now in microseconds
 * @throws ProtocolError when a part of the keys is missing, or the secret is not base64.
 * @throws TypeError when the request is not a POST of an object.
 * @example
 * const nonce = increasingNonce();
 * sign: (request, keys, now) => signKraken(request, keys, now, { nonce: nonce(now) })
 * @see https://docs.kraken.com/exchange/guides/rest/authentication
 */
export function signKraken(
  request: OutgoingRequest,
  keys: ApiKeys,
  now: number,
  { nonce = String(Math.floor(now * 1000)) }: { nonce?: string } = {},
): OutgoingRequest {
  checkKeys(keys);
  if (request.method !== 'POST') throw new TypeError(say('Kraken takes signed requests by POST only'));
  const { body, type } = addNonce(request.body ?? '', nonce);
  const digest = createHash('sha256')
    .update(nonce + body)
    .digest();
  const text = Buffer.concat([Buffer.from(request.path), digest]);
  return {
    ...request,
    body,
    headers: {
      ...request.headers,
      'content-type': type,
      'API-Key': keys.accessKey,
      'API-Sign': hmac('sha512', base64Key(keys.secret), text, 'base64'),
    },
  };
}

function addNonce(body: string, nonce: string): { body: string; type: string } {
  if (body.startsWith('['))
    throw new TypeError(say('Kraken takes an object, not a list: there is no place for the nonce'));
  if (body.startsWith('{')) {
    const fields = body.slice(1);
    const separator = fields.trim() === '}' ? '' : ',';
    return { body: `{"nonce":"${nonce}"${separator}${fields}`, type: 'application/json' };
  }
  const separator = body === '' ? '' : '&';
  return { body: `nonce=${nonce}${separator}${body}`, type: 'application/x-www-form-urlencoded' };
}
