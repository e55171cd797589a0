import { describe, expect, test } from 'vitest';
import { createCcxtLibrary } from '../../../src/exchanges/ccxt/library/createCcxtLibrary.js';
import { createPaper } from '../../../src/exchanges/paper/index.js';
import { createSynthetic } from '../../../src/exchanges/synthetic/index.js';
import { hyperliquidKeys, startHyperliquid } from '../../doubles/ccxt/hyperliquid.js';
import { addressOfKey, recoverAgent } from '../../doubles/ccxt/recoverAgent.js';
import { startPlugin } from '../../support/startPlugin.js';
import { useCcxt } from './useCcxt.js';

const { double, plugin, call, dataOf } = useCcxt('hyperliquid', startHyperliquid, hyperliquidKeys);

const symbol = 'BTC_USDC.swap';
const limit = { symbol, type: 'buy', price: '40000', amount: '0.01' };

describe('the signature, by vectors of the Python SDK', () => {
  const privateKey = '0x0123456789012345678901234567890123456789012345678901234567890123';

  test.each([
    [
      { type: 'dummy', num: 100_000_000_000 },
      {
        r: '0x53749d5b30552aeb2fca34b530185976545bb22d0b3ce6f62e31be961a59298',
        s: '0x755c40ba9bf05223521753995abb2f73ab3229be8ec921f350cb447e384d8ed8',
        v: 27,
      },
    ],
    [
      {
        type: 'order',
        orders: [{ a: 1, b: true, p: '100', s: '100', r: false, t: { limit: { tif: 'Gtc' } } }],
        grouping: 'na',
      },
      {
        r: '0xd65369825a9df5d80099e513cce430311d7d26ddf477f5b3a33d2806b100d78e',
        s: '0x2b54116ff64054968aa237c20ca9ff68000f977c93289157748a3162b6ea940e',
        v: 28,
      },
    ],
  ])('%j', (action, signature) => {
    expect(recoverAgent(action, 0, signature)).toBe(addressOfKey(privateKey));
    expect(recoverAgent(action, 1, signature)).not.toBe(addressOfKey(privateKey));
  });
});

describe('market data', () => {
  test('symbols of perpetuals, of pairs and of what others deploy', async () => {
    const markets = await dataOf('markets');
    expect(Object.keys(markets)).toEqual(
      expect.arrayContaining(['BTC_USDC.swap', 'ETH_USDC.swap', 'PURR_USDC']),
    );
    expect(markets[symbol]).toMatchObject({
      tick_size: 1,
      amount_size: 0.00001,
      min_notional: 10,
      ct_val: 1,
    });
  });

  test('a ticker has the best prices, and reads no other kinds of instruments', async () => {
    const before = double().requests.length;
    expect(await dataOf('ticker', { symbol })).toMatchObject({
      symbol,
      last: '50000.0',
      buy: '49999',
      sell: '50001',
      open: '49500.0',
      vol: '49011.76',
    });
    expect(
      double()
        .requests.slice(before)
        .map(({ body }) => JSON.parse(body)),
    ).toEqual([{ type: 'metaAndAssetCtxs' }, { type: 'l2Book', coin: 'BTC' }]);
  });

  test('the best prices are told of one market at a time', async () => {
    expect((await call('tickers')).error).toBe(
      'hyperliquid does not support GetTickers: the best prices are told of one market at a time, ask GetTicker',
    );
    expect(await dataOf('ticker', { symbol: 'PURR_USDC' })).toMatchObject({
      open: '0.20432',
      vol: '43227.0',
    });
  });

  test('depth, bars, fundings', async () => {
    const { asks, bids } = await dataOf('depth', { symbol });
    expect([Object(asks)[0], Object(bids)[0]]).toEqual([
      [50001, 0.5],
      [49999, 0.5],
    ]);
    const { data: bars } = await call('records', { symbol, period: '60', limit: '100' });
    expect(bars).toHaveLength(100);
    const { data: fundings } = await call('fundings', { symbol });
    expect(fundings).toEqual([expect.objectContaining({ symbol, rate: 0.0000125, interval: 3_600_000 })]);
  });

  test("the account's own fills are not the trades of the market", async () => {
    const { error } = await call('trades', { symbol });
    expect(error).toBe('hyperliquid does not support GetTrades');
  });
});

