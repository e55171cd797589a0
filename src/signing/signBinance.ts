import type { OutgoingRequest, SigningContext } from '../adapter/ApiRequest.js';
import { say } from '../wording/say.js';
import { type ApiKeys, checkKeys } from './ApiKeys.js';
import { hmac } from './hmac.js';
import { ed25519, privateKey, rsaSha256 } from './privateKey.js';
import { splitPath } from './signedParts.js';

/**
 * Signs for Binance and those that copy it, such as MEXC and Aster: the query, percent-encoded as sent, with the body
 * right behind it. `recvWindow` and `timestamp` are added where they are missing, `signature` goes last: to the form
 * body where there is one, otherwise to the query, also of a POST. What the secret is decides: HMAC-SHA256 in hex, or
 * for a PEM Ed25519 or RSA (PKCS#1 v1.5, SHA-256) in percent-encoded base64.
 *
 * @param now Unix time in ms on Binance's clock, sent as it is; it may be 1 s ahead and `expiresIn` behind.
 * @param context.expiresIn how many ms after `now` the request is dropped, at most 60000. @default 5000
 * @throws ProtocolError when a part of the keys is missing, or a PEM is broken.
 * @throws TypeError when the body is JSON, which Binance does not take: pass `query` to the request instead.
 * @example defineExchange({ name: 'Binance', credentials, sign: signBinance, ... })
 * @see https://developers.binance.com/docs/binance-spot-api-docs/rest-api/request-security
 */
export function signBinance(
  request: OutgoingRequest,
  keys: ApiKeys,
  now: number,
  { expiresIn = 5000 }: SigningContext = {},
): OutgoingRequest {
  checkKeys(keys);
  const { path, query } = splitPath(request.path);
  const { body } = request;
  if (body !== undefined && /^\s*[[{"]/.test(body)) {
    throw new TypeError(
      say('Binance takes its parameters in the query, not as JSON: pass `query` to the request'),
    );
  }
  const sent = new URLSearchParams(join(query, body ?? ''));
  const added = join(
    sent.has('recvWindow') ? '' : `recvWindow=${Math.floor(expiresIn)}`,
    sent.has('timestamp') ? '' : `timestamp=${Math.floor(now)}`,
  );
  const params = join(body ?? query, added);
  const text = body === undefined ? params : query + params;
  const signed = join(params, `signature=${encodeURIComponent(signText(keys.secret, text))}`);
  const headers = { ...request.headers, 'X-MBX-APIKEY': keys.accessKey };
  if (body === undefined) return { ...request, path: `${path}?${signed}`, headers };
  return {
    ...request,
    body: signed,
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
  };
}

function signText(secret: string, text: string): string {
  if (!secret.includes('-----')) return hmac('sha256', secret, text, 'hex');
  return privateKey(secret).asymmetricKeyType === 'rsa' ? rsaSha256(secret, text) : ed25519(secret, text);
}

function join(...parts: string[]): string {
  return parts.filter((part) => part !== '').join('&');
}
