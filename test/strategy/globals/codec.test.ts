import { Buffer } from 'node:buffer';
import { createHash, createHmac, generateKeyPairSync, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encode } from '../../../src/strategy/encode/encode.js';
import { bufferOf, bytesOf, utf8Of } from '../../../src/strategy/worker/bytes.js';
import { parseJson } from '../../../src/strategy/worker/codec.js';

describe('Encode', () => {
  test.each([
    // RFC 1321 and RFC 4231, and FIPS 202 of the empty text.
    ['md5', '', 'd41d8cd98f00b204e9800998ecf8427e'],
    ['md5', 'abc', '900150983cd24fb0d6963f7d28e17f72'],
    ['sha256', 'abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['SHA3.256', '', 'a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a'],
    // RFC 1320, whose long example has two blocks.
    ['md4', '', '31d6cfe0d16ae931b73c59d7e0c089c0'],
    ['md4', 'message digest', 'd9130a8164549fe818874806e1c7014b'],
    ['md4', '1234567890'.repeat(8), 'e33b4ddc9c38f2199c3e7b164fcc0536'],
    // As the Keccak team's submission to NIST has them.
    ['keccak256', '', 'c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470'],
    ['sha3.keccak256', '', 'c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470'],
    [
      'sha3.keccak512',
      '',
      '0eab42de4c3ceb9235fc91acffe746b29c29a8c366b7c60e4e67c466f36a4304c00fa9caf9d87976ba469bcbe06713b435f091ef2769fb160cdab33d3670680e',
    ],
    // RFC 7693 of the longest; the others by b2sum and Python's hashlib.
    [
      'blake2b.512',
      'abc',
      'ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923',
    ],
    ['blake2b.256', '', '0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8'],
    ['blake2s.256', 'abc', '508c5e8c327c14e2e1a72ba34eeb452f37458b209ed63a294d999b4c86675982'],
    ['blake2s.128', '', '64550d6ffe2c0a01a14aba1eade0200c'],
    ['ripemd160', 'abc', '8eb208f7e05d987a9b044a8e98c6b087f15a0bfc'],
    // FIPS 180-4.
    ['sha512.256', 'abc', '53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23'],
    [
      'sha512.384',
      'abc',
      'cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7',
    ],
    ['text.encoder.utf8', '你好', 'e4bda0e5a5bd'],
    ['text.encoder.gbk', '你好 a€é', 'c4e3bac3206180a8a6'],
    ['text.encoder.gbk', '🙂', '3f'],
  ])('%s of %j', (algorithm, data, output) => {
    expect(encode({ algorithm, input: 'string', output: 'hex', data })).toBe(output);
  });

  test.each(['hmac_sha256', 'sha256', 'HMAC_SHA256'])('%s with a key', (algorithm) => {
    const data = 'what do ya want for nothing?';
    const options = { algorithm, input: 'string', output: 'hex', data, keyFormat: 'string', key: 'Jefe' };
    expect(encode(options)).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
    expect(encode({ ...options, keyFormat: 'hex', key: '4a656665' })).toBe(encode(options));
  });

  test('every HMAC is that of OpenSSL', () => {
    const names = [
      'md5',
      'sha1',
      'sha256',
      'sha512',
      'sha512.384',
      'sha512.256',
      'sha3.224',
      'sha3.256',
      'sha3.384',
      'sha3.512',
    ];
    const nodes = new Map([
      ...names.map((name) => [name, name.replace('sha3.', 'sha3-')] as const),
      ['sha512.384', 'sha384'],
      ['sha512.256', 'sha512-256'],
    ]);
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.uint8Array({ minLength: 1, maxLength: 300 }),
        fc.uint8Array(),
        (name, key, bytes) => {
          const [secret, data] = [Buffer.from(key).toString('hex'), Buffer.from(bytes).toString('hex')];
          const options = { input: 'hex', output: 'hex', data, keyFormat: 'hex', key: secret };
          const expected = createHmac(nodes.get(name) ?? '', key)
            .update(bytes)
            .digest('hex');
          expect(encode({ algorithm: name, ...options })).toBe(expected);
          expect(encode({ algorithm: `hmac_${name}`, ...options })).toBe(expected);
        },
      ),
    );
  });

  test('a key without a format is none of a hash, and raw has none', () => {
    const options = { input: 'raw', output: 'hex', data: 'example', key: '123' };
    const plain = '50d858e0985ecc7f60418aaf0cc5ab587f42c2570a884095a9e8ccacd0f6545c';
    expect(encode({ algorithm: 'sha256', ...options })).toBe(plain);
    expect(encode({ algorithm: 'sha256', keyFormat: '', ...options })).toBe(plain);
    // openssl dgst -sha256 -hmac 123
    expect(encode({ algorithm: 'sha256', keyFormat: 'raw', ...options })).toBe(
      '698d54f0494528a759f19c8e87a9f99e75a5881b9267ee3926bcf62c992d84ba',
    );
    expect(encode({ algorithm: 'raw', keyFormat: 'raw', ...options })).toBe('6578616d706c65');
  });

  test('texts in GBK come back', () => {
    const decoder = new TextDecoder('gbk');
    const bytes = fc.tuple(fc.integer({ min: 0x81, max: 0xa0 }), fc.integer({ min: 0x80, max: 0xfe }));
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 3 }), (pairs) => {
        const data = Buffer.from(pairs.flat()).toString('hex');
        const text = encode({ algorithm: 'text.decoder.gbk', input: 'hex', output: 'string', data });
        expect(text).toBe(decoder.decode(Uint8Array.from(pairs.flat())));
        expect(encode({ algorithm: 'text.encoder.gbk', input: 'raw', output: 'hex', data: text })).toBe(data);
      }),
      { numRuns: 20 },
    );
  });

  test('Ed25519', () => {
    // RFC 8032, section 7.1, test 2.
    const seed = '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb';
    const open = '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c';
    const signature =
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00';
    const options = { input: 'hex', output: 'hex', data: '72', keyFormat: 'hex' };
    expect(encode({ algorithm: 'ed25519', key: seed, ...options })).toBe(signature);
    expect(encode({ algorithm: 'ed25519', key: `${seed}${open}`, ...options })).toBe(signature);
    expect(encode({ algorithm: 'ed25519.seed', key: seed, ...options })).toBe(signature);
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const key = String(privateKey.export({ format: 'pem', type: 'pkcs8' }));
    const signed = encode({ algorithm: 'ed25519.sha512', ...options, keyFormat: 'string', key });
    expect(
      verify(null, createHash('sha512').update('r').digest(), publicKey, Buffer.from(signed, 'hex')),
    ).toBe(true);
  });

  test.each([undefined, 'short-secret', '-----BEGIN PRIVATE KEY-----'])('%s is no key for Ed25519', (key) => {
    const attempt = () =>
      encode({ algorithm: 'ed25519', input: 'raw', output: 'hex', data: '', keyFormat: 'raw', key });
    expect(attempt).toThrow('ed25519 signs with a private key');
    expect(attempt).not.toThrow('short-secret');
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
    [{ algorithm: 'aes256-cbc' }, 'the algorithm "aes256-cbc" can only be had on FMZ'],
    [{ algorithm: 'constructor' }, 'is not known here'],
    [{ output: 'constructor' }, 'the format is raw, string, hex or base64'],
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
