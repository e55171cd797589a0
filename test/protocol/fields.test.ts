import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
  decimalField,
  emptyDecimalField,
  flagField,
  isoTimeField,
  optionalDecimalField,
  optionalIsoTimeField,
  optionalTimeField,
  textField,
  timeField,
} from '../../src/protocol/fields.js';
import { parseWith } from '../../src/protocol/parseWith.js';

/** What a field of a row becomes; absent where `row` has none. */
function read(field: v.GenericSchema, row: object): unknown {
  return Object(parseWith(v.object({ field }), row)).field;
}

describe('a decimal that an exchange sent', () => {
  test.each([
    ['0.10', '0.10'],
    ['1.2e-8', '0.000000012'],
    [1e-8, '0.00000001'],
    ['1E-8', '0.00000001'],
    ['+5', '5'],
    [' 0.10 ', '0.10'],
    ['.5', '0.5'],
    ['5.', '5'],
    [5, '5'],
    ['-0', '0'],
    ['-0.00', '0.00'],
    [-0, '0'],
    ['123456789012345678901234567890.123456789', '123456789012345678901234567890.123456789'],
  ])('%j is %s', (value, plain) => {
    for (const field of [decimalField, optionalDecimalField, emptyDecimalField]) {
      expect(read(field, { field: value })).toBe(plain);
    }
  });

  test.each([['abc'], ['NaN'], ['Infinity'], [true], [{}], [[]], ['1,000'], ['0x1f'], ['1e300'], [1e300]])(
    '%j is named, and never becomes 0',
    (value) => {
      for (const field of [decimalField, optionalDecimalField, emptyDecimalField]) {
        expect(() => read(field, { field: value })).toThrow(/^field must be a decimal number, not /);
      }
    },
  );

  test('none is "", where a row may do without', () => {
    expect([{}, { field: null }, { field: '' }].map((row) => read(optionalDecimalField, row))).toEqual([
      '',
      '',
      '',
    ]);
    expect([{ field: null }, { field: '' }].map((row) => read(emptyDecimalField, row))).toEqual(['', '']);
    expect(() => read(emptyDecimalField, {})).toThrow('field is missing');
    for (const row of [{}, { field: null }, { field: '' }]) {
      expect(() => read(decimalField, row)).toThrow('field is missing');
    }
  });
});

test('times are milliseconds', () => {
  expect(
    [1731028903911, '1731028903911', '1.731028903911e12'].map((field) => read(timeField, { field })),
  ).toEqual(Array(3).fill('1731028903911'));
  for (const field of ['1731028903', 1731028903911000, 'soon', '0']) {
    expect(() => read(timeField, { field })).toThrow('field must be a time in milliseconds');
  }
  expect(read(optionalTimeField, { field: null })).toBe('');
});

test('ISO times become milliseconds', () => {
  const spellings = [
    '2026-01-15T08:00:05.123Z',
    '2026-01-15T08:00:05.123456789Z',
    '2026-01-15T16:00:05.123+0800',
  ];
  expect(spellings.map((field) => read(isoTimeField, { field }))).toEqual(Array(3).fill('1768464005123'));
  expect(read(isoTimeField, { field: '2026-01-15T08:00Z' })).toBe('1768464000000');
  // Without a zone it may be any time; a date is none.
  for (const field of ['2026-01-15T08:00:05', '2026-01-15', '2026-13-15T08:00:05Z', 1768464005123]) {
    expect(() => read(isoTimeField, { field })).toThrow('field must be a time like 2026-01-15T08:00:05Z');
  }
  expect(read(optionalIsoTimeField, { field: null })).toBe('');
});

test('texts and flags', () => {
  expect(read(textField, { field: 42 })).toBe('42');
  expect(() => read(textField, { field: '' })).toThrow('field is missing');
  expect([true, 'true', false, 'false', null, ''].map((field) => read(flagField, { field }))).toEqual([
    ...[true, true, false, false, false, false],
  ]);
  expect(() => read(flagField, { field: 'maybe' })).toThrow('field must be true or false');
});
