import * as v from 'valibot';
import { doneStatuses, openStatuses } from '../../protocol/order.js';
import { order, orderIdOnly } from '../../protocol/structures.js';
import { listed, type PlainTemplate, say } from '../../wording/say.js';
import { type Assertion, assertion, findNeighbours, findTwice, findTwins, sayDisorder } from './Assertion.js';

const NATIVE_ID = /^[^,]+,[^,]+$/;

const describeId = (id: string) => (NATIVE_ID.test(id) ? undefined : say('"{id}" is not SYMBOL,ID', { id }));

/** The exchange's own id: what stands behind the comma. */
export function nativeIdOf(id: string): string {
  return id.slice(id.lastIndexOf(',') + 1);
}

/** One order, or a list of them, as a list. */
function oneOrMany<Row>(row: v.GenericSchema<unknown, Row>) {
  return v.pipe(
    v.unknown(),
    v.transform((data) => [data].flat()),
    v.array(row),
  );
}

/** What has to hold for the answer to CreateOrder and ModifyOrder. */
export const orderIdAssertions: readonly Assertion[] = [
  assertion('id', "the id is the exchange's symbol, a comma and its id", orderIdOnly, ({ id }) =>
    describeId(id),
  ),
];

/** What has to hold for GetOrder. */
export const orderAssertions: readonly Assertion[] = [
  assertion(
    'id',
    "ids are the exchange's symbol, a comma and its id",
    oneOrMany(v.pick(order, ['id'])),
    (rows) => rows.map(({ id }) => describeId(id)).find(Boolean),
  ),
  assertion(
    'symbol',
    'the symbol is the one asked for',
    oneOrMany(v.pick(order, ['symbol'])),
    (rows, expected) => {
      const wrong = rows.find(({ symbol }) => expected.symbol !== undefined && symbol !== expected.symbol);
      return (
        wrong && say('"{found}", not "{expected}"', { found: wrong.symbol, expected: expected.symbol ?? '' })
      );
    },
  ),
  assertion(
    'filled',
    'deal_amount is not above amount',
    oneOrMany(v.pick(order, ['amount', 'deal_amount'])),
    (rows) => {
      const wrong = rows.find((row) => row.amount > 0 && row.deal_amount > row.amount * 1.000001);
      return (
        wrong && say('deal_amount {filled} of {amount}', { filled: wrong.deal_amount, amount: wrong.amount })
      );
    },
  ),
];

/** What has to hold for every list of orders. */
const listAssertions: readonly Assertion[] = [
  ...orderAssertions,
  assertion('unique', 'each order appears once', v.array(v.pick(order, ['id'])), (rows) =>
    findTwice(rows.map(({ id }) => id)),
  ),
  assertion(
    'told-once',
    'no order is told again as one of another product',
    v.array(v.pick(order, ['id', 'type', 'price', 'amount', 'deal_amount', 'time'])),
    (rows) => {
      const twins = findTwins(rows, ({ id, ...terms }) => JSON.stringify([nativeIdOf(id), terms]));
      return twins && twins[0].id !== twins[1].id
        ? say('{one} is {other} as well', { one: twins[0].id, other: twins[1].id })
        : undefined;
    },
  ),
];

/** What has to hold for GetOrders. */
export const openOrdersAssertions: readonly Assertion[] = [
  ...listAssertions,
  statusAssertion(openStatuses, 'status says that the order is open'),
];

/** What has to hold for GetHistoryOrders. */
export const historyOrdersAssertions: readonly Assertion[] = [
  ...listAssertions,
  statusAssertion(doneStatuses, 'status says that the order is done'),
  assertion(
    'limit',
    'there are no more orders than asked for',
    v.array(v.unknown()),
    (rows, { limit = 0 }) =>
      limit > 0 && rows.length > limit
        ? say('{count} orders, {limit} were asked for', { count: rows.length, limit })
        : undefined,
  ),
  assertion('oldest-first', 'the oldest order comes first', v.array(v.pick(order, ['time'])), (rows) => {
    const wrong = findNeighbours(rows, (before, after) => (before.time ?? 0) <= (after.time ?? Infinity));
    return wrong && sayDisorder(wrong[0].time ?? 0, wrong[1].time ?? 0);
  }),
];

function statusAssertion(words: readonly string[], title: PlainTemplate): Assertion {
  return assertion('status', title, v.array(v.object({ status: v.optional(v.string()) })), (rows) => {
    const wrong = rows.find(({ status }) => status === undefined || !words.includes(status));
    if (!wrong) return undefined;
    return wrong.status === undefined
      ? say('the field status is missing')
      : say('"{status}" is not one of {words}', { status: wrong.status, words: listed(words) });
  });
}
