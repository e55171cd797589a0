import * as v from 'valibot';
import { expect, test } from 'vitest';
import {
  optionalUtcTimeField,
  parseFields,
  readGroup,
  rowOf,
  untilTotal,
  utcTimeField,
} from '../../src/adapter/fixRows.js';
import { ownRow } from '../../src/adapter/rows.js';
import { FixMessage } from '../../src/fix/FixMessage.js';
import { decimalField, optionalDecimalField, textField } from '../../src/protocol/fields.js';

const tags = { orderId: 37, price: 44, amount: 38 };
const schema = v.object({ orderId: textField, price: optionalDecimalField, amount: decimalField });
const message = (...fields: [number, string][]) => new FixMessage([[35, '8'], ...fields]);

test('a message is a row of what the adapter names, digit for digit', () => {
  const report = message([37, '0007'], [38, '1000.50'], [58, 'text']);
  expect(rowOf(report, tags)).toEqual({ orderId: '0007', amount: '1000.50' });
  expect(parseFields(schema, report, tags)).toEqual({ orderId: '0007', price: '', amount: '1000.50' });
});

test('what is not as documented is named with its tag', () => {
  const parse = (...fields: [number, string][]) => parseFields(schema, message(...fields), tags);
  expect(() => parse([38, '1'])).toThrow('the answer is not as documented: orderId is missing (tag 37)');
  expect(() => parse([37, '7'], [38, 'x'])).toThrow(
    'the answer is not as documented: amount must be a decimal number, not "x" (tag 38)',
  );
});

test('a row of the account is named by its id', () => {
  const own = ownRow('order', 'orderId', schema);
  expect(() => parseFields(own, message([37, '7']), tags)).toThrow(
    'the answer is not as documented: message (order 7): amount is missing',
  );
});

test('an answer is complete when as many messages have come as they say there are', () => {
  const report = message([911, '2']);
  expect(untilTotal(911)([report])).toBe(false);
  expect(untilTotal(911)([report, report])).toBe(true);
  expect(untilTotal(911)([report, message()])).toBe(true);
  expect(untilTotal(911)([message([911, '3']), message()])).toBe(false);
  expect(untilTotal(911, 727)([message([727, '3'])])).toBe(false);
  expect(untilTotal(911)([message([911, '0'])])).toBe(true);
});

test('one that does not say how many there are is all there is', () => {
  expect(untilTotal(911)([message()])).toBe(true);
  expect(untilTotal(911)([message([911, 'many'])])).toBe(true);
});

test('a group of another length than the message says is no answer', () => {
  const book = message([268, '2'], [269, '0'], [270, '1.1']);
  expect(() => readGroup(book, 268, [269, 270])).toThrow(
    'the answer is not as documented: the message says 268=2 and holds 1 such entries',
  );
  expect(readGroup(message([268, '1'], [269, '0']), 268, [269]).map((entry) => entry.get(269))).toEqual([
    '0',
  ]);
});

test('times of FIX are Unix ms', () => {
  expect(v.parse(utcTimeField, '20260115-08:00:05.123456')).toBe('1768464005123');
  expect(v.parse(optionalUtcTimeField, undefined)).toBe('');
  const at = (time: string) => () =>
    parseFields(v.object({ time: utcTimeField }), message([60, time]), { time: 60 });
  expect(at('2026-01-15T08:00:05Z')).toThrow(
    'time must be a time like 20260115-08:00:05.000, not "2026-01-15T08:00:05Z" (tag 60)',
  );
  expect(() => parseFields(v.object({ time: utcTimeField }), message(), { time: 60 })).toThrow(
    'time is missing (tag 60)',
  );
});
