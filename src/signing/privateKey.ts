import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { say } from '../wording/say.js';
import { base64Key } from './ApiKeys.js';

const PEM =
  /-----BEGIN (?<kind>(?:RSA |EC )?PRIVATE KEY)-----(?<digits>[A-Za-z0-9+/=\s]+)-----END \k<kind>-----/;

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
  if (secret.trim() === '') throw new ProtocolError(say('the secret key is empty'));
  const pem = secret.includes('-----') ? readPem(secret) : undefined;
  const key = pem?.der ?? readSeed(secret);
  try {
    return createPrivateKey({ key, format: 'der', type: pem?.type ?? 'pkcs8' });
  } catch {
    // OpenSSL's own words do not help here.
    throw notPem();
  }
}

/**
 * The Ed25519 signature of a text (RFC 8032), in base64.
 *
 * @param secret PKCS#8 in PEM, or base64 of the key's 32 bytes.
 * @throws ProtocolError when the secret is not an Ed25519 key; it is not shown.
 * @example ed25519(keys.secret, 'instruction=balanceQuery&timestamp=1614550000000&window=5000')
 * @see https://www.rfc-editor.org/rfc/rfc8032
 */
export function ed25519(secret: string, text: string | Uint8Array): string {
  const key = privateKey(secret);
  if (key.asymmetricKeyType !== 'ed25519')
    throw new ProtocolError(say('the secret key is not an Ed25519 key'));
  return sign(null, typeof text === 'string' ? Buffer.from(text) : text, key).toString('base64');
}

/**
 * The RSASSA-PKCS1-v1_5 signature of a text with SHA-256 (RFC 8017), in base64.
 *
 * @param secret PKCS#8 in PEM.
 * @throws ProtocolError when the secret is not an RSA key; it is not shown.
 * @example rsaSha256(keys.secret, 'symbol=BTCUSDT&timestamp=1668481559918')
 * @see https://www.rfc-editor.org/rfc/rfc8017#section-8.2
 */
export function rsaSha256(secret: string, text: string): string {
  const key = privateKey(secret);
  if (key.asymmetricKeyType !== 'rsa') throw new ProtocolError(say('the secret key is not an RSA key'));
  return sign('sha256', Buffer.from(text), key).toString('base64');
}

/**
 * Finds a private key in PEM, also where its line breaks were lost in a text box, became blanks, or became `\n`.
 *
 * @returns what it is called, and its base64 without white space; `undefined` if there is none.
 */
export function findPem(text: string): { kind: string; digits: string } | undefined {
  const { kind, digits } = PEM.exec(text.replace(/\\r|\\n/g, '\n'))?.groups ?? {};
  return kind === undefined || digits === undefined
    ? undefined
    : { kind, digits: digits.replace(/\s+/g, '') };
}

/** A private key in PEM with the line breaks that it has to have; any other text as it is. */
export function restorePem(text: string): string {
  const found = findPem(text);
  if (!found) return text;
  const { kind, digits } = found;
  return [`-----BEGIN ${kind}-----`, ...(digits.match(/.{1,64}/g) ?? []), `-----END ${kind}-----`, ''].join(
    '\n',
  );
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
    throw new ProtocolError(
      say('the secret key is not an Ed25519 key: its base64 has to hold 32 or 64 bytes'),
    );
  }
  return Buffer.concat([ED25519_HEADER, bytes.subarray(0, 32)]);
}

function notPem(): ProtocolError {
  return new ProtocolError(
    say(
      'the secret key is not an unencrypted PKCS#8 PEM: paste all of it, from -----BEGIN PRIVATE KEY----- to the end',
    ),
  );
}