test('Paper on its prices does without a list of tickers', async () => {
  const paper = await startPlugin({
    exchanges: [createPaper({ market: createSynthetic(), balances: { USDC: '1000000' } })],
    library: createCcxtLibrary(),
    baseUrls: { hyperliquid: double().url },
  });
  const keys = { access_key: 'somebody', secret_key: '' };
  const names = ['BTC_USDC.swap', 'ETH_USDC.swap', 'PURR_USDC', 'SOL_USDC.swap'];
  const errors: unknown[] = [];
  for (const name of names) {
    const order = { symbol: name, type: 'buy', price: '10', amount: '1' };
    errors.push((await paper.call('paper/hyperliquid', 'trade', order, keys)).error);
  }
  const { data, error } = await paper.call('paper/hyperliquid', 'orders', {}, keys);
  await paper.stop();
  expect([...errors, error]).toEqual(Array(5).fill(undefined));
  expect(Object(data).map((row: { symbol: string }) => row.symbol)).toEqual(names);
});

test('the account and its positions', async () => {
  expect((await call('accounts')).data).toEqual([{ currency: 'USDC', free: '10000.5', frozen: '1250.0' }]);
  expect((await call('positions', { symbol: 'USDC.swap' })).data).toEqual([
    expect.objectContaining({
      symbol,
      type: 'short',
      amount: 0.5,
      price: 51000,
      profit: 500,
      margin: 1250,
      margin_level: 20,
    }),
  ]);
});

