import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, openPaper, START } from './openPaper.js';

const SWAP = 'BTC_USDT.swap';
const COIN = 'BTC_USD.swap';

describe('a perpetual', () => {
  it('is listed with what a contract holds, and costs what its pair costs', async () => {
    const { call } = openPaper();
    const markets = await call('markets');
    expect(markets[SWAP]).toMatchObject({
      ct_val: 0.01,
      ct_val_ccy: 'BTC',
      amount_size: 0.001,
      tick_size: 0.1,
    });
    expect(markets['ETH_USDT.swap']).toMatchObject({ ct_val: 0.1, ct_val_ccy: 'ETH' });
    expect(markets['DOGE_USDT.swap']).toMatchObject({ ct_val: 1000, ct_val_ccy: 'DOGE' });
    expect(markets[COIN]).toMatchObject({ ct_val: 100, ct_val_ccy: 'USD', amount_size: 0.1 });
    const [pair, swap] = await Promise.all(
      ['BTC_USDT', SWAP].map(async (symbol) => call('ticker', { symbol })),
    );
    expect(swap).toMatchObject({ symbol: SWAP, last: pair?.last, high: pair?.high, low: pair?.low });
    expect(swap?.vol).not.toBe(pair?.vol);
  });

  it.each([SWAP, COIN, 'SHIB_USDT.swap', 'FOO_BAR.swap', 'SHIB_USD.swap'])(
    '%s has a book, trades and bars with amounts above 0',
    async (symbol) => {
      const { call } = openPaper();
      const { asks, bids } = await call('depth', { symbol, limit: 400 });
      expect([...asks, ...bids].every(([, amount]) => amount > 0)).toBe(true);
      const trades = await call('trades', { symbol });
      expect(trades.every(({ amount }) => amount > 0)).toBe(true);
      const bars = await call('records', { symbol, period: 60, limit: 20 });
      expect(bars.slice(0, -1).every(([, , , , , volume]) => volume > 0)).toBe(true);
    },
  );

  it('is traded on margin, long and short, with a leverage of its own', async () => {
    const { call, balances } = openPaper();
    expect(await call('setmarginlevel', { symbol: SWAP, margin_level: 20 })).toBe(true);
    const { id } = await call('trade', { symbol: SWAP, type: 'buy', price: -1, amount: 3 });
    expect(id).toBe(`BTC-USDT-SWAP,${START}`);
    const { avg_price } = await call('order', { id });
    await call('trade', { symbol: COIN, type: 'sell', price: -1, amount: 5 });
    expect(await call('positions')).toMatchObject([
      { symbol: SWAP, type: 'long', amount: 3, price: avg_price, margin_level: 20, contract_type: 'swap' },
      { symbol: COIN, type: 'short', amount: 5, margin_level: 10 },
    ]);
    expect(await call('positions', { symbol: 'USD.swap' })).toHaveLength(1);
    expect(Number((await balances()).USDT?.[1])).toBeCloseTo((0.03 * avg_price) / 20, 9);
    await call('trade', { symbol: SWAP, type: 'closebuy', price: -1, amount: 3 });
    await call('trade', { symbol: COIN, type: 'closesell', price: -1, amount: 5 });
    expect(await call('positions')).toEqual([]);
  });

  it('is one of any two currencies, listed or not', async () => {
    const { call } = openPaper({ balances: { USDT: '1000000' } });
    await call('trade', { symbol: 'FOO_USDT.swap', type: 'buy', price: -1, amount: 1 });
    await call('trade', { symbol: 'foo_usdt', type: 'buy', price: -1, amount: 100 });
    expect(await call('positions')).toMatchObject([{ symbol: 'FOO_USDT.swap', amount: 1 }]);
    expect((await call('historyorders')).map(({ symbol }) => symbol)).toEqual(['FOO_USDT.swap', 'FOO_USDT']);
  });

  it('is liquidated where its margin is lost', async () => {
    const { clock, call, balances } = openPaper({ balances: { USDT: '700' } });
    await call('setmarginlevel', { symbol: SWAP, margin_level: 125 });
    const { id } = await call('trade', { symbol: SWAP, type: 'buy', price: -1, amount: 60 });
    expect(await call('order', { id })).toMatchObject({ status: 'filled' });
    for (let hour = 0; hour < 24 * 30 && (await call('positions')).length > 0; hour += 1) clock.now += HOUR;
    expect((await call('historyorders')).at(-1)).toMatchObject({ type: 'sell', offset: 'close' });
    expect(Number((await balances()).USDT?.[0])).toBeLessThan(400);
  });
});

