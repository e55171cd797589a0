import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { blake2b, blake2s } from '@noble/hashes/blake2.js';
import { keccak_256, keccak_512 } from '@noble/hashes/sha3.js';
import { md4 } from './md4.js';

/** A hash; `block` is the length in bytes of what it works on at a time, which its HMAC needs. */
export interface Hash {
  readonly block: number;
  digest(bytes: Uint8Array): Buffer;
}

/** What Node does not have, or not under every OpenSSL. */
const OWN: Readonly<Record<string, { block: number; digest(bytes: Uint8Array): Uint8Array }>> = {
  md4: { block: 64, digest: md4 },
  keccak256: { block: 136, digest: (bytes) => keccak_256(bytes) },
  keccak512: { block: 72, digest: (bytes) => keccak_512(bytes) },
  'blake2b.256': { block: 128, digest: (bytes) => blake2b(bytes, { dkLen: 32 }) },
  'blake2b.512': { block: 128, digest: (bytes) => blake2b(bytes) },
  'blake2s.128': { block: 64, digest: (bytes) => blake2s(bytes, { dkLen: 16 }) },
  'blake2s.256': { block: 64, digest: (bytes) => blake2s(bytes) },
};

/** FMZ's names of what Node has; its own are known as well. */
const NAMES: Readonly<Record<string, string>> = {
  'sha512.384': 'sha384',
  'sha512.256': 'sha512-256',
  'sha512.224': 'sha512-224',
};

/** Those of SHA-3 work on what the result leaves of 200 bytes; of the others, the long ones on 128. */
const BLOCKS: Readonly<Record<string, number>> = {
  'sha3-224': 144,
  'sha3-256': 136,
  'sha3-384': 104,
  'sha3-512': 72,
  sha384: 128,
  sha512: 128,
  'sha512-224': 128,
  'sha512-256': 128,
};

/** A hash by the name that FMZ has for it, in lower case; `undefined` where there is none. */
export function hashOf(name: string): Hash | undefined {
  const short = name.replace(/^sha3\.keccak/, 'keccak');
  const own = Object.hasOwn(OWN, short) ? OWN[short] : undefined;
  if (own) return { block: own.block, digest: (bytes) => Buffer.from(own.digest(bytes)) };
  const node = (Object.hasOwn(NAMES, short) ? NAMES[short] : undefined) ?? short.replace(/^sha3\./, 'sha3-');
  if (!isHash(node)) return undefined;
  return { block: BLOCKS[node] ?? 64, digest: (bytes) => createHash(node).update(bytes).digest() };
}

function isHash(name: string): boolean {
  try {
    createHash(name);
    return true;
  } catch {
    return false;
  }
}

/** @see https://www.rfc-editor.org/rfc/rfc2104 */
export function hmac({ block, digest }: Hash, key: Buffer, bytes: Buffer): Buffer {
  const padded = Buffer.alloc(block);
  (key.length > block ? digest(key) : key).copy(padded);
  const masked = (mask: number) => padded.map((byte) => byte ^ mask);
  const inner = digest(Buffer.concat([masked(0x36), bytes]));
  return digest(Buffer.concat([masked(0x5c), inner]));
}
