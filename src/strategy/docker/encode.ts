import { Buffer } from 'node:buffer';
import { createHash, createHmac, getHashes } from 'node:crypto';
import type { Credentials } from '../../protocol/envelope.js';
import { quote } from '../../protocol/oneLine.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { ExchangeFunction } from '../exchangeFunctions.js';
import type { Planner } from './Plan.js';

const FORMATS: Readonly<Record<string, BufferEncoding>> = {
  raw: 'latin1',
  string: 'utf8',
  hex: 'hex',
  base64: 'base64',
};

/** Exchange's Encode and HMAC: as the global ones, but a signature may be made with the exchange's own key. */
export const encodePlans = {
  Encode: ([algorithm, input, output, data, keyFormat, key], { keys }) => ({
    value: encode({ algorithm, input, output, data, keyFormat, key: keyOf(key, keys) }),
  }),
  HMAC: ([algorithm, output, data, key], { keys }) => ({
    value: encode({
      algorithm: String(algorithm).replace(/^hmac_/i, ''),
      input: 'string',
      output,
      data,
      keyFormat: 'string',
      key: keyOf(key, keys),
    }),
  }),
} as const satisfies Partial<Record<ExchangeFunction, Planner>>;

interface EncodeOptions {
  algorithm: unknown;
  input: unknown;
  output: unknown;
  data: unknown;
  keyFormat?: unknown;
  /** Makes it an HMAC. */
  key?: unknown;
}

/** @throws ProtocolError where Node has no such algorithm, or there is no such format. */
function encode({ algorithm, input, output, data, keyFormat, key }: EncodeOptions): string {
  const name = String(algorithm).toLowerCase();
  const bytes = Buffer.from(String(data ?? ''), formatOf(input));
  if (name === 'raw' && isAbsent(key)) return bytes.toString(formatOf(output));
  if (!getHashes().includes(name))
    throw new ProtocolError(`the algorithm ${quote(algorithm)} is not known here: use one like sha256`);
  const hash = isAbsent(key)
    ? createHash(name)
    : createHmac(name, Buffer.from(String(key), formatOf(keyFormat ?? 'string')));
  return hash.update(bytes).digest().toString(formatOf(output));
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

/** FMZ's templates stand for the two key boxes; of the secret box the part before its first comma. */
function keyOf(key: unknown, { access_key, secret_key }: Credentials): unknown {
  const boxes = new Map<unknown, string | undefined>([
    ['{{accesskey}}', access_key],
    ['{{secretkey}}', secret_key.split(',')[0]],
  ]);
  if (boxes.get(key) === '') throw new ProtocolError(`the exchange has no key for ${key}`);
  return boxes.get(key) ?? key;
}