describe('orders', () => {
  test('place, find, list, cancel; the digits are on the wire', async () => {
    const { id } = await dataOf('trade', { ...limit, amount: '0.01234' });
    expect(id).toBe(`0,${double().orders.all.at(-1)?.id}`);
    expect(double().actions.at(-1)).toEqual({
      type: 'order',
      orders: [
        {
          a: 0,
          b: true,
          p: '40000',
          s: '0.01234',
          r: false,
          t: { limit: { tif: 'Gtc' } },
          c: expect.stringMatching(/^0x[\da-f]{32}$/),
        },
      ],
      grouping: 'na',
    });
    expect(await dataOf('order', { id })).toMatchObject({ id, symbol, amount: 0.01234, status: 'pending' });
    expect(await dataOf('orders', { symbol })).toEqual([expect.objectContaining({ id })]);
    expect((await call('cancel', { id })).data).toBe(true);
    expect(await dataOf('order', { id })).toMatchObject({ status: 'canceled' });
    expect(await dataOf('historyorders', { symbol })).toContainEqual(expect.objectContaining({ id }));
    expect((await call('cancel', { id })).error).toBe(
      'Order was never placed, already canceled, or filled. asset=0 (the exchange has no such order, or does not keep it any more)',
    );
  });

  test.each([
    ['buy', { b: true, r: false, p: '52501' }],
    ['closebuy', { b: false, r: true, p: '47499' }],
    ['closesell', { b: true, r: true, p: '52501' }],
  ])('a market order of %s is a limit order that fills at once', async (type, fields) => {
    const { id } = await dataOf('trade', { symbol, type, price: '-1', amount: '0.01' });
    expect(Object(double().actions.at(-1)).orders).toEqual([
      expect.objectContaining({ ...fields, t: { limit: { tif: 'Ioc' } } }),
    ]);
    expect(await dataOf('order', { id })).toMatchObject({ status: 'filled', deal_amount: 0.01 });
  });

  test('a changed order is another one, that only closes as before', async () => {
    const { id } = await dataOf('trade', { ...limit, type: 'closesell' });
    double().fault({ match: 'POST /exchange', kind: 'reset-after' });
    const changed = await dataOf('modifyorder', { id, type: 'closesell', price: '41000', amount: '-1' });
    expect(changed.id).toBe(`0,${double().orders.all.at(-1)?.id}`);
    expect(changed.id).not.toBe(id);
    const { modifies } = Object(double().actions.at(-1));
    expect(modifies).toEqual([
      { oid: expect.any(Number), order: expect.objectContaining({ p: '41000', s: '0.01', r: true }) },
    ]);
    expect(await dataOf('order', { id: changed.id })).toMatchObject({ price: 41000, status: 'pending' });
  });

  test('what a market order was filled at is not told: its price is one with slippage', async () => {
    for (const [type, worst] of [
      ['buy', '52501'],
      ['sell', '47499'],
    ]) {
      const { id } = await dataOf('trade', { ...limit, type, price: '-1' });
      expect(double().orders.all.at(-1)).toMatchObject({ price: worst });
      const row = { id, status: 'filled', deal_amount: 0.01, price: 0, avg_price: 0 };
      expect(await dataOf('order', { id })).toMatchObject(row);
      expect((await call('historyorders', { symbol })).data).toContainEqual(expect.objectContaining(row));
    }
  });

  test('a limit order that is filled is filled at its price, as far as is told', async () => {
    const { id } = await dataOf('trade', limit);
    Object.assign(double().orders.all.at(-1) ?? {}, { filled: '0.01', status: 'filled' });
    expect(await dataOf('order', { id })).toMatchObject({ price: 40_000, avg_price: 40_000 });
  });

  test('a lost answer: found by the client order id, sent once', async () => {
    const before = double().actions.length;
    double().fault({ match: 'POST /exchange', kind: 'reset-after' });
    const { id } = await dataOf('trade', limit);
    expect(id).toBe(`0,${double().orders.all.at(-1)?.id}`);
    expect(double().actions).toHaveLength(before + 1);
    const [{ c }] = Object(double().actions.at(-1)).orders;
    expect(double().asked('orderStatus')).toContainEqual(expect.objectContaining({ oid: c }));
  });

  test("the exchange's no", async () => {
    const { error } = await call('trade', { ...limit, amount: '100' });
    expect(error).toBe('Insufficient margin to place order. asset=0 (not enough funds)');
  });

  test('leverage', async () => {
    expect((await call('setmarginlevel', { symbol, margin_level: '10' })).data).toBe(true);
    expect(double().actions.at(-1)).toEqual({
      type: 'updateLeverage',
      asset: 0,
      isCross: true,
      leverage: 10,
    });
  });
});

test('the key of another wallet', async () => {
  const secret_key = `0x${'42'.repeat(32)}`;
  const { error } = await call('trade', limit, { ...hyperliquidKeys, secret_key });
  expect(error).toBe(`User or API Wallet ${addressOfKey(secret_key)} does not exist.`);
});

test('no builder and no referrer is ever named, and no key is in the log', () => {
  expect(double().actions.length).toBeGreaterThan(8);
  expect(new Set(double().actions.map(({ type }) => type))).toEqual(
    new Set(['order', 'cancel', 'batchModify', 'updateLeverage']),
  );
  for (const { body } of double().sent('POST /exchange')) {
    expect(body).not.toMatch(/builder|referr|approve/i);
    const { signature } = JSON.parse(body);
    expect(plugin().log()).not.toContain(signature.r);
    expect(plugin().log()).not.toContain(signature.s);
  }
  expect(plugin().log()).not.toContain(hyperliquidKeys.secret_key);
  expect(plugin().log()).not.toContain(hyperliquidKeys.secret_key.slice(2));
});

test('an IO call that has no cost to ccxt stops nobody', async () => {
  for (const type of ['constructor', '__proto__', 'toString']) {
    const io = { 'Http-Method': 'POST' };
    await call('__api_/info', { type }, hyperliquidKeys, io);
  }
  expect((await call('ticker', { symbol })).data).toBeDefined();
});
