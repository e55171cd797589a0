import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indentJson, memberText } from '../../../src/cli/call/jsonText.js';

describe('memberText', () => {
  it('cuts a member out byte for byte', () => {
    const text = ' { "data" : [ 1.0, {"raw":"}"} ] , "r\\u0061w": { "id" : 2896576259728695296 }\n}';
    expect(memberText(text, 'data')).toBe('[ 1.0, {"raw":"}"} ]');
    expect(memberText(text, 'raw')).toBe('{ "id" : 2896576259728695296 }');
    expect(memberText(text, 'error')).toBeUndefined();
  });

  it('agrees with JSON.parse', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(3), (object, indent) => {
        const text = JSON.stringify(object, null, indent);
        for (const [name, value] of Object.entries<unknown>(JSON.parse(text))) {
          expect(JSON.parse(memberText(text, name) ?? '')).toEqual(value);
        }
      }),
    );
  });

  it('takes the last of two members with one name', () => {
    expect(memberText('{"a":"x","a":[]}', 'a')).toBe('[]');
  });
});

describe('indentJson', () => {
  it('indents as JSON.stringify does', () => {
    fc.assert(
      fc.property(
        fc.jsonValue().filter((value) => !/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u.test(JSON.stringify(value))),
        (value) => {
          const text = JSON.stringify(value);
          expect(indentJson(text)).toBe(JSON.stringify(JSON.parse(text), null, 2));
        },
      ),
    );
  });

  it('keeps digits, repeated names and escapes as they are', () => {
    expect(indentJson('{"a":1.50,"a":12345678901234567890.000,"b":"\\u00e9\\""}')).toBe(
      '{\n  "a": 1.50,\n  "a": 12345678901234567890.000,\n  "b": "\\u00e9\\""\n}',
    );
  });

  it('writes control characters as escapes', () => {
    expect(indentJson('"\u009B31m\u202E"')).toBe('"\\u009b31m\\u202e"');
  });
});
