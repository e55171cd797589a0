import { createHmac } from 'node:crypto';
import { ProtocolError } from '../protocol/ProtocolError.js';

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
  if (key.length === 0) throw new ProtocolError('the secret key is empty');
  return createHmac(algorithm, key).update(text).digest(encoding);
}
