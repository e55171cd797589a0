import { describe, expect, it } from 'vitest';
import { createPaper } from '../../../src/exchanges/paper/index.js';
import { createSynthetic } from '../../../src/exchanges/synthetic/index.js';
import { methodNames } from '../../../src/protocol/methods.js';
import { DAY, HOUR, openPaper, START } from './openPaper.js';

describe('the exchange', () => {
  it('has every method and needs no keys', () => {
    const paper = createPaper({ market: createSynthetic() });
    expect(paper).toMatchObject({ name: 'Paper', needsKeys: false, addresses: [] });
    expect(paper.supports).toEqual(methodNames);
  });
});

describe('ticker', () => {
  it('is the same for the same seed and another for another', async () => {
    const [one, same, other] = await Promise.all(
      [{ seed: 5 }, { seed: 5 }, { seed: 6 }].map((options) =>
        openPaper(options).call('ticker', { symbol: 'btc_usdt' }),
      ),
    );
    expect(one).toEqual(same);
    expect(one?.last).not.toBe(other?.last);
    expect(one).toMatchObject({ symbol: 'BTC_USDT', time: String(START) });
  });

  it('keeps its prices from one release to the next', async () => {
    const { last, high, low, vol } = await openPaper().call('ticker', { symbol: 'BTC_USDT' });
    expect({ last, high, low, vol }).toMatchInlineSnapshot(`
      {
        "high": "57710.9",
        "last": "57311.5",
        "low": "56768.6",
        "vol": "157.180147",
      }
    `);
  });

  it('buys below and sells above the last price, within the day', async () => {
    const { clock, call } = openPaper();
    for (let hour = 0; hour < 200; hour += 1) {
      clock.now = START + hour * HOUR;
      const ticker = await call('ticker', { symbol: 'ETH_BTC' });
      const [buy, last, sell] = [Number(ticker.buy), Number(ticker.last), Number(ticker.sell)];
      expect(buy).toBeLessThan(last);
      expect(last).toBeLessThan(sell);
      expect(Number(ticker.low)).toBeLessThanOrEqual(last);
      expect(Number(ticker.high)).toBeGreaterThanOrEqual(last);
    }
  });

  it('agrees with the bars of the last 24 hours', async () => {
    const { call } = openPaper();
    const ticker = await call('ticker', { symbol: 'LTC_USDT' });
    const bars = await call('records', { symbol: 'LTC_USDT', period: 1, limit: 1440 });
    expect(Number(ticker.high)).toBe(Math.max(...bars.map((bar) => bar[2])));
    expect(Number(ticker.low)).toBe(Math.min(...bars.map((bar) => bar[3])));
    expect(Number(ticker.open)).toBe(bars[0]?.[1]);
    expect(Number(ticker.last)).toBe(bars.at(-1)?.[4]);
    expect(Number(ticker.vol)).toBeCloseTo(
      bars.reduce((sum, bar) => sum + bar[5], 0),
      6,
    );
  });

  it('lets triangles of pairs agree', async () => {
    const { clock, call } = openPaper();
    const last = async (symbol: string) => Number((await call('ticker', { symbol })).last);
    for (let day = 0; day < 50; day += 1) {
      clock.now = START + day * DAY;
      const cross = (await last('ETH_USDT')) / (await last('BTC_USDT'));
      expect(await last('ETH_BTC')).toBeCloseTo(cross, 5);
      expect(await last('ETH_USDC')).toBe(await last('ETH_USDT'));
    }
  });

  it('has a price for any two currencies', async () => {
    const { call } = openPaper();
    expect((await call('ticker', { symbol: 'USDC_USDT' })).last).toBe('1.00000');
    for (const symbol of ['SHIB_BTC', 'BTC_SHIB', 'FOO_BAR', '币安人生_USDT', 'USDT_BTC', 'A_B']) {
      const ticker = await call('ticker', { symbol });
      expect(Number(ticker.buy)).toBeGreaterThan(0);
    }
  });

  it.each([
    ['BTC_BTC', /same currency twice/],
    [`${'A'.repeat(41)}_USDT`, /at most 40 characters/],
    ['BTC_USDT.quarter', /is a dated contract, Paper has pairs and their perpetuals/],
    ['BTC_USDT.swp', /Paper has no "BTC_USDT\.SWP": did you mean BTC_USDT\.swap\?/],
    ['USDT.swap', /is a range/],
    ['USDT', /is incomplete/],
  ])('refuses %s', async (symbol, message) => {
    const { call } = openPaper();
    for (const method of ['ticker', 'depth', 'trades'] as const) {
      await expect(call(method, { symbol })).rejects.toThrow(message);
    }
    await expect(call('records', { symbol, period: 60 })).rejects.toThrow(message);
  });
});

