import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encode } from '../../../src/strategy/encode.js';
import { bufferOf, bytesOf, utf8Of } from '../../../src/strategy/worker/bytes.js';
import { parseJson } from '../../../src/strategy/worker/codec.js';

describe('Encode', () => {
  test.each([
    // RFC 1321 and RFC 4231, and FIPS 202 of the empty text.
    ['md5', '', 'd41d8cd98f00b204e9800998ecf8427e'],
    ['md5', 'abc', '900150983cd24fb0d6963f7d28e17f72'],
    ['sha256', 'abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['SHA3.256', '', 'a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a'],
  ])('%s of %j', (algorithm, data, output) => {
    expect(encode({ algorithm, input: 'string', output: 'hex', data })).toBe(output);
  });

  test.each(['hmac_sha256', 'sha256', 'HMAC_SHA256'])('%s with a key', (algorithm) => {
    const data = 'what do ya want for nothing?';
    const options = { algorithm, input: 'string', output: 'hex', data, keyFormat: 'string', key: 'Jefe' };
    expect(encode(options)).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
    expect(encode({ ...options, keyFormat: 'hex', key: '4a656665' })).toBe(encode(options));
  });

  test('each format comes back from each other one', () => {
    const format = fc.constantFrom('raw', 'hex', 'base64');
    fc.assert(
      fc.property(fc.uint8Array(), format, format, (bytes, first, second) => {
        const data = Buffer.from(bytes).toString('hex');
        const one = encode({ algorithm: 'raw', input: 'hex', output: first, data });
        const two = encode({ algorithm: 'raw', input: first, output: second, data: one });
        expect(encode({ algorithm: 'raw', input: second, output: 'hex', data: two })).toBe(data);
      }),
    );
  });

  test('a raw text that is not of bytes is taken for what it says', () => {
    const hex = (input: string) => encode({ algorithm: 'raw', input, output: 'hex', data: '均线' });
    expect(hex('raw')).toBe(hex('string'));
  });

  test.each([
    [{ algorithm: 'rot13' }, 'the algorithm "rot13" is not known here'],
    [{ output: 'base58' }, 'the format is raw, string, hex or base64, not "base58"'],
  ])('%j is refused', (wrong, text) => {
    const options = { algorithm: 'md5', input: 'string', output: 'hex', data: '', ...wrong };
    expect(() => encode(options)).toThrow(text);
  });
});

test('bytes go over and come back', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(new Uint8Array(bufferOf(String(bytesOf(bytes.slice().buffer))))).toEqual(bytes);
    }),
    { examples: [[new Uint8Array(20_000).fill(7)]] },
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(utf8Of(text)).toBe(Buffer.from(text, 'utf8').toString('latin1'));
    }),
  );
});

describe('JSON.parse(text, true)', () => {
  test.each([
    ['{"num": 8754613197327563525}', { num: '8754613197327563525' }],
    [
      '[-9007199254740993, 9007199254740991, 1234567890123456.5, 1e30]',
      ['-9007199254740993', 9007199254740991, 1234567890123456.5, 1e30],
    ],
    [
      '{"8754613197327563525": "a \\"8754613197327563525\\" b"}',
      { '8754613197327563525': 'a "8754613197327563525" b' },
    ],
    ['8754613197327563525', '8754613197327563525'],
  ])('%s', (text, expected) => expect(parseJson(text, true)).toEqual(expected));

  test('is JSON.parse where all numbers are small', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        fc.pre(!/\d{16}/.test(text));
        expect(parseJson(text, true)).toEqual(JSON.parse(text));
      }),
    );
  });

  test('what is not JSON', () => {
    expect(() => parseJson('{8754613197327563525: 1}', true)).toThrow(SyntaxError);
  });

  test('a reviver is still one', () => {
    expect(parseJson('[1,2]', (_: string, value: unknown) => (value === 1 ? 'one' : value))).toEqual([
      'one',
      2,
    ]);
  });
});
