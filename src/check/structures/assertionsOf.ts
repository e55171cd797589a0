import * as v from 'valibot';
import { type MethodName, methods } from '../../protocol/methods.js';
import { describeIssue } from '../../protocol/parseWith.js';
import { type Assertion, type Expectation, UNREADABLE } from './Assertion.js';
import { balancesAssertions, fundingsAssertions, positionsAssertions } from './account.js';
import {
  depthAssertions,
  marketsAssertions,
  tickerAssertions,
  tickersAssertions,
  tradesAssertions,
} from './market.js';
import {
  historyOrdersAssertions,
  openOrdersAssertions,
  orderAssertions,
  orderIdAssertions,
} from './orders.js';
import { recordsAssertions } from './records.js';

/** What has to hold for the data of each method, beyond the shape that the method table gives it. */
export const assertionsOf: Readonly<Record<MethodName, readonly Assertion[]>> = {
  ticker: tickerAssertions,
  depth: depthAssertions,
  trades: tradesAssertions,
  records: recordsAssertions,
  accounts: balancesAssertions,
  assets: balancesAssertions,
  trade: orderIdAssertions,
  orders: openOrdersAssertions,
  order: orderAssertions,
  historyorders: historyOrdersAssertions,
  cancel: [],
  io: [],
  markets: marketsAssertions,
  tickers: tickersAssertions,
  positions: positionsAssertions,
  setmarginlevel: [],
  fundings: fundingsAssertions,
  modifyorder: orderIdAssertions,
};

/**
 * What is wrong with the shape of a method's data, field by field.
 *
 * @example findShapeDefects('orders', [{ state: 'pending' }])[0] // '0.id is missing'
 */
export function findShapeDefects(name: MethodName, data: unknown): string[] {
  const result = v.safeParse(methods[name].data, data);
  return result.success ? [] : result.issues.map((issue) => describeIssue(issue, 'data'));
}

/**
 * Everything that is wrong with the data of a method; empty where all is well.
 *
 * @example expect(findDefects('depth', answer.data, { symbol: 'BTC_USDT', limit: 5, now: Date.now() })).toEqual([])
 */
export function findDefects(name: MethodName, data: unknown, expected: Expectation): string[] {
  const meaning = assertionsOf[name].flatMap(({ id, find }) => {
    const defect = find(data, expected);
    return defect === undefined || defect === UNREADABLE ? [] : [`${id}: ${defect}`];
  });
  return [...findShapeDefects(name, data), ...meaning];
}