describe('tickers and markets', () => {
  it('list what was asked for besides the usual, the last hundred', async () => {
    const { call } = openPaper();
    const usual = Object.keys(await call('markets'));
    await call('ticker', { symbol: 'eos_btc' });
    await call('depth', { symbol: 'EOS_BTC' });
    await call('ticker', { symbol: 'BTC_USDT' });
    expect(Object.keys(await call('markets'))).toEqual([...usual, 'EOS_BTC']);
    expect((await call('tickers')).map(({ symbol }) => symbol)).toEqual([...usual, 'EOS_BTC']);
    for (let index = 0; index < 100; index += 1) await call('ticker', { symbol: `A${index}_USDT` });
    const names = Object.keys(await call('markets'));
    expect(names).toHaveLength(usual.length + 100);
    expect(names).not.toContain('EOS_BTC');
  });

  it('list the same pairs', async () => {
    const { call } = openPaper();
    const tickers = await call('tickers');
    const markets = await call('markets');
    expect(tickers.map(({ symbol }) => symbol)).toEqual(Object.keys(markets));
    expect(tickers).toContainEqual(await call('ticker', { symbol: 'SOL_USDT' }));
    expect(markets.BTC_USDT).toEqual({
      symbol: 'BTC_USDT',
      base_asset: 'BTC',
      quote_asset: 'USDT',
      tick_size: 0.1,
      amount_size: 0.000001,
      price_precision: 1,
      amount_precision: 6,
      min_qty: 0.000001,
    });
  });
});

describe('depth', () => {
  it('is sorted, never crosses, and has as many levels as are asked for', async () => {
    const { clock, call } = openPaper();
    for (const [index, symbol] of ['BTC_USDT', 'ETH_BTC', 'FOO_BTC', 'SHIB_USDT', 'USDC_USDT'].entries()) {
      clock.now = START + index * 12_345_678;
      const { asks, bids, time } = await call('depth', { symbol, limit: 400 });
      expect(time).toBe(clock.now);
      expect([asks.length, bids.length]).toEqual([400, 400]);
      const prices = [...bids.map(([price]) => price).reverse(), ...asks.map(([price]) => price)];
      expect(prices.every((price, place) => place === 0 || price > (prices[place - 1] ?? 0))).toBe(true);
      expect(prices[0]).toBeGreaterThan(0);
      expect([...asks, ...bids].every(([, amount]) => amount > 0)).toBe(true);
      const ticker = await call('ticker', { symbol });
      expect([asks[0]?.[0], bids[0]?.[0]]).toEqual([Number(ticker.sell), Number(ticker.buy)]);
    }
  });

  it.each([
    [undefined, 30],
    [0, 30],
    ['5', 5],
    [5000, 400],
  ])('with limit %s has %s levels', async (limit, levels) => {
    const { asks } = await openPaper().call('depth', { symbol: 'BTC_USDT', limit });
    expect(asks).toHaveLength(levels);
  });
});

describe('trades', () => {
  it('are on the path, oldest first, and add up to the bars', async () => {
    const { clock, call } = openPaper();
    const { now } = clock;
    const trades = await call('trades', { symbol: 'LTC_USDT' });
    expect(trades).toHaveLength(100);
    const times = trades.map(({ time }) => time);
    expect(times).toEqual([...times].sort((one, other) => one - other));
    expect(times.at(-1)).toBeLessThanOrEqual(now);
    expect(new Set(trades.map(({ id }) => id)).size).toBe(100);
    const bars = await call('records', { symbol: 'LTC_USDT', period: 1, limit: 10 });
    for (const [start, , high, low, , volume] of bars) {
      const inside = trades.filter(({ time }) => Math.floor(time / 60_000) * 60 === start);
      expect(inside.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(volume, 8);
      for (const { price } of inside) {
        expect(price).toBeLessThanOrEqual(high);
        expect(price).toBeGreaterThanOrEqual(low);
      }
    }
  });

  it('stay what they were', async () => {
    const { clock, call } = openPaper();
    const before = await call('trades', { symbol: 'BTC_USDT' });
    clock.now += 10 * 60_000;
    const after = await call('trades', { symbol: 'BTC_USDT' });
    expect(after.slice(0, 20)).toEqual(
      before.filter(({ time }) => time >= (after[0]?.time ?? 0)).slice(0, 20),
    );
  });
});
