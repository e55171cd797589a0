import { ProtocolError } from '../protocol/ProtocolError.js';
import { say } from '../wording/say.js';

/** The two halves of an API key. */
export interface ApiKeys {
  /** Names the key; sent as it is. */
  accessKey: string;
  /** Signs; never sent. */
  secret: string;
}

/** An API key with a third part, which the user chose when making it. */
export interface PassphraseKeys extends ApiKeys {
  passphrase: string;
}

// What may stand in an HTTP header.
const PRINTABLE = /^[\x20-\x7e]+$/;

/**
 * Refuses keys that no signature can be made with.
 *
 * @throws ProtocolError that says which part is wrong, without showing it.
 * @example checkKeys({ accessKey: 'key', secret: '' }) // throws: the secret key is empty
 */
export function checkKeys(keys: ApiKeys | PassphraseKeys): void {
  const { accessKey, secret } = keys;
  const passphrase = 'passphrase' in keys ? keys.passphrase : undefined;
  if (accessKey === '') throw new ProtocolError(say('the access key is empty'));
  if (passphrase === '') throw new ProtocolError(say('the passphrase is empty'));
  if (secret === '') throw new ProtocolError(say('the secret key is empty'));
  if (!PRINTABLE.test(accessKey)) {
    throw new ProtocolError(say('the access key holds characters that no HTTP header takes: copy it again'));
  }
  if (passphrase !== undefined && !PRINTABLE.test(passphrase)) {
    throw new ProtocolError(say('the passphrase holds characters that no HTTP header takes: copy it again'));
  }
}

/**
 * The bytes of a secret that an exchange hands out in base64.
 *
 * @throws ProtocolError when it is empty or not base64; the secret is not shown.
 * @example hmac('sha512', base64Key(keys.secret), text, 'base64')
 */
export function base64Key(secret: string): Buffer {
  const digits = secret.trim().replace(/={1,2}$/, '');
  if (digits === '') throw new ProtocolError(say('the secret key is empty'));
  const bytes = Buffer.from(digits, 'base64');
  // Buffer skips what is not base64 instead of refusing it.
  if (bytes.toString('base64').replace(/=+$/, '') !== digits) {
    throw new ProtocolError(say('the secret key is not base64: copy it again, whole'));
  }
  return bytes;
}
