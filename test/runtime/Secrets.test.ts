import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutLong, oneLine } from '../../src/protocol/oneLine.js';
import { Secrets } from '../../src/runtime/Secrets.js';

const unit = fc.constantFrom(...'abcdefXYZ0189+/=&-_ö%<>"\' #;.');
const key = fc
  .string({ unit, minLength: 12, maxLength: 60 })
  .filter(
    (text) =>
      text.trim().length >= 12 && !text.includes(',') && (text.match(/[a-zA-Z0-9]/g)?.length ?? 0) >= 6,
  );

const pairs = (text: string) => Buffer.from(text).toString('hex').match(/../g) ?? [];
const entity = (write: (code: number) => string) => (text: string) =>
  [...text]
    .map((letter) => (/[a-z0-9 ]/i.test(letter) ? letter : write(letter.codePointAt(0) ?? 0)))
    .join('');

/** How an exchange may write down what it was sent. */
const codings: Record<string, (text: string) => string> = {
  plain: (text) => text,
  'another case': (text) => text.toUpperCase(),
  JSON: (text) => JSON.stringify(text).slice(1, -1),
  'JSON with escaped slashes': (text) => JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/'),
  'JSON with escaped everything': (text) =>
    [...text].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  'JSON as PHP writes it': (text) =>
    JSON.stringify(text)
      .slice(1, -1)
      .replace(
        /[/<>&'ö]/g,
        (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`,
      ),
  percent: (text) => encodeURIComponent(text),
  'percent, lower case': (text) => encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
  'percent, everything': (text) =>
    pairs(text)
      .map((code) => `%${code}`)
      .join(''),
  form: (text) => new URLSearchParams({ '': text }).toString().slice(1),
  'blanks as plus signs': (text) => text.replaceAll(' ', '+'),
  'HTML names': (text) =>
    text.replace(
      /[&<>"']/g,
      (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[letter] ?? '&#39;',
    ),
  'HTML decimal': entity((code) => `&#${code};`),
  // Where no digit of the text can be taken for one of the code.
  'HTML decimal without semicolons': entity((code) => `&#${code}${code >= 32 && code < 100 ? '' : ';'}`),
  'HTML hex without semicolons': entity(
    (code) => `&#x${code.toString(16)}${code >= 32 && code < 128 ? '' : ';'}`,
  ),
  'JavaScript with braces': (text) =>
    [...text].map((letter) => `\\u{${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`).join(''),
  'base64 in lines': (text) => Buffer.from(text).toString('base64').replace(/.{20}/g, '$&\r\n'),
  'hex in lines': (text) => Buffer.from(text).toString('hex').replace(/.{16}/g, '$&\n'),
  'HTML hex': entity((code) => `&#x${code.toString(16).toUpperCase()};`),
  base64: (text) => Buffer.from(text).toString('base64'),
  base64url: (text) => Buffer.from(text).toString('base64url'),
  'base64 among others': (text) => Buffer.from(`id:${text}:more`).toString('base64'),
  hex: (text) => Buffer.from(text).toString('hex'),
  'hex, upper case': (text) => Buffer.from(text).toString('hex').toUpperCase(),
};
const coding = fc.constantFrom(...Object.keys(codings));
const encode = (name: string, text: string) => codings[name]?.(text) ?? text;

function secretsOf(secret: string): Secrets {
  const secrets = new Secrets();
  secrets.add({ access_key: '', secret_key: `${secret},passphrase` });
  return secrets;
}

test('a key is struck out in every coding, and in every coding of a coding', () => {
  fc.assert(
    fc.property(key, coding, coding, (value, inner, outer) => {
      const secret = value.trim();
      const said = encode(outer, encode(inner, secret));
      const clean = secretsOf(secret).redact(`refused: ${said} is unknown`);
      expect(clean).toContain('***');
      expect(clean).not.toContain(said);
    }),
    { numRuns: 1500 },
  );
});

test('a key that is broken by a line feed, a blank or something that is not shown is struck out', () => {
  const between = fc.constantFrom('\n', '\r\n', ' ', '\u200b', '\u00ad', '\u2028', '\0');
  fc.assert(
    fc.property(key, fc.nat(), between, (value, place, cut) => {
      const secret = value.trim();
      const at = 1 + (place % (secret.length - 1));
      const clean = secretsOf(secret).redact(
        `refused: ${secret.slice(0, at)}${cut}${secret.slice(at)} is unknown`,
      );
      expect(clean).toBe('refused: *** is unknown');
    }),
    { numRuns: 600 },
  );
});

test('base64 whose lines were put on one', () => {
  const lines = Buffer.from('S3CRET/abc+def=0123456789').toString('base64').replace(/.{20}/g, '$& ');
  expect(secretsOf('S3CRET/abc+def=0123456789').redact(`got ${lines}!`)).toMatch(/^got \*\*\*=*!$/);
});

test('a key with backslashes, in every coding', () => {
  const secret = 'pass\\word\\"of/mine\\';
  for (const [name, write] of Object.entries(codings))
    expect(secretsOf(secret).redact(`<${write(secret)}>`), name).toContain('***');
});

test('escaped percent signs, twice and three times', () => {
  const secret = 'ab/cd+ef=gh ij/kl';
  const twice = encodeURIComponent(encodeURIComponent(secret));
  for (const said of [twice, encodeURIComponent(twice), JSON.stringify(JSON.stringify(secret))])
    expect(secretsOf(secret).redact(`<${said}>`)).toMatch(/^<["\\]*\*\*\*["\\]*>$/);
});

test('the first or the last part of a key beside dots or stars is struck out', () => {
  fc.assert(
    fc.property(
      key,
      coding,
      fc.constantFrom('...', '…', '***', '..', '••••', ' (truncated)', ' [Truncated]', '<truncated>'),
      fc.boolean(),
      (value, name, mark, head) => {
        fc.pre(!['blanks as plus signs', 'base64 among others'].includes(name));
        const secret = value.trim();
        const half = Math.ceil(secret.length / 2);
        fc.pre(half >= 8);
        const piece = encode(name, head ? secret.slice(0, half) : secret.slice(-half));
        // Cut in the middle of a letter, base64 has other digits for what is left.
        fc.pre(head || !/base64/.test(name));
        const clean = secretsOf(secret).redact(head ? `refused ${piece}${mark}` : `refused ${mark}${piece}`);
        expect(clean).not.toContain(piece);
      },
    ),
    { numRuns: 600 },
  );
});

test('a text that is cut holds no more than five characters of a key before the cut', () => {
  fc.assert(
    fc.property(key, fc.nat(80), (value, distance) => {
      const secret = value.trim();
      const said = `${'-'.repeat(20_000 - distance)}${secret}${'-'.repeat(100)}`;
      const clean = secretsOf(secret).redact(cutLong(said));
      for (let length = 6; length <= secret.length; length += 1)
        expect(clean).not.toContain(`-${secret.slice(0, length)}…`);
      expect(oneLine(clean, 600)).toHaveLength(600);
    }),
    { numRuns: 100 },
  );
});

test('a key is found wherever it stands in a long text', () => {
  const secret = 'S3CRET/abc+def=0123456789';
  const secrets = secretsOf(secret);
  for (const at of [0, 24_570, 32_760, 49_150, 98_300]) {
    const clean = secrets.redact(`${'x '.repeat(at / 2)}${encodeURIComponent(secret)}${' y'.repeat(60_000)}`);
    expect(clean).not.toContain('S3CRET');
    expect(clean).toContain('***');
  }
});

test('a PEM is struck out with other line feeds, and line by line', () => {
  const digits = Buffer.from(
    'a private key of several lines, as OpenSSL writes it, 0123456789'.repeat(3),
  ).toString('base64');
  const lines = digits.match(/.{1,64}/g) ?? [];
  const pem = ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----'].join('\n');
  const secrets = secretsOf(pem);
  for (const said of [
    pem,
    pem.replaceAll('\n', '\\n'),
    pem.replaceAll('\n', ' '),
    lines[1] ?? '',
    pem.replaceAll('\n', ''),
  ])
    expect(secrets.redact(`got ${said}!`)).not.toContain(lines[1]);
});

test('what is no secret stays', () => {
  const secrets = new Secrets();
  secrets.add({ access_key: 'an-access-key', secret_key: 'a-secret-key,operatorId=1234567890,simulate' });
  expect(secrets.redact('leave ",simulate" out; operatorId 1234567890 is unknown')).toBe(
    'leave ",simulate" out; operatorId *** is unknown',
  );
  expect(secrets.redact('"simulat" stands last... did you mean simulate?')).toBe(
    '"simulat" stands last... did you mean simulate?',
  );
});
