import { Buffer } from 'node:buffer';
import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { say } from '../../wording/say.js';

/** In front of the seed in the standard form of a private key (RFC 8410). */
const HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * Signs with Ed25519.
 *
 * @param key the seed of 32 bytes, Go's private key of 64, which begins with it, or what a PEM file holds.
 * @throws ProtocolError where it is none of these. It does not show it.
 */
export function signEd25519(bytes: Buffer, key: Buffer | undefined): Buffer {
  const found = key && readKey(key);
  if (found?.asymmetricKeyType === 'ed25519') return sign(null, bytes, found);
  throw new ProtocolError(
    say(
      'ed25519 signs with a private key: the 32 bytes of its seed, 64 bytes that begin with it, or a PEM text',
    ),
  );
}

function readKey(key: Buffer): KeyObject | undefined {
  try {
    if (key.includes('-----BEGIN')) return createPrivateKey(key);
    if (key.length !== 32 && key.length !== 64) return undefined;
    return createPrivateKey({
      key: Buffer.concat([HEAD, key.subarray(0, 32)]),
      format: 'der',
      type: 'pkcs8',
    });
  } catch {
    return undefined;
  }
}
