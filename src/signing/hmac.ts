import { createHmac } from 'node:crypto';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { say } from '../wording/say.js';

/**
 * The HMAC of a text (RFC 2104), of UTF-8 where a string is given.
 *
 * @param key the secret's own characters, or its bytes where the exchange wants it decoded first: `base64Key(secret)`.
 * @throws ProtocolError when the key is empty.
 * @example hmac('sha256', 'Jefe', 'what do ya want for nothing?', 'hex') // '5bdcc146bf60754e...'
 * @see https://www.rfc-editor.org/rfc/rfc2104
 */
export function hmac(
  algorithm: 'sha256' | 'sha512',
  key: string | Uint8Array,
  text: string | Uint8Array,
  encoding: 'hex' | 'base64' | 'base64url',
): string {
  if (key.length === 0) throw new ProtocolError(say('the secret key is empty'));
  return createHmac(algorithm, key).update(text).digest(encoding);
}

/**
 * A JSON Web Token (RFC 7519) signed with HMAC: base64url of header and of payload, and the HMAC of both.
 *
 * @param secret its own characters, not base64-decoded.
 * @throws ProtocolError when the secret is empty.
 * @example `Bearer ${jwt('HS256', { access_key: keys.accessKey, nonce: randomUUID() }, keys.secret)}`
 * @see https://www.rfc-editor.org/rfc/rfc7515#appendix-A.1
 */
export function jwt(algorithm: 'HS256' | 'HS512', payload: object, secret: string): string {
  const text = `${encode({ alg: algorithm, typ: 'JWT' })}.${encode(payload)}`;
  return `${text}.${hmac(algorithm === 'HS256' ? 'sha256' : 'sha512', secret, text, 'base64url')}`;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
