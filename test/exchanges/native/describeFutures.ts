import { describe, expect, test } from 'vitest';
import type { Bench } from './createBench.js';
import { describeContractOrders } from './describeContractOrders.js';
import type { FundingFacts, FuturesFacts } from './FuturesFacts.js';

const symbolsOf = (rows: { symbol: string }[]) => rows.map(({ symbol }) => symbol).sort();

/** Contracts, their fundings, positions and orders, on a bench that the tests of the file use. */
export function describeFutures(bench: Bench, facts: FuturesFacts): void {
  const { exchange, ok, refused, asked } = bench;
  const { name, paths, idOf } = exchange;

  describe('symbols', () => {
    test.each(facts.symbols)('%s is %s', async (symbol, query) => {
      const data = await ok('ticker', { symbol });
      expect(asked(paths.ticker)[0]?.query).toBe(query);
      expect(data.symbol.toLowerCase()).toBe(symbol.toLowerCase());
      expect((await ok('depth', { symbol, limit: 5 })).asks).toHaveLength(5);
      expect((await ok('trades', { symbol })).length).toBeGreaterThan(10);
      expect(await ok('records', { symbol, period: 60, limit: 350 })).toHaveLength(350);
    });

    test.each<readonly [string, RegExp]>([
      ['NOPE_USDT.swap', new RegExp(`${name} has no "NOPE_USDT\\.swap"`)],
      ['USDT.swap', /is a range: name one instrument/],
      ['BTC_USDT.decade', new RegExp(`${name} has no "BTC_USDT\\.DECADE"`)],
      ...facts.noSymbols,
    ])('%s is refused', async (symbol, message) => {
      expect(await refused('ticker', { symbol })).toMatch(message);
      expect(asked(paths.ticker)).toEqual([]);
    });
  });

  describeFundings(bench, facts.fundings);
  describe.each([false, true])('trading with both sides apart: %s', (hedge) => {
    describeContractOrders(bench, facts.orders, hedge);
  });

  describe('bad input', () => {
    const swap = { symbol: 'BTC_USDT.swap' };
    const id = `${idOf.swap},1`;
    test.each<readonly [string, object, RegExp]>([
      [
        'positions',
        { symbol: 'BTC_USDT' },
        /BTC_USDT is a spot symbol: name a contract, like BTC_USDT\.swap/,
      ],
      ['setmarginlevel', { symbol: 'BTC_USDT', margin_level: '5' }, /is a spot symbol/],
      ['setmarginlevel', { ...swap, margin_level: '0' }, /margin_level must be above 0/],
      ['setmarginlevel', { ...swap, margin_level: 'ten' }, /margin_level must be a decimal number/],
      ['setmarginlevel', { symbol: 'USDT.swap', margin_level: '5' }, /is a range/],
      ['modifyorder', { id, price: '-1', amount: '-1' }, /changes nothing/],
      ['modifyorder', { id, price: '1.05', amount: '-1' }, /tick size/],
      ['cancel', { id: '1', symbol: 'USDT.swap' }, /is a range: name one instrument/],
      [
        'trade',
        { symbol: 'BTC_USDT', type: 'closebuy', price: '1', amount: '1' },
        /closes a futures position: on spot use buy or sell/,
      ],
      ...facts.badInput,
    ])('%s %j', async (method, params, message) => {
      expect(await refused(method, params)).toMatch(message);
      expect(bench.double.orders()).toEqual([]);
    });
  });
}

function describeFundings({ ok, refused, asked }: Bench, facts: FundingFacts): void {
  const queries = () => asked(facts.path).map(({ query }) => query);

  describe('fundings', () => {
    test('of one contract', async () => {
      const [row, ...more] = await ok('fundings', { symbol: 'LTC_USDT.swap' });
      expect(more).toEqual([]);
      expect(row).toMatchObject({
        ...{ symbol: 'LTC_USDT.swap', rate: expect.any(Number), interval: 4 * 3_600_000 },
      });
      expect(row.time).toBeGreaterThan(Date.now());
      expect(queries()).toEqual([facts.query]);
    });

    test.each(facts.ranges)('of the range %s', async (symbol, names, query) => {
      expect(symbolsOf(await ok('fundings', { symbol }))).toEqual(names);
      expect(queries().at(-1)).toBe(query);
    });

    test('of everything', async () => {
      const symbols = symbolsOf(await ok('fundings'));
      expect(symbols.length).toBeGreaterThan(5);
      expect(symbols).toEqual(expect.arrayContaining([...facts.all]));
      expect(new Set(symbols).size).toBe(symbols.length);
      expect(queries()).toHaveLength(facts.requests);
    });

    test.each(['BTC_USDT', 'BTC_USDT.this_week'])('%s has none', async (symbol) => {
      expect(await refused('fundings', { symbol })).toMatch(
        /has no funding rate: only perpetual contracts have/,
      );
    });
  });
}
