import { bytesOf } from './bytes.js';
import type { Globals } from './Runtime.js';

/** Encode and its older forms, UUID, StrDecode, and JSON with integers that a number cannot hold. */
export const codecGlobals: Globals = ({ bridge }) => {
  const encode = (algorithm: unknown, input: unknown, output: unknown, data: unknown, ...keys: unknown[]) => {
    const [keyFormat, key] = keys;
    return bridge.call('encode', [
      { algorithm, input, output, data: bytesOf(data), keyFormat, key: bytesOf(key) },
    ]);
  };
  JSON.parse = parseJson;
  return {
    Encode: encode,
    Hash: (algorithm: unknown, output: unknown, data: unknown) => encode(algorithm, 'string', output, data),
    HMAC: (algorithm: unknown, output: unknown, data: unknown, key: unknown) =>
      encode(algorithm, 'string', output, data, 'string', key),
    MD5: (data: unknown) => encode('md5', 'string', 'hex', data),
    UUID: () => bridge.call('uuid', []),
    StrDecode: (data: unknown, charset: unknown) =>
      bridge.call('decode', [String(bytesOf(data)), String(charset ?? 'gbk')]),
    JSONParse: (text: unknown) => parseJson(String(text)),
  };
};

const { parse } = JSON;

/** A text, or a number that is a value. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;

/**
 * JSON.parse, whose second argument may also be `true`: integers beyond what a number holds become their text, as ids do.
 *
 * @throws SyntaxError
 * @example parseJson('{"id": 8754613197327563525}', true) // { id: '8754613197327563525' }
 */
export function parseJson(text: string, how?: unknown): unknown {
  if (typeof how === 'function') return parse(text, (...args) => Reflect.apply(how, undefined, args));
  const value: unknown = parse(text);
  if (how !== true) return value;
  return parse(String(text).replace(TOKEN, (token) => (isUnsafe(token) ? `"${token}"` : token)));
}

function isUnsafe(token: string): boolean {
  return /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token));
}
