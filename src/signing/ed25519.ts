import { sign } from 'node:crypto';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { privateKey } from './privateKey.js';

/**
 * The Ed25519 signature of a text (RFC 8032), in base64.
 *
 * @param secret PKCS#8 in PEM, or base64 of the key's 32 bytes.
 * @throws ProtocolError when the secret is no Ed25519 key; it is not shown.
 * @example ed25519(keys.secret, 'instruction=balanceQuery&timestamp=1614550000000&window=5000')
 * @see https://www.rfc-editor.org/rfc/rfc8032
 */
export function ed25519(secret: string, text: string | Uint8Array): string {
  const key = privateKey(secret);
  if (key.asymmetricKeyType !== 'ed25519') throw new ProtocolError('the secret key is not an Ed25519 key');
  return sign(null, typeof text === 'string' ? Buffer.from(text) : text, key).toString('base64');
}
