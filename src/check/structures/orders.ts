import * as v from 'valibot';
import { doneStatuses, openStatuses } from '../../protocol/order.js';
import { order, orderIdOnly } from '../../protocol/structures.js';
import { type Assertion, assertion, findDouble, findNeighbours, findTwins } from './Assertion.js';

const NATIVE_ID = /^[^,]+,[^,]+$/;

const describeId = (id: string) => (NATIVE_ID.test(id) ? undefined : `"${id}" is not SYMBOL,ID`);

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
      return wrong && `"${wrong.symbol}", not "${expected.symbol}"`;
    },
  ),
  assertion(
    'filled',
    'deal_amount is not above amount',
    oneOrMany(v.pick(order, ['amount', 'deal_amount'])),
    (rows) => {
      const wrong = rows.find((row) => row.amount > 0 && row.deal_amount > row.amount * 1.000001);
      return wrong && `deal_amount ${wrong.deal_amount} of ${wrong.amount}`;
    },
  ),
];

/** What has to hold for every list of orders. */
const listAssertions: readonly Assertion[] = [
  ...orderAssertions,
  assertion('unique', 'each order appears once', v.array(v.pick(order, ['id'])), (rows) => {
    const double = findDouble(rows.map(({ id }) => id));
    return double === undefined ? undefined : `${double} appears twice`;
  }),
  assertion(
    'told-once',
    'no order is told again as one of another product',
    v.array(v.pick(order, ['id', 'type', 'price', 'amount', 'deal_amount', 'time'])),
    (rows) => {
      const twins = findTwins(rows, ({ id, ...terms }) => JSON.stringify([nativeIdOf(id), terms]));
      return twins && twins[0].id !== twins[1].id ? `${twins[0].id} is ${twins[1].id} as well` : undefined;
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
      limit > 0 && rows.length > limit ? `${rows.length} orders, ${limit} were asked for` : undefined,
  ),
  assertion('oldest-first', 'the oldest order comes first', v.array(v.pick(order, ['time'])), (rows) => {
    const wrong = findNeighbours(rows, (before, after) => (before.time ?? 0) <= (after.time ?? Infinity));
    return wrong && `${wrong[1].time} comes after ${wrong[0].time}`;
  }),
];

function statusAssertion(words: readonly string[], title: string): Assertion {
  return assertion('status', title, v.array(v.object({ status: v.optional(v.string()) })), (rows) => {
    const wrong = rows.find(({ status }) => status === undefined || !words.includes(status));
    if (!wrong) return undefined;
    return wrong.status === undefined
      ? 'the field status is missing'
      : `"${wrong.status}" is not one of ${words.join(', ')}`;
  });
}
