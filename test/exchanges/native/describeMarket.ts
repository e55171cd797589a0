import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Bench } from './createBench.js';
import { describeBars } from './describeBars.js';
import type { MarketFacts, TickerFacts } from './MarketFacts.js';

/** Market data, on a bench that enforces the published limits and serves all tests of the file. */
export function describeMarket(bench: Bench, facts: MarketFacts): void {
  const { callWithoutKeys: call, exchange } = bench;

  beforeAll(() => bench.open({ enforceLimits: true }));
  afterAll(() => bench.close());
  beforeEach(() => {
    bench.double.requests.length = 0;
    bench.double.clearFaults();
  });

  describeTicker(bench, facts.ticker);

  test.each(facts.depths)('depth of %s: limit %s gives %d levels a side', async (symbol, limit, levels) => {
    const begun = Date.now();
    const { asks, bids, time } = Object((await call('depth', { symbol, limit })).data);
    expect([asks.length, bids.length]).toEqual([levels, levels]);
    expect(asks).toEqual([...asks].sort((a, b) => a[0] - b[0]));
    expect(bids).toEqual([...bids].sort((a, b) => b[0] - a[0]));
    expect(bids[0][0]).toBeLessThan(asks[0][0]);
    expect(asks.flat().every((value: unknown) => typeof value === 'number')).toBe(true);
    expect(time).toBeGreaterThanOrEqual(begun);
    expect(time).toBeLessThanOrEqual(Date.now());
  });

  test.each(facts.trades)('trades of %s are the last %d, oldest first', async (symbol, count) => {
    const rows: { id: string; time: number; type: string }[] = Object(
      (await call('trades', { symbol })).data,
    );
    expect(rows).toHaveLength(count);
    expect(rows.map((row) => row.time)).toEqual(rows.map((row) => row.time).sort((a, b) => a - b));
    expect(rows.every((row) => typeof row.id === 'string' && ['buy', 'sell'].includes(row.type))).toBe(true);
  });

  describeBars(bench, facts.bars);

  test('markets are keyed by symbol, with steps and limits, and are kept', async () => {
    await bench.open({ enforceLimits: true });
    const answers = await Promise.all(Array.from({ length: 10 }, () => call('GetMarkets')));
    const markets = Object(answers[0]?.data);
    for (const [symbol, market] of Object.entries(facts.markets)) expect(markets[symbol]).toEqual(market);
    const queries = bench.double.requests.map(({ query }) => query.replace(/cursor=.*/, 'cursor=...'));
    expect(queries).toEqual(facts.marketQueries);
    expect(new Set(answers.map(({ error }) => error))).toEqual(new Set([undefined]));
  });

  test('tickers are those of all pairs and contracts, each once', async () => {
    const symbols: string[] = Object((await call('tickers')).data).map(
      (row: { symbol: string }) => row.symbol,
    );
    expect(symbols).toEqual(expect.arrayContaining(['BTC_USDT', 'ETH_USDT', 'LTC_USDT', 'BTC_USDT.swap']));
    expect(symbols).toEqual(expect.arrayContaining(['BTC_USD.swap', 'BTC_USDC.swap', 'BTC_USDT.this_week']));
    expect(new Set(symbols).size).toBe(symbols.length);
  });

  test('45 calls at once stay below the published limit', async () => {
    const answers = await Promise.all(
      Array.from({ length: 45 }, (_, index) =>
        call('records', { symbol: 'LTC_USDT', period: 60, limit: 1 + index }),
      ),
    );
    expect(answers.filter(({ error }) => error)).toEqual([]);
    expect(bench.asked(exchange.paths.bars)).toHaveLength(45);
  });
}

function describeTicker(bench: Bench, facts: TickerFacts): void {
  const { callWithoutKeys: call, exchange } = bench;
  const { name, paths, success, rows } = exchange;
  const fault = (path: string, body: unknown) =>
    bench.double.fault({ match: `GET ${path}`, kind: 'json', body });

  describe('ticker', () => {
    test.each(facts.symbols)(`of %s is ${name}'s, in strings`, async (asked, symbol, query) => {
      const { data, raw, error } = await call('ticker', { symbol: asked });
      expect(error).toBeUndefined();
      expect(raw).toMatchObject(success);
      expect(data).toEqual({ symbol, ...facts.ofRaw(raw) });
      const sent = bench.double.requests.filter(({ path }) => path !== paths.instruments);
      expect(sent.map(({ method, path, query: own }) => [method, path, own])).toEqual([
        ['GET', paths.ticker, query],
      ]);
    });

    test(`raw is what ${name} sent, byte for byte`, async () => {
      fault(paths.ticker, facts.rawText);
      const { text } = await bench.plugin.post(
        `/${name}`,
        '{"method":"ticker","params":{"symbol":"LTC_USDT"}}',
      );
      expect(text.endsWith(`,"raw":${facts.rawText}}`)).toBe(true);
      expect(text).toContain('"sell":"80.20"');
    });

    test.each(facts.noAsks)('an empty side of the book, %j, is no price', async (ask) => {
      fault(paths.ticker, rows([facts.row(ask)]));
      expect((await call('ticker', { symbol: 'LTC_USDT' })).error).toMatch(
        /^LTC_USDT has no buyers, no sellers/,
      );
      fault(paths.tickers, rows([facts.row(ask), facts.row('7.1')]));
      const { data } = await call('tickers');
      const spot = Object(data).filter(({ symbol }: { symbol: string }) => !symbol.includes('.'));
      expect(spot).toEqual([expect.objectContaining({ sell: '7.1', time: facts.time })]);
    });

    test.each(['NOPE_USDT', 'NOPE_USDT.swap'])(`%s, which ${name} does not have`, async (symbol) => {
      expect((await call('ticker', { symbol })).error).toBe(
        `${name} has no "${symbol}": GetMarkets lists what is available`,
      );
    });

    test.each(facts.badSymbols)('the symbol %s is refused before anything is sent', async (symbol) => {
      expect((await call('ticker', { symbol })).error).toMatch(/^/);
      expect(bench.double.requests).toEqual([]);
    });
  });
}
