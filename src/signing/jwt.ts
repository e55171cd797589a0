import { hmac } from './hmac.js';

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
