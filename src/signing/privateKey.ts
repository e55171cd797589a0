import { createPrivateKey, type KeyObject } from 'node:crypto';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { base64Key } from './base64Key.js';
import { findPem } from './pem.js';

/** What stands before the 32 bytes of an Ed25519 key in PKCS#8 (RFC 8410, section 7). */
const ED25519_HEADER = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * Reads a private key: PKCS#8 or PKCS#1 in PEM, also where its line breaks were lost in a text box or became `\n`, or an Ed25519
 * key in base64, of 32 bytes or with its public key behind them.
 *
 * @throws ProtocolError when it is none of these; the key is not shown.
 * @example privateKey(keys.secret).asymmetricKeyType // 'ed25519'
 * @see https://www.rfc-editor.org/rfc/rfc8410#section-7
 */
export function privateKey(secret: string): KeyObject {
  if (secret.trim() === '') throw new ProtocolError('the secret key is empty');
  const pem = secret.includes('-----') ? readPem(secret) : undefined;
  const key = pem?.der ?? readSeed(secret);
  try {
    return createPrivateKey({ key, format: 'der', type: pem?.type ?? 'pkcs8' });
  } catch {
    // OpenSSL's own words help nobody here.
    throw notPem();
  }
}

function readPem(secret: string): { der: Buffer; type: 'pkcs1' | 'pkcs8' | 'sec1' } {
  const found = findPem(secret);
  if (!found) throw notPem();
  const type = found.kind.startsWith('RSA') ? 'pkcs1' : found.kind.startsWith('EC') ? 'sec1' : 'pkcs8';
  return { der: Buffer.from(found.digits, 'base64'), type };
}

function readSeed(secret: string): Buffer {
  const bytes = base64Key(secret);
  if (bytes.length !== 32 && bytes.length !== 64) {
    throw new ProtocolError('the secret key is not an Ed25519 key: its base64 has to hold 32 or 64 bytes');
  }
  return Buffer.concat([ED25519_HEADER, bytes.subarray(0, 32)]);
}

function notPem(): ProtocolError {
  return new ProtocolError(
    'the secret key is not an unencrypted PKCS#8 PEM: paste all of it, from -----BEGIN PRIVATE KEY----- to the end',
  );
}
