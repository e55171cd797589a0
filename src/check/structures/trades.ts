import * as v from 'valibot';
import { trades } from '../../protocol/structures.js';
import { type Assertion, assertion, findDouble, findFar, findNeighbours, findStale } from './Assertion.js';

const row = trades.item;

/** What has to hold for GetTrades. */
export const tradesAssertions: readonly Assertion[] = [
  assertion('oldest-first', 'the oldest trade comes first', v.array(v.pick(row, ['time'])), (rows) => {
    const wrong = findNeighbours(rows, (before, after) => before.time <= after.time);
    return wrong && `${wrong[1].time} comes after ${wrong[0].time}`;
  }),
  assertion('ids', 'each trade has an id of its own', v.array(v.pick(row, ['id'])), (rows) => {
    const double = findDouble(rows.map(({ id }) => id));
    return double === undefined ? undefined : `the id ${double} appears twice`;
  }),
  assertion(
    'positive',
    'prices and amounts are above 0',
    v.array(v.pick(row, ['price', 'amount'])),
    (rows) => {
      const wrong = rows.find(({ price, amount }) => price <= 0 || amount <= 0);
      return wrong && `price ${wrong.price}, amount ${wrong.amount}`;
    },
  ),
  assertion(
    'price',
    'the latest price is close to the ticker',
    v.array(v.pick(row, ['price'])),
    (rows, expected) =>
      findFar(
        rows.slice(-1).map(({ price }) => price),
        expected,
      ),
  ),
  assertion(
    'recent',
    'times are recent, in milliseconds',
    v.array(v.pick(row, ['time'])),
    (rows, { now }) => {
      const latest = rows.at(-1);
      return latest && findStale(latest.time, now, 24);
    },
  ),
];
