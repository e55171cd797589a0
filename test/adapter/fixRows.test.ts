import * as v from 'valibot';
import { expect, test } from 'vitest';
import { parseFields, rowOf } from '../../src/adapter/fixRows.js';
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
