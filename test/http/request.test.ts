import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeQuery, splitUrl } from '../../src/http/request.js';

const PARTS = [
  '/',
  '//',
  '.',
  '..',
  '/./',
  '?',
  '#',
  '&',
  '=',
  '%',
  '%2e',
  '%2F',
  '@',
  ':',
  ' ',
  '\t',
  '\\',
  '~',
  "'",
  '"',
  '<',
  '^',
  '|',
  '[',
  'ü',
  '中',
  'a',
  'Z',
  '0',
  '-',
];
const tail = fc.array(fc.constantFrom(...PARTS), { maxLength: 12 }).map((parts) => parts.join(''));
const origin = fc.constantFrom(
  'https://www.okx.com',
  'http://127.0.0.1:7001',
  'https://example.com:443',
  'http://example.com:80',
  'HTTPS://Example.com',
  'http://[::1]:7001',
  'https://user:secret@example.com',
  'http://127.1',
  'http://0127.0.0.1:80',
  'https://a.example.',
  'https://xn--a.com',
  'https://a_b.example',
  'http://localhost:65536',
);

test('an address is split as URL reads it, whatever it holds', () => {
  fc.assert(
    fc.property(origin, tail, (start, rest) => {
      const text = start + rest;
      if (URL.canParse(text)) {
        const url = new URL(text);
        expect(splitUrl(text)).toEqual({ origin: url.origin, path: url.pathname + url.search });
      } else {
        expect(() => splitUrl(text)).toThrow(TypeError);
      }
    }),
    { numRuns: 3000 },
  );
});

test('half a character is no part of a query, and the field is named', () => {
  expect(encodeQuery({ a: '\ud83d\ude00' })).toBe('?a=%F0%9F%98%80');
  for (const query of [{ note: 'x\ud800' }, { 'note\udc00': 'x' }])
    expect(() => encodeQuery(query)).toThrow(/^"note.?" holds half a character/);
});
