import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeJson, parseJson, RawJson } from '../../src/protocol/json.js';

test('a number that a double cannot hold comes out as the string of its digits', () => {
  expect(parseJson('{"id":2896576259728695296,"n":[0.1,12345678901234567.5],"small":42}')).toEqual({
    id: '2896576259728695296',
    n: [0.1, '12345678901234567.5'],
    small: 42,
  });
});

test.each([
  '1e-400',
  '-1E-330',
  '1e400',
  '-2.5E+309',
  '0.1e-330',
  `0.${'0'.repeat(400)}1`,
  '1e-0400',
  '100e-00000350',
])('%s, too small or too large for a double, keeps its text', (digits) => {
  expect(parseJson(`{"price":${digits},"list":[ ${digits}]}`)).toEqual({ price: digits, list: [digits] });
  expect(parseJson(digits)).toBe(digits);
});

test('a zero is a zero, however it is written, and a small exponent a number', () => {
  expect(parseJson('[0e-400,0.0E+999,1e-300,1e300,-0e1000]')).toEqual([0, 0, 1e-300, 1e300, -0]);
});

test('agrees with JSON.parse, numbers taken as their digits, on everything that JSON.stringify writes', () => {
  const digits = (value: unknown) =>
    JSON.parse(JSON.stringify(value), (_key, item) => (typeof item === 'number' ? String(item) : item));
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const text = JSON.stringify(value);
      expect(digits(parseJson(text))).toEqual(digits(JSON.parse(text)));
    }),
  );
});

test('every integer keeps its digits', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), (id) => {
      expect(String(Object.values(parseJson(`{"id": ${id}}`) ?? {})[0])).toBe(String(id));
    }),
  );
});

test.each([
  '',
  '{',
  '{"a":1,}',
  '{"a":01}',
  '[1 2]',
  'NaN',
  "{'a':1}",
  '{"id":2896576259728695296',
  '<html>',
])('%j is refused', (text) => {
  expect(() => parseJson(text)).toThrow(SyntaxError);
});

test('raw JSON is passed on byte for byte, alone and in lists', () => {
  const text = '{ "id": 2896576259728695296, "px": 1.10 }';
  expect(encodeJson(new RawJson(text))).toBe(text);
  expect(encodeJson([new RawJson(text), new RawJson('[]')])).toBe(`[${text},[]]`);
  expect(encodeJson({ a: 1 })).toBe('{"a":1}');
  expect(encodeJson(undefined)).toBe('null');
});

test.each([
  ['nested 100,000 deep', `{"id":2896576259728695296,"deep":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
  [
    'with millions of escapes in one text',
    `{"id":2896576259728695296,"text":"${'\\n\\"'.repeat(2_000_000)}"}`,
  ],
])('JSON %s keeps its digits', (_what, text) => {
  expect(Object(parseJson(text)).id).toBe('2896576259728695296');
});

test.each([
  '{2896576259728695296:1}',
  '{"id":2896576259728695296.}',
  '["a"2896576259728695296]',
  '[--2896576259728695296]',
])('%j is refused as well', (text) => {
  expect(() => parseJson(text)).toThrow(SyntaxError);
});

test('digits within a text are left alone', () => {
  const value = { 'a\\': '\\",2896576259728695296,', b: ':2896576259728695296}' };
  expect(parseJson(JSON.stringify({ id: 1, ...value }).replace(':1', ':2896576259728695296'))).toEqual({
    id: '2896576259728695296',
    ...value,
  });
});
