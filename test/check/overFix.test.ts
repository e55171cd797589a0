import { afterEach, expect, test } from 'vitest';
import { findSymbol } from '../../src/check/findSymbol.js';
import { RawHttpClient } from '../../src/check/RawHttpClient.js';
import { type CheckReport, checkCases, runCases } from '../../src/check/runCases.js';
import { WatchedSessions } from '../../src/cli/check/WatchedSessions.js';
import { createFixPool } from '../../src/fix/FixPool.js';
import { Proxies } from '../../src/http/Proxies.js';
import { type DeribitDouble, startDeribitDouble } from '../doubles/deribit/startDeribitDouble.js';
import { deribitExchange } from '../support/deribit/deribitExchange.js';
import { startPlugin } from '../support/startPlugin.js';
import { failures, noKeys, outcomes } from './checkBroker.js';

const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

/** Checks an exchange that speaks FIX, as `fmzproto check Deribit` does. */
async function check({
  keys: own,
  trade = false,
  groups,
  exchange = deribitExchange(),
}: {
  keys?: typeof noKeys;
  trade?: boolean;
  groups?: readonly string[];
  exchange?: ReturnType<typeof deribitExchange>;
} = {}): Promise<{
  double: DeribitDouble;
  report: CheckReport;
}> {
  const double = await startDeribitDouble();
  const keys = own ?? double.keys;
  const sessions = new WatchedSessions();
  const fix = createFixPool({ proxies: new Proxies(), advise: false, observer: sessions.observer });
  sessions.watch(fix);
  const plugin = await startPlugin({
    exchanges: [exchange],
    baseUrls: { Deribit: double.restUrl, 'Deribit.fix': double.url },
    fix,
    onLog: (line) => sessions.write(line),
  });
  cleanUps.push(plugin.stop, double.close);
  const http = new RawHttpClient(new URL(`${plugin.url}/Deribit`), 10_000);
  const { symbol = '' } = await findSymbol(http, keys);
  const conceal = (text: string) => text;
  const report = await runCases({
    ...{ http, symbol, keys, trade, publicData: false, sessions, conceal },
    wanted: ({ group }) => groups?.includes(group) ?? true,
  });
  return { double, report };
}

test('an exchange over FIX has no defect, and each message was sent as often as it had to', async () => {
  const { double, report } = await check();
  expect(failures(report)).toEqual([]);
  expect(report.cases).toHaveLength(checkCases.length);
  expect(outcomes(report)).toMatchObject({
    ...{ 'ticker.shape': 'ok', 'records.shape': 'ok', 'accounts.shape': 'ok', 'positions.shape': 'ok' },
    ...{ 'session.one-logon': 'ok', 'session.refused-once': 'ok', 'session.secrets': 'ok' },
  });
  expect([double.orders.length, double.fix.count('D')]).toEqual([0, 0]);
});

test('with --trade its orders are found, also behind a session that is cut, and none is left', async () => {
  const { double, report } = await check({ trade: true });
  expect(failures(report)).toEqual([]);
  expect(outcomes(report)).toMatchObject({ 'session.cut-order': 'ok', 'session.sent-once': 'ok' });
  expect(report.warning).toBeUndefined();
  expect(double.orders.every(({ state }) => state === '4')).toBe(true);
});

test('an exchange that lists no orders is judged by GetOrder', async () => {
  const { double, report } = await check({
    trade: true,
    exchange: deribitExchange({ listsOrders: false }),
    groups: ['orders', 'order', 'cancel', 'session'],
  });
  expect(failures(report)).toEqual([]);
  expect(outcomes(report)).toMatchObject({
    'orders.lists-placed': 'not supported: Deribit does not support GetOrders',
    'cancel.leaves-list': 'not supported: Deribit does not support GetOrders',
    ...{ 'cancel.at-once': 'ok', 'session.cut-order': 'ok', 'session.sent-once': 'ok' },
  });
  expect(double.orders.every(({ state }) => state === '4')).toBe(true);
});

test('without keys nothing fails and nothing is sent, and each case says how to give them', async () => {
  const { double, report } = await check({
    keys: noKeys,
    groups: ['transport', 'ticker', 'depth', 'markets', 'session'],
  });
  expect(failures(report)).toEqual([]);
  const needs = 'needs keys: set FMZPROTO_ACCESS_KEY and FMZPROTO_SECRET_KEY';
  expect(outcomes(report)).toMatchObject({
    ...{ 'ticker.shape': needs, 'depth.recent': needs, 'markets.shape': needs, 'session.one-logon': needs },
  });
  expect(double.fix.count('D')).toBe(0);
});
