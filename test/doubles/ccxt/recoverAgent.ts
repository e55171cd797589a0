import { secp256k1 } from '@noble/curves/secp256k1.js';
import { keccak_256 } from '@noble/hashes/sha3.js';

/** A signature as Hyperliquid takes it. */
export interface AgentSignature {
  r: string;
  s: string;
  v: number;
}

/**
 * The address whose key signed an action: the action in MessagePack, the nonce and a zero for "no vault" are hashed, and
 * the hash is signed as an EIP-712 `Agent` of the domain `Exchange`.
 *
 * @see https://github.com/hyperliquid-dex/hyperliquid-python-sdk/blob/master/hyperliquid/utils/signing.py
 */
export function recoverAgent(action: unknown, nonce: number, signature: AgentSignature): string {
  const trailer = Buffer.alloc(9);
  trailer.writeBigUInt64BE(BigInt(nonce));
  const connectionId = keccak(packed(action), trailer);
  const agent = keccak(text('Agent(string source,bytes32 connectionId)'), text('a'), connectionId);
  const domain = keccak(
    text('EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)'),
    text('Exchange'),
    text('1'),
    word('539'),
    word('0'),
  );
  const digest = keccak(Buffer.from([0x19, 0x01]), domain, agent);
  const signed = Buffer.concat([Buffer.from([signature.v - 27]), word(signature.r), word(signature.s)]);
  const key = secp256k1.recoverPublicKey(signed, digest, { prehash: false });
  return addressOf(key);
}

/** The address of a private key, in hexadecimal digits. */
export function addressOfKey(privateKey: string): string {
  return addressOf(secp256k1.getPublicKey(word(privateKey)));
}

function addressOf(publicKey: Uint8Array): string {
  const point = secp256k1.Point.fromBytes(publicKey).toBytes(false);
  return `0x${keccak(point.subarray(1)).subarray(12).toString('hex')}`;
}

const keccak = (...parts: readonly Uint8Array[]) => Buffer.from(keccak_256(Buffer.concat(parts)));
const text = (value: string) => keccak(Buffer.from(value));
const word = (hex: string) => Buffer.from(hex.replace(/^0x/, '').padStart(64, '0'), 'hex');

/** MessagePack, as far as actions need it: maps in their order, lists, texts, whole numbers and booleans. */
function packed(value: unknown): Buffer {
  if (typeof value === 'boolean') return Buffer.from([value ? 0xc3 : 0xc2]);
  if (typeof value === 'number') return packedNumber(value);
  if (typeof value === 'string') {
    const bytes = Buffer.from(value);
    const head = bytes.length < 32 ? [0xa0 | bytes.length] : [0xd9, bytes.length];
    return Buffer.concat([Buffer.from(head), bytes]);
  }
  if (Array.isArray(value)) return Buffer.concat([Buffer.from([0x90 | value.length]), ...value.map(packed)]);
  const entries = Object.entries(Object(value));
  return Buffer.concat([
    Buffer.from([0x80 | entries.length]),
    ...entries.flatMap(([name, item]) => [packed(name), packed(item)]),
  ]);
}

function packedNumber(value: number): Buffer {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new RangeError(`an action has no number such as ${value}`);
  if (value < 0x80) return Buffer.from([value]);
  const size = [1, 2, 4, 8].find((bytes) => value < 2 ** (8 * bytes)) ?? 8;
  const bytes = Buffer.alloc(9);
  bytes.writeBigUInt64BE(BigInt(value), 1);
  return Buffer.concat([Buffer.from([0xcc + Math.log2(size)]), bytes.subarray(9 - size)]);
}
