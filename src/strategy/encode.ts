import { Buffer } from 'node:buffer';
import { createHash, createHmac, getHashes } from 'node:crypto';
import { quote } from '../protocol/oneLine.js';
import { ProtocolError } from '../protocol/ProtocolError.js';

const FORMATS: Readonly<Record<string, BufferEncoding>> = {
  raw: 'latin1',
  string: 'utf8',
  hex: 'hex',
  base64: 'base64',
};

/** What Encode takes, as a strategy wrote it. */
export interface EncodeOptions {
  /** `sha256`, `sha3.256`, `hmac_sha256`; `raw` only changes the format. */
  algorithm: unknown;
  input: unknown;
  output: unknown;
  data: unknown;
  keyFormat?: unknown;
  /** Makes it an HMAC. */
  key?: unknown;
}

/**
 * FMZ's Encode: a hash, an HMAC, or another format of the same bytes. `raw` is a text with a character for each byte.
 *
 * @throws ProtocolError where Node has no such algorithm, or there is no such format.
 * @example encode({ algorithm: 'md5', input: 'string', output: 'hex', data: 'hello' }) // '5d41402abc4b2a76b9719d911017c592'
 */
export function encode({ algorithm, input, output, data, keyFormat, key }: EncodeOptions): string {
  const asked = String(algorithm).toLowerCase();
  const hash = asked.replace(/^hmac_/, '').replace(/^sha3\./, 'sha3-');
  const bytes = bytesOf(data, input);
  if (asked === 'raw' && isAbsent(key)) return bytes.toString(formatOf(output));
  if (!getHashes().includes(hash))
    throw new ProtocolError(
      `the algorithm ${quote(algorithm)} is not known here: use one like sha256 or hmac_sha256`,
    );
  const plain = isAbsent(key) && !asked.startsWith('hmac_');
  const work = plain
    ? createHash(hash)
    : createHmac(hash, bytesOf(key, isAbsent(keyFormat) ? 'string' : keyFormat));
  return work.update(bytes).digest().toString(formatOf(output));
}

/** A raw text whose characters are not all bytes is taken for what it says. */
function bytesOf(data: unknown, format: unknown): Buffer {
  const text = String(data ?? '');
  const encoding = formatOf(format);
  return Buffer.from(text, encoding === 'latin1' && /[^\0-\xff]/.test(text) ? 'utf8' : encoding);
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function formatOf(format: unknown): BufferEncoding {
  const found = FORMATS[String(format).toLowerCase()];
  if (found === undefined)
    throw new ProtocolError(`the format is raw, string, hex or base64, not ${quote(format)}`);
  return found;
}
