import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseFields } from '../../../src/adapter/fixRows.js';
import { parseOrder } from '../../../src/exchanges/ctrader/parse.js';
import { reportRow, reportTags } from '../../../src/exchanges/ctrader/replies.js';
import { type FixField, FixMessage } from '../../../src/fix/FixMessage.js';
import { parseWith } from '../../../src/protocol/parseWith.js';
import { order as orderSchema } from '../../../src/protocol/structures.js';

/** A report of a limit order for 3000 EUR, but for what is said otherwise. */
function report(changes: Readonly<Record<number, string | undefined>> = {}) {
  const usual = { 37: '101', 11: 'abc', 55: '1', 54: '1', 40: '2', 39: '0', 38: '3000', 14: '0', 44: '1.08' };
  const time = { 60: '20260115-08:00:05.123' };
  const fields = Object.entries({ ...usual, ...time, ...changes }).flatMap(([tag, value]): FixField[] =>
    value === undefined ? [] : [[Number(tag), value]],
  );
  return parseFields(reportRow, new FixMessage([[35, '8'], ...fields]), reportTags);
}
const orderOf = (changes?: Readonly<Record<number, string | undefined>>, symbol = 'EUR_USD.swap') =>
  parseOrder({ ...report(changes), name: 'EURUSD', id: 'fmz' }, symbol);

test('an order', () => {
  expect(orderOf()).toEqual({
    ...{ id: 'EURUSD,fmz', symbol: 'EUR_USD.swap', type: 'buy', status: 'pending' },
    ...{
      amount: 3000,
      price: 1.08,
      deal_amount: 0,
      avg_price: 0,
      time: 1768464005123,
      contract_type: 'swap',
    },
  });
});

test.each([
  [
    { 39: '0', 14: undefined },
    { status: 'pending', deal_amount: 0 },
  ],
  [
    { 39: '1', 14: '1000', 6: '1.0801' },
    { status: 'partial-filled', deal_amount: 1000, avg_price: 1.0801 },
  ],
  [
    { 39: '2', 14: '3000', 6: '1.08' },
    { status: 'filled', deal_amount: 3000, avg_price: 1.08 },
  ],
  [{ 39: '4' }, { status: 'canceled' }],
  [
    { 39: '4', 14: '1000', 6: '1.08' },
    { status: 'partial-canceled', deal_amount: 1000 },
  ],
  [{ 39: 'C' }, { status: 'canceled' }],
  [{ 39: '8', 14: undefined }, { status: 'canceled' }],
  [
    { 40: '1', 44: undefined, 54: '2' },
    { price: 0, type: 'sell' },
  ],
  [{ 40: '3', 44: undefined, 99: '1.2' }, { price: 1.2 }],
])('%j is told', (changes, told) => {
  expect(orderOf(changes)).toMatchObject(told);
});

test('what has no quote currency has no contract type', () => {
  expect(orderOf({}, 'US30')).not.toHaveProperty('contract_type');
});

test.each<[Readonly<Record<number, string | undefined>>, string]>([
  [{ 37: undefined }, 'orderId is missing (tag 37)'],
  [{ 54: '7' }, 'side is neither 1 nor 2 (tag 54)'],
  [{ 38: undefined }, 'amount is missing (tag 38)'],
  [{ 38: 'x' }, 'amount must be a decimal number, not "x" (tag 38)'],
  [{ 44: undefined }, 'price is missing (tag 44)'],
  [{ 14: '5' }, 'averagePrice is missing (tag 6)'],
  [{ 39: '2', 14: undefined }, 'filled is missing (tag 14)'],
  [{ 60: 'now' }, 'time must be a time like'],
])('%j is not as documented', (changes, problem) => {
  expect(() => report(changes)).toThrow(`the answer is not as documented: ${problem}`);
});

const amounts = fc.integer({ min: 1, max: 10_000_000 }).map((cents) => (cents / 100).toFixed(2));
const prices = fc.integer({ min: 1, max: 9_999_999 }).map((points) => (points / 100_000).toFixed(5));

test('every order that a report can tell of is one of FMZ', () => {
  const kinds = fc.record({
    38: amounts,
    39: fc.constantFrom('0', '1', '2', '4', '8', 'C', 'Z'),
    40: fc.constantFrom('1', '2', '3'),
    44: prices,
    54: fc.constantFrom('1', '2'),
    14: amounts,
    6: prices,
  });
  fc.assert(
    fc.property(kinds, (changes) => {
      const order = orderOf(changes);
      expect(parseWith(orderSchema, order)).toEqual(order);
      expect(order).toMatchObject({ amount: Number(changes[38]), deal_amount: Number(changes[14]) });
    }),
  );
});
