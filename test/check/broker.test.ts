import { afterEach, describe, expect, test } from 'vitest';
import { CheckContext } from '../../src/check/CheckContext.js';
import { findSymbol } from '../../src/check/findSymbol.js';
import { RawHttpClient } from '../../src/check/RawHttpClient.js';
import { type CheckReport, runCases } from '../../src/check/runCases.js';
import { Broker, type BrokerTraits, brokerKeys } from './Broker.js';
import { type FaultyPlugin, startFaulty } from './startFaulty.js';

const plugins: FaultyPlugin[] = [];
afterEach(() => {
  for (const plugin of plugins.splice(0)) plugin.close();
});

const none = { access_key: '', secret_key: '' };

async function open(traits: BrokerTraits) {
  const broker = new Broker(traits);
  const plugin = await startFaulty((request) => broker.answer(request));
  plugins.push(plugin);
  return { broker, http: new RawHttpClient(plugin.url, 10_000) };
}

/** Checks a broker as `fmzproto check --trade` does. */
async function check(
  traits: BrokerTraits,
  { only, keys = brokerKeys, trade = true }: { only?: string[]; keys?: typeof none; trade?: boolean } = {},
): Promise<CheckReport & { broker: Broker; symbol: string }> {
  const { broker, http } = await open(traits);
  const symbol = await findSymbol(http, keys);
  const report = await runCases({
    http,
    symbol,
    keys,
    trade,
    wanted: ({ id }) => only?.includes(id) ?? true,
    conceal: (text) => text,
  });
  return { ...report, broker, symbol };
}

const failures = ({ cases }: CheckReport) =>
  cases.filter(({ status }) => status === 'fail').map(({ id, reason }) => `${id}: ${reason}`);
const outcomes = ({ cases }: CheckReport) =>
  Object.fromEntries(cases.map(({ id, status, reason }) => [id, reason ?? status]));

test('a stock broker has no defect', async () => {
  const report = await check({});
  expect(failures(report)).toEqual([]);
  expect(report.warning).toBeUndefined();
  expect(report.broker.orders.every(({ status }) => status === 'canceled')).toBe(true);
  expect(outcomes(report)).toMatchObject({
    'positions.shape': 'ok',
    'symbols.another': 'ok',
    'cancel.cancels': 'ok',
  });
});

describe('the symbol is one of the exchange itself', () => {
  test.each<[BrokerTraits, string, string]>([
    [{}, 'AAPL_USD', 'ACME_USD'],
    [{ idle: ['AAPL_USD'] }, 'ACME_USD', 'MSFT_USD'],
    [{ symbols: ['TATA_INR', 'ARAMCO_INR'] }, 'ARAMCO_INR', 'TATA_INR'],
    [{ symbols: ['AUD_NZD', 'EUR_USD', 'GBP_USD'] }, 'EUR_USD', 'GBP_USD'],
    [{ keyed: true }, 'AAPL_USD', 'ACME_USD'],
  ])('%j: %s, and %s beside it', async (traits, symbol, other) => {
    const report = await check(traits, { only: ['ticker.symbol', 'symbols.another'], trade: false });
    expect(failures(report)).toEqual([]);
    expect(report.symbol).toBe(symbol);
    expect(outcomes(report)).toEqual({ 'ticker.symbol': 'ok', 'symbols.another': 'ok' });
    const { http } = await open(traits);
    const context = new CheckContext({ http, symbol, keys: brokerKeys, trade: false });
    expect(await context.symbols.other()).toBe(other);
  });

  test('an exchange of one symbol has no other', async () => {
    const report = await check({ symbols: ['ACME_USD'] }, { only: ['symbols.another'] });
    expect(outcomes(report)).toEqual({ 'symbols.another': 'GetMarkets lists no other symbol' });
  });
});
