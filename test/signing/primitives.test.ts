import { describe, expect, test } from 'vitest';
import { ProtocolError } from '../../src/protocol/ProtocolError.js';
import { base64Key } from '../../src/signing/ApiKeys.js';
import { hmac, jwt } from '../../src/signing/hmac.js';
import { ed25519, rsaSha256 } from '../../src/signing/privateKey.js';
import { increasingNonce, jsonFields } from '../../src/signing/signedParts.js';
import { ed25519Pem, ed25519Public, ed25519Seed, order, orderByEd25519, orderByRsa, rsaPem } from './keys.js';

// RFC 4231, section 4.3; also: printf %s 'what do ya want for nothing?' | openssl dgst -sha512 -hmac Jefe
test.each([
  ['sha256', '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'],
  [
    'sha512',
    '164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554' +
      '9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737',
  ],
] as const)('hmac %s', (algorithm, digest) => {
  expect(hmac(algorithm, 'Jefe', 'what do ya want for nothing?', 'hex')).toBe(digest);
});

test('hmac of a JSON Web Signature, RFC 7515 A.1', () => {
  const key = Buffer.from(
    'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow',
    'base64url',
  );
  const text =
    'eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.' +
    'eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ';
  expect(hmac('sha256', key, text, 'base64url')).toBe('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk');
});

// b64() { base64 -w0 | tr '+/' '-_' | tr -d =; }
// text="$(printf %s '{"alg":"HS256","typ":"JWT"}' | b64).$(printf %s "$payload" | b64)"
// printf %s "$text" | openssl dgst -sha256 -hmac demoSecret -binary | b64
test.each([
  ['HS256', 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9', 'AkgIzaw5NpCs8Qebgw0Njan-cFZcdQ2zD_D9N-_4hyg'],
  [
    'HS512',
    'eyJhbGciOiJIUzUxMiIsInR5cCI6IkpXVCJ9',
    '8PWKDvwWGuMJe_iS9qs0A0dBm3qYEGgcT8tg2Wxi01cuJ3IkDu0vd1KDhyYy0dxsvjqkykS-9EBsJFPsUP5-4w',
  ],
] as const)('jwt %s', (algorithm, header, signature) => {
  const payload = { access_key: 'demoKey', nonce: '6f5570df-d8bc-4daf-85b4-976733feb624' };
  const encoded =
    'eyJhY2Nlc3Nfa2V5IjoiZGVtb0tleSIsIm5vbmNlIjoiNmY1NTcwZGYtZDhiYy00ZGFmLTg1YjQtOTc2NzMzZmViNjI0In0';
  expect(jwt(algorithm, payload, 'demoSecret')).toBe(`${header}.${encoded}.${signature}`);
});

describe('ed25519', () => {
  const pair = Buffer.concat([Buffer.from(ed25519Seed, 'base64'), Buffer.from(ed25519Public, 'base64')]);
  const forms = [
    ['PEM', ed25519Pem],
    ['PEM without its line breaks', ed25519Pem.replaceAll('\n', ' ')],
    ['PEM with \\n', ed25519Pem.replaceAll('\n', '\\n')],
    ['base64', ed25519Seed],
    ['base64 without padding', ed25519Seed.replace('=', '')],
    ['base64 with the public key', pair.toString('base64')],
  ] as const;

  test.each(forms)('%s', (_, secret) => {
    // RFC 8032, section 7.1, test 2
    const signature =
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da' +
      '085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00';
    const signed = ed25519(secret, Uint8Array.of(0x72));
    expect(Buffer.from(signed, 'base64').toString('hex')).toBe(signature);
    expect(ed25519(secret, order)).toBe(orderByEd25519);
  });

  test('a key of another kind', () => {
    expect(() => ed25519(rsaPem, order)).toThrow('the secret key is not an Ed25519 key');
  });
});

describe('rsaSha256', () => {
  test('PEM, with its line breaks and without', () => {
    expect(rsaSha256(rsaPem, order)).toBe(orderByRsa);
    expect(rsaSha256(rsaPem.replaceAll('\n', ''), order)).toBe(orderByRsa);
  });

  test('a key of another kind', () => {
    expect(() => rsaSha256(ed25519Pem, order)).toThrow('the secret key is not an RSA key');
  });
});

describe('wrong secrets are refused, without showing them', () => {
  const broken = rsaPem.replace('MII', 'AII');
  const encrypted = rsaPem.replaceAll('PRIVATE', 'ENCRYPTED PRIVATE');
  const cases: [name: string, message: string, attempt: () => unknown, shown: string][] = [
    ['empty HMAC', 'the secret key is empty', () => hmac('sha256', '', 'x', 'hex'), 'x'],
    ['empty base64', 'the secret key is empty', () => base64Key(' '), '""'],
    ['empty PEM', 'the secret key is empty', () => ed25519(' \n', 'x'), '""'],
    ['bad base64', 'the secret key is not base64', () => base64Key('c2Vj*mV0'), 'c2Vj'],
    ['cut base64', 'the secret key is not base64', () => base64Key('c2VjcmV0c'), 'c2Vj'],
    ['short Ed25519', 'has to hold 32 or 64 bytes', () => ed25519('c2VjcmV0', 'x'), 'c2Vj'],
    ['broken PEM', 'not an unencrypted PKCS#8 PEM', () => rsaSha256(broken, 'x'), broken.slice(30, 60)],
    [
      'cut PEM',
      'not an unencrypted PKCS#8 PEM',
      () => rsaSha256(rsaPem.slice(0, 200), 'x'),
      rsaPem.slice(30, 60),
    ],
    ['encrypted PEM', 'not an unencrypted PKCS#8 PEM', () => rsaSha256(encrypted, 'x'), rsaPem.slice(30, 60)],
  ];

  test.each(cases)('%s', (_, message, attempt, shown) => {
    expect(attempt).toThrow(message);
    expect(attempt).toThrow(ProtocolError);
    expect(attempt).not.toThrow(shown);
  });
});

test('nonces only go up', () => {
  const nonce = increasingNonce();
  expect([nonce(1616492376594), nonce(1616492376594), nonce(1616492376500.5), nonce(1616492376595)]).toEqual([
    '1616492376594000',
    '1616492376594001',
    '1616492376594002',
    '1616492376595000',
  ]);
});

test('the fields of a JSON body', () => {
  expect(
    jsonFields('{"id":9007199254740993123,"price":0.1,"on":true,"no":null,"of":{"a":1},"list":["a",2]}'),
  ).toEqual([
    ['id', '9007199254740993123'],
    ['price', '0.1'],
    ['on', 'true'],
    ['no', 'null'],
    ['of', '{"a":1}'],
    ['list[]', 'a'],
    ['list[]', '2'],
  ]);
  expect(() => jsonFields('["a"]')).toThrow('only a JSON object');
});
