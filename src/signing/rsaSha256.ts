import { sign } from 'node:crypto';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { privateKey } from './privateKey.js';

/**
 * The RSASSA-PKCS1-v1_5 signature of a text with SHA-256 (RFC 8017), in base64.
 *
 * @param secret PKCS#8 in PEM.
 * @throws ProtocolError when the secret is no RSA key; it is not shown.
 * @example rsaSha256(keys.secret, 'symbol=BTCUSDT&timestamp=1668481559918')
 * @see https://www.rfc-editor.org/rfc/rfc8017#section-8.2
 */
export function rsaSha256(secret: string, text: string): string {
  const key = privateKey(secret);
  if (key.asymmetricKeyType !== 'rsa') throw new ProtocolError('the secret key is not an RSA key');
  return sign('sha256', Buffer.from(text), key).toString('base64');
}
