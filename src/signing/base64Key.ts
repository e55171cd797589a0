import { ProtocolError } from '../protocol/ProtocolError.js';

/**
 * The bytes of a secret that an exchange hands out in base64.
 *
 * @throws ProtocolError when it is empty or not base64; the secret is not shown.
 * @example hmac('sha512', base64Key(keys.secret), text, 'base64')
 */
export function base64Key(secret: string): Buffer {
  const digits = secret.trim().replace(/={1,2}$/, '');
  if (digits === '') throw new ProtocolError('the secret key is empty');
  const bytes = Buffer.from(digits, 'base64');
  // Buffer skips what is not base64 instead of refusing it.
  if (bytes.toString('base64').replace(/=+$/, '') !== digits) {
    throw new ProtocolError('the secret key is not base64: copy it again, whole');
  }
  return bytes;
}