describe('fundings', () => {
  it('are those of all listed perpetuals, of a currency, or of one', async () => {
    const { clock, call } = openPaper();
    const all = await call('fundings');
    expect(all.length).toBe(Object.values(await call('markets')).filter(({ ct_val }) => ct_val).length);
    expect(all).toContainEqual((await call('fundings', { symbol: SWAP }))[0]);
    expect((await call('fundings', { symbol: 'USD.swap' })).map(({ symbol }) => symbol)).toEqual([
      COIN,
      'ETH_USD.swap',
    ]);
    expect(await call('fundings', { symbol: 'USDT.futures' })).toEqual([]);
    expect(new Set(all.map(({ time }) => time))).toEqual(new Set([Date.UTC(2025, 2, 5, 16)]));
    for (const { rate } of all) expect(Math.abs(rate)).toBeLessThanOrEqual(0.0003);
    expect(new Set(all.map(({ rate }) => rate)).size).toBeGreaterThan(5);
    clock.now += 100 * HOUR;
    expect((await call('fundings')).map(({ rate }) => rate)).toEqual(all.map(({ rate }) => rate));
    await expect(call('fundings', { symbol: 'BTC_USDT' })).rejects.toThrow(
      'BTC_USDT is a spot symbol: name a contract, like BTC_USDT.swap',
    );
  });

  it('are paid by one side to the other at 00:00, 08:00 and 16:00 UTC', async () => {
    const { clock, call, balances } = openPaper({ balances: { USDT: '100000' } });
    const [{ rate } = { rate: 0 }] = await call('fundings', { symbol: SWAP });
    await call('trade', { symbol: SWAP, type: 'buy', price: -1, amount: 100 }, 'long');
    await call('trade', { symbol: SWAP, type: 'sell', price: -1, amount: 100 }, 'short');
    const total = async (account: string) =>
      (await balances(account)).USDT?.reduce((sum, part) => sum + Number(part), 0) ?? 0;
    const before = [await total('long'), await total('short')] as const;
    clock.now = Date.UTC(2025, 2, 5, 16) - 1;
    expect([await total('long'), await total('short')]).toEqual(before);
    clock.now += 1;
    const close = (await call('records', { symbol: SWAP, period: 1, limit: 2 }))[0]?.[4] ?? 0;
    expect((await total('long')) - before[0]).toBeCloseTo(-close * rate, 6);
    expect((await total('short')) - before[1]).toBeCloseTo(close * rate, 6);
  });
});

it('looking often or seldom gives the same: fills, positions, funding and balances', async () => {
  const seen = { filled: 0, partial: 0, positions: 0, funded: 0 };
  const order = fc.record({
    symbol: fc.constantFrom('BTC_USDT', 'ETH_USDT', SWAP, COIN),
    side: fc.constantFrom('buy', 'sell'),
    /** Away from the price, in parts of 10000. */
    away: fc.integer({ min: 1, max: 60 }),
    dollars: fc.integer({ min: 100, max: 20_000 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(order, { minLength: 1, maxLength: 6 }),
      fc.array(fc.integer({ min: 1, max: 25 * MINUTE }), { minLength: 2, maxLength: 25 }),
      fc.integer({ min: 0, max: 300 * 24 * 60 }),
      async (orders, waits, minute) => {
        const start = START + minute * MINUTE;
        const balances = { USDT: '1000000', BTC: '100', ETH: '1000' };
        const [often, seldom] = [openPaper({ balances }, start), openPaper({ balances }, start)];
        for (const { call } of [often, seldom]) {
          const markets = await call('markets');
          for (const { symbol, side, away, dollars } of orders) {
            const { price_precision, amount_precision = 0, ct_val, ct_val_ccy } = markets[symbol] ?? {};
            const last = Number((await call('ticker', { symbol })).last);
            const price = last * (1 + (side === 'buy' ? -away : away) / 10_000);
            const unit = ct_val_ccy === 'USD' ? (ct_val ?? 1) : last * (ct_val ?? 1);
            const amount = (dollars / unit).toFixed(amount_precision);
            await call('trade', { symbol, type: side, price: price.toFixed(price_precision), amount });
          }
        }
        for (const wait of waits) {
          often.clock.now += wait;
          await often.call('orders');
        }
        seldom.clock.now = often.clock.now;
        for (const method of ['accounts', 'orders', 'historyorders', 'positions'] as const) {
          expect(await seldom.call(method)).toEqual(await often.call(method));
        }
        for (const { status } of await often.call('historyorders')) if (status === 'filled') seen.filled += 1;
        for (const { status } of await often.call('orders')) {
          if (status === 'partial-filled') seen.partial += 1;
        }
        seen.positions += (await often.call('positions')).length;
        const eightHours = 8 * HOUR;
        if (Math.floor(start / eightHours) < Math.floor(often.clock.now / eightHours)) seen.funded += 1;
      },
    ),
    { numRuns: 60, seed: 1 },
  );
  // What never happens proves nothing.
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(5);
});

describe('IO', () => {
  it('reaches the public API, whose paths are its methods', async () => {
    const { call } = openPaper();
    const io = (verb: string, path: string, params: object = {}) => call('io', { verb, path, params });
    expect(await io('GET', '/ticker', { symbol: 'BTC_USDT' })).toEqual(
      await call('ticker', { symbol: 'BTC_USDT' }),
    );
    expect(await io('GET', '/records', { symbol: SWAP, period: '60', limit: '3' })).toHaveLength(3);
    await expect(io('GET', '/accounts')).rejects.toThrow(
      'there is no /accounts: the paths are /ticker, /depth, /trades, /records, /markets, /tickers, /fundings',
    );
    await expect(io('GET', '/depth', { symbol: 'USDT' })).rejects.toThrow(/is incomplete/);
    await expect(io('POST', '/ticker')).rejects.toThrow(/with GET: POST \/ticker was not sent/);
  });
});
