import { ProtocolError } from '../protocol/ProtocolError.js';
import type { ApiKeys, PassphraseKeys } from './ApiKeys.js';

// What may stand in an HTTP header.
const PRINTABLE = /^[\x20-\x7e]+$/;

/**
 * Refuses keys that no signature can be made with.
 *
 * @throws ProtocolError that says which part is wrong, without showing it.
 * @example checkKeys({ accessKey: 'key', secret: '' }) // throws: the secret key is empty
 */
export function checkKeys(keys: ApiKeys | PassphraseKeys): void {
  const sent = { 'access key': keys.accessKey, ...('passphrase' in keys && { passphrase: keys.passphrase }) };
  for (const [name, value] of Object.entries({ ...sent, 'secret key': keys.secret })) {
    if (value === '') throw new ProtocolError(`the ${name} is empty`);
  }
  for (const [name, value] of Object.entries(sent)) {
    if (!PRINTABLE.test(value)) {
      throw new ProtocolError(`the ${name} holds characters that no HTTP header takes: copy it again`);
    }
  }
}
