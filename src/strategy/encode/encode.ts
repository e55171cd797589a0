import { Buffer } from 'node:buffer';
import { quote } from '../../protocol/oneLine.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { say } from '../../wording/say.js';
import { readFormat, writeFormat } from './formats.js';
import { fromGbk, toGbk } from './gbk.js';
import { type Hash, hashOf, hmac } from './hashes.js';
import { signEd25519 } from './signEd25519.js';

/** What Encode takes, as a strategy wrote it. */
export interface EncodeOptions {
  /** `sha256`, `sha3.256`, `hmac_sha256`; `raw` only changes the format. */
  algorithm: unknown;
  input: unknown;
  output: unknown;
  data: unknown;
  /** A hash has no key without it, as on FMZ. */
  keyFormat?: unknown;
  /** Makes a hash an HMAC. */
  key?: unknown;
}

/** What only changes bytes. `text.encoder` makes bytes of a text in a character set, and `text.decoder` its UTF-8 of them. */
const CONVERSIONS: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  raw: (bytes) => bytes,
  'text.encoder': (bytes) => bytes,
  'text.encoder.utf8': (bytes) => bytes,
  'text.encoder.gbk': (bytes) => toGbk(bytes.toString('utf8')),
  'text.decoder': (bytes) => bytes,
  'text.decoder.utf8': (bytes) => bytes,
  'text.decoder.gbk': (bytes) => Buffer.from(fromGbk(bytes), 'utf8'),
};

/**
 * FMZ's Encode: a hash, an HMAC, a signature, another character set, or another format of the same bytes. `raw` is a text with a
 * character for each byte.
 *
 * @throws ProtocolError where there is no such algorithm or format, or a key is of no use.
 * @see https://www.fmz.com/syntax-guide Encode
 * @example encode({ algorithm: 'md5', input: 'string', output: 'hex', data: 'hello' }) // '5d41402abc4b2a76b9719d911017c592'
 */
export function encode({ algorithm, input, output, data, keyFormat, key }: EncodeOptions): string {
  const name = String(algorithm).toLowerCase();
  // The bytes of a text that is encoded are those of what it says.
  const bytes = readFormat(data, name.startsWith('text.encoder') && input === 'raw' ? 'string' : input);
  const secret = isAbsent(key) ? undefined : readFormat(key, isAbsent(keyFormat) ? 'string' : keyFormat);
  return writeFormat(encodeBytes(name, bytes, secret, isAbsent(keyFormat)), output);
}

function encodeBytes(name: string, bytes: Buffer, key: Buffer | undefined, bare: boolean): Buffer {
  const convert = Object.hasOwn(CONVERSIONS, name) ? CONVERSIONS[name] : undefined;
  if (convert) return convert(bytes);
  const [, digest] = /^ed25519(?:\.(?!seed$)(.+))?/.exec(name) ?? [];
  if (name.startsWith('ed25519'))
    return signEd25519(digest === undefined ? bytes : known(digest).digest(bytes), key);
  const keyed = /^hmac_(.+)$/.exec(name)?.[1];
  if (keyed !== undefined) return hmac(known(keyed), key ?? Buffer.alloc(0), bytes);
  return key === undefined || bare ? known(name).digest(bytes) : hmac(known(name), key, bytes);
}

function known(name: string): Hash {
  const hash = hashOf(name);
  if (hash) return hash;
  throw new ProtocolError(
    /^aes|^sign/.test(name)
      ? say('the algorithm {name} can only be had on FMZ: it does not tell how it does that', {
          name: quote(name),
        })
      : say('the algorithm {name} is not known here: use one like sha256 or hmac_sha256', {
          name: quote(name),
        }),
  );
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}
