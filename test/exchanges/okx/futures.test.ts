import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defaultAccount, type OkxAccount } from '../../doubles/okx/OkxAccount.js';
import { type OkxDouble, startOkxDouble } from '../../doubles/okx/startOkxDouble.js';
import { type Keys, type Plugin, startPlugin } from '../../support/startPlugin.js';

const keys: Keys = {
  access_key: defaultAccount.accessKey,
  secret_key: `${defaultAccount.secret},${defaultAccount.passphrase}`,
};
let okx: OkxDouble;
let plugin: Plugin;

async function open(account: Partial<OkxAccount> = {}): Promise<void> {
  okx = await startOkxDouble({
    accounts: [
      { ...defaultAccount, acctLv: '2', balances: { USDT: '100000', BTC: '2', USDC: '50000' }, ...account },
    ],
  });
  plugin = await startPlugin({ baseUrls: { OKX: okx.url } });
}

beforeEach(() => open());
afterEach(async () => {
  await plugin.stop();
  await okx.close();
});

const call = (method: string, params: object = {}) => plugin.call('OKX', method, params, keys);
const ok = async (method: string, params: object = {}) => {
  const { data, error } = await call(method, params);
  expect(error).toBeUndefined();
  return Object(data);
};
const refused = async (method: string, params: object = {}) => {
  const { data, error } = await call(method, params);
  expect(data).toBeUndefined();
  return error ?? '';
};
const placed = () =>
  okx.requests
    .filter(({ method, path }) => method === 'POST' && path === '/api/v5/trade/order')
    .map(({ body }) => JSON.parse(body));
const asked = (path: string) => okx.requests.filter((request) => request.path === path);

describe('symbols', () => {
  test.each([
    ['BTC_USDT.swap', 'BTC-USDT-SWAP'],
    ['btc_usd.SWAP', 'BTC-USD-SWAP'],
    ['BTC_USDC.swap', 'BTC-USDC-SWAP'],
    ['BTC_USD.BTC-USD_UM-SWAP', 'BTC-USD_UM-SWAP'],
    ['BTC_USDT.btc-usdt-swap', 'BTC-USDT-SWAP'],
  ])('%s is %s', async (symbol, instId) => {
    const data = await ok('ticker', { symbol });
    expect(asked('/api/v5/market/ticker')[0]?.query).toBe(`instId=${instId}`);
    expect(data.symbol.toLowerCase()).toBe(symbol.toLowerCase());
    expect((await ok('depth', { symbol, limit: 5 })).asks).toHaveLength(5);
    expect((await ok('trades', { symbol })).length).toBeGreaterThan(10);
    expect(await ok('records', { symbol, period: 60, limit: 350 })).toHaveLength(350);
  });

  test.each(['this_week', 'next_week', 'month', 'next_month', 'quarter', 'next_quarter'])(
    '%s is a Friday on the list',
    async (code) => {
      const { symbol } = await ok('ticker', { symbol: `BTC_USDT.${code}` });
      expect(symbol).toBe(`BTC_USDT.${code}`);
      const instId = /instId=(BTC-USDT-(\d{6}))/.exec(asked('/api/v5/market/ticker')[0]?.query ?? '');
      const date = instId?.[2]?.replace(/(..)(..)(..)/, '20$1-$2-$3');
      expect(new Date(`${date}T08:00:00Z`).getUTCDay()).toBe(5);
      expect(await ok('ticker', { symbol: `BTC_USDT.${instId?.[1]}` })).toMatchObject({
        last: expect.any(String),
      });
    },
  );

  test.each([
    ['BTC_USDT.BTC-USDT-200327', /OKX has no "BTC_USDT\.BTC-USDT-200327", it may have expired/],
    ['BTC_USDT.ETH-USDT-SWAP', /OKX has no "BTC_USDT\.ETH-USDT-SWAP"/],
    ['NOPE_USDT.swap', /OKX has no "NOPE_USDT\.swap"/],
    ['USDT.swap', /is a range: name one instrument/],
    ['BTC_USDT.BTC-USDT', /names a spot instrument: write BTC_USDT/],
    ['BTC_USDT.decade', /OKX has no "BTC_USDT\.DECADE"/],
  ])('%s is refused', async (symbol, message) => {
    expect(await refused('ticker', { symbol })).toMatch(message);
    expect(asked('/api/v5/market/ticker')).toEqual([]);
  });

  test('a list is read once, and once more for a symbol that is not on it', async () => {
    await Promise.all(Array.from({ length: 8 }, () => ok('ticker', { symbol: 'BTC_USDT.swap' })));
    expect(asked('/api/v5/public/instruments').map(({ query }) => query)).toEqual(['instType=SWAP']);
    for (let index = 0; index < 5; index += 1) await refused('ticker', { symbol: 'NOPE_USDT.swap' });
    expect(asked('/api/v5/public/instruments').length).toBeLessThanOrEqual(2);
  });
});

test('markets hold contract values, exactly', async () => {
  const markets = await ok('markets');
  expect(markets['BTC_USDT.swap']).toEqual({
    symbol: 'BTC_USDT.swap',
    base_asset: 'BTC',
    quote_asset: 'USDT',
    tick_size: 0.1,
    amount_size: 0.1,
    price_precision: 1,
    amount_precision: 1,
    min_qty: 0.1,
    max_qty: expect.any(Number),
    ct_val: 0.01,
    ct_val_ccy: 'BTC',
  });
  expect(markets['BTC_USD.swap']).toMatchObject({ ct_val: 100, ct_val_ccy: 'USD', quote_asset: 'USD' });
  expect(markets['BTC_USD.BTC-USD_UM-SWAP']).toMatchObject({ base_asset: 'BTC', quote_asset: 'USD' });
  expect(Object.keys(markets)).toEqual(
    expect.arrayContaining(['BTC_USDT', 'BTC_USDT.this_week', 'BTC_USD.next_week', 'BTC_USDT.quarter']),
  );
  const dated = Object.keys(markets).filter((symbol) => /^BTC_USDT\.BTC-USDT-\d{6}$/.test(symbol));
  expect(dated.length).toBeGreaterThan(2);
  const names = (await ok('tickers')).map((row: { symbol: string }) => row.symbol);
  expect(names).toEqual(
    expect.arrayContaining(['BTC_USDT', 'BTC_USDT.swap', 'BTC_USD.swap', 'BTC_USDT.this_week']),
  );
  expect(new Set(names).size).toBe(names.length);
});

describe('fundings', () => {
  test('of one contract', async () => {
    const [row, ...more] = await ok('fundings', { symbol: 'LTC_USDT.swap' });
    expect(more).toEqual([]);
    expect(row).toMatchObject({ symbol: 'LTC_USDT.swap', rate: expect.any(Number), interval: 4 * 3_600_000 });
    expect(row.time).toBeGreaterThan(Date.now());
  });

  test.each([
    ['USDT.swap', ['BTC_USDT.swap', 'ETH_USDT.swap', 'LTC_USDT.swap']],
    ['USD.swap', ['BTC_USD.swap']],
    ['USDT.futures', []],
  ])('of the range %s', async (symbol, names) => {
    const rows = await ok('fundings', { symbol });
    expect(rows.map((row: { symbol: string }) => row.symbol).sort()).toEqual(names);
    expect(asked('/api/v5/public/funding-rate').at(-1)?.query).toBe('instId=ANY');
  });

  test('of everything', async () => {
    expect((await ok('fundings')).length).toBeGreaterThan(5);
  });

  test.each(['BTC_USDT', 'BTC_USDT.this_week'])('%s has none', async (symbol) => {
    expect(await refused('fundings', { symbol })).toMatch(
      /has no funding rate: only perpetual contracts have/,
    );
  });
});

describe.each(['net_mode', 'long_short_mode'] as const)('trading in %s', (posMode) => {
  const hedge = posMode === 'long_short_mode';
  beforeEach(async () => {
    await plugin.stop();
    await okx.close();
    await open({ posMode });
  });

  test('open a long, add a stop order beside it, close half, close the rest', async () => {
    const { id } = await ok('trade', { symbol: 'BTC_USDT.swap', type: 'buy', price: '-1', amount: '3' });
    expect(placed()[0]).toEqual({
      instId: 'BTC-USDT-SWAP',
      tdMode: 'cross',
      side: 'buy',
      ...(hedge && { posSide: 'long' }),
      ordType: 'market',
      sz: '3',
      clOrdId: expect.stringMatching(/^[A-Za-z0-9]{1,32}$/),
    });
    expect(await ok('order', { id })).toMatchObject({
      symbol: 'BTC_USDT.swap',
      type: 'buy',
      offset: 'open',
      contract_type: 'swap',
      amount: 3,
      deal_amount: 3,
      status: 'filled',
    });
    expect(await ok('positions', { symbol: 'BTC_USDT.swap' })).toEqual([
      {
        symbol: 'BTC_USDT.swap',
        type: 'long',
        amount: 3,
        frozen_amount: 0,
        price: expect.any(Number),
        profit: expect.any(Number),
        margin: expect.any(Number),
        margin_level: expect.any(Number),
        contract_type: 'swap',
      },
    ]);
    const closing = await ok('trade', {
      symbol: 'BTC_USDT.swap',
      type: 'closebuy',
      price: '-1',
      amount: '1.5',
    });
    expect(placed()[1]).toMatchObject({
      side: 'sell',
      tdMode: 'cross',
      sz: '1.5',
      ...(hedge ? { posSide: 'long' } : { reduceOnly: true }),
    });
    expect(await ok('order', closing)).toMatchObject({ type: 'sell', offset: 'close' });
    expect(await ok('positions', { symbol: 'BTC_USDT.swap' })).toMatchObject([{ amount: 1.5, type: 'long' }]);
    await ok('trade', { symbol: 'BTC_USDT.swap', type: 'closebuy', price: '-1', amount: '1.5' });
    expect(await ok('positions', { symbol: 'BTC_USDT.swap' })).toEqual([]);
    expect(await ok('positions')).toEqual([]);
  });

  test('open a short on a coin-margined contract and close it', async () => {
    await ok('trade', { symbol: 'BTC_USD.swap', type: 'sell', price: '-1', amount: '2' });
    expect(placed()[0]).toMatchObject({
      instId: 'BTC-USD-SWAP',
      side: 'sell',
      ...(hedge && { posSide: 'short' }),
    });
    expect(await ok('positions', { symbol: 'USD.swap' })).toMatchObject([
      { symbol: 'BTC_USD.swap', type: 'short', amount: 2 },
    ]);
    expect(await ok('positions', { symbol: 'USDT.swap' })).toEqual([]);
    await ok('trade', { symbol: 'BTC_USD.swap', type: 'closesell', price: '-1', amount: '2' });
    expect(await ok('positions', { symbol: 'BTC_USD.swap' })).toEqual([]);
  });

  test('a dated contract is found again by its word, in orders and in history', async () => {
    const { id } = await ok('trade', {
      symbol: 'BTC_USDT.quarter',
      type: 'buy',
      price: '50000',
      amount: '1',
    });
    expect(await ok('orders', { symbol: 'BTC_USDT.quarter' })).toMatchObject([
      { id, symbol: 'BTC_USDT.quarter', contract_type: 'quarter', status: 'pending', offset: 'open' },
    ]);
    expect(await ok('orders', { symbol: 'USDT.futures' })).toHaveLength(1);
    expect(await ok('orders', { symbol: 'USDT.swap' })).toEqual([]);
    expect(await ok('orders')).toHaveLength(1);
    expect(await ok('modifyorder', { id, symbol: 'BTC_USDT.quarter', price: '50001', amount: '2' })).toEqual({
      id,
    });
    expect(await ok('order', { id })).toMatchObject({ price: 50001, amount: 2 });
    expect(await ok('modifyorder', { id, price: '-1', amount: '3' })).toEqual({ id });
    expect(await ok('order', { id })).toMatchObject({ price: 50001, amount: 3 });
    expect(await ok('cancel', { id })).toEqual(Object(true));
    expect(await ok('historyorders', { symbol: 'BTC_USDT.quarter' })).toMatchObject([
      { id, status: 'canceled' },
    ]);
    expect(await ok('historyorders')).toMatchObject([{ id }]);
  });

  test('leverage is set for both kinds of margin, and both sides where they are apart', async () => {
    expect(await ok('setmarginlevel', { symbol: 'BTC_USDT.swap', margin_level: '10' })).toEqual(Object(true));
    const bodies = asked('/api/v5/account/set-leverage').map(({ body }) => JSON.parse(body));
    const target = { instId: 'BTC-USDT-SWAP', lever: '10' };
    expect(bodies).toEqual([
      { ...target, mgnMode: 'cross' },
      ...(hedge
        ? [
            { ...target, mgnMode: 'isolated', posSide: 'long' },
            { ...target, mgnMode: 'isolated', posSide: 'short' },
          ]
        : [{ ...target, mgnMode: 'isolated' }]),
    ]);
    await ok('trade', { symbol: 'BTC_USDT.swap', type: 'buy', price: '-1', amount: '1' });
    expect(await ok('positions', { symbol: 'BTC_USDT.swap' })).toMatchObject([{ margin_level: 10 }]);
  });

  test('a position in isolated margin is closed in isolated margin', async () => {
    const body = {
      code: '0',
      msg: '',
      data: [
        {
          instId: 'BTC-USDT-SWAP',
          instType: 'SWAP',
          mgnMode: 'isolated',
          posSide: hedge ? 'long' : 'net',
          pos: '4',
          availPos: '3',
          avgPx: '60000',
          upl: '-1.5',
          margin: '120.5',
          imr: '',
          lever: '3.0',
        },
      ],
    };
    okx.fault({ match: 'GET /api/v5/account/positions', kind: 'json', times: 2, body });
    expect(await ok('positions', { symbol: 'BTC_USDT.swap' })).toEqual([
      {
        symbol: 'BTC_USDT.swap',
        type: 'long',
        amount: 4,
        frozen_amount: 1,
        price: 60000,
        profit: -1.5,
        margin: 120.5,
        margin_level: 3,
        contract_type: 'swap',
      },
    ]);
    await call('trade', { symbol: 'BTC_USDT.swap', type: 'closebuy', price: '-1', amount: '1' });
    expect(placed()[0]).toMatchObject({ tdMode: 'isolated' });
  });

  test.each([
    [{ type: 'closebuy', price: '-1', amount: '1' }, /there is no long position in BTC_USDT\.swap to close/],
    [
      { type: 'closesell', price: '-1', amount: '1' },
      /there is no short position in BTC_USDT\.swap to close/,
    ],
    [
      { type: 'buy', price: '-1', amount: '0.15' },
      /amount 0\.15 is not a multiple of the lot size 0\.1 of BTC_USDT\.swap/,
    ],
    [
      { type: 'buy', price: '-1', amount: '0.05' },
      /amount 0\.05 is below the minimum 0\.1 of BTC_USDT\.swap/,
    ],
    [
      { type: 'buy', price: '60000.05', amount: '1' },
      /price 60000\.05 is not a multiple of the tick size 0\.1 of BTC_USDT\.swap/,
    ],
    [{ price: '60000', amount: '1' }, /type is missing/],
  ])('%j places nothing', async (params, message) => {
    expect(await refused('trade', { symbol: 'BTC_USDT.swap', ...params })).toMatch(message);
    expect(placed()).toEqual([]);
  });

  test('cross and isolated positions of one contract are each closed as what they are', async () => {
    const row = {
      instId: 'BTC-USDT-SWAP',
      instType: 'SWAP',
      posSide: hedge ? 'long' : 'net',
      avgPx: '60000',
      upl: '0',
      lever: '3',
    };
    const data = [
      { ...row, mgnMode: 'isolated', pos: '1', availPos: '1', margin: '1', imr: '' },
      { ...row, mgnMode: 'cross', pos: '5', availPos: '4', margin: '', imr: '1' },
    ];
    okx.fault({
      match: 'GET /api/v5/account/positions',
      kind: 'json',
      times: 3,
      body: { code: '0', msg: '', data },
    });
    await call('trade', { symbol: 'BTC_USDT.swap', type: 'closebuy', price: '-1', amount: '4' });
    expect(placed()[0]).toMatchObject({ tdMode: 'cross', sz: '4' });
    await call('trade', { symbol: 'BTC_USDT.swap', type: 'closebuy', price: '-1', amount: '1' });
    expect(placed()[1]).toMatchObject({ tdMode: 'isolated', sz: '1' });
    expect(
      await refused('trade', { symbol: 'BTC_USDT.swap', type: 'closebuy', price: '-1', amount: '5' }),
    ).toMatch(
      /amount 5 is more than can be closed of the long position in BTC_USDT\.swap: 1 \(isolated\) and 4 \(cross\) contracts/,
    );
  });

  test('closing more than there is places nothing', async () => {
    await ok('trade', { symbol: 'BTC_USDT.swap', type: 'buy', price: '-1', amount: '1' });
    expect(
      await refused('trade', { symbol: 'BTC_USDT.swap', type: 'closebuy', price: '-1', amount: '2' }),
    ).toMatch(
      /amount 2 is more than can be closed of the long position in BTC_USDT\.swap: 1 \(cross\) contracts/,
    );
    expect(placed()).toHaveLength(1);
  });
});

describe('account modes', () => {
  const reopen = async (account: Partial<OkxAccount>) => {
    await plugin.stop();
    await okx.close();
    await open(account);
  };

  test('a spot account trades no contracts, and is told what to do', async () => {
    await reopen({ acctLv: '1' });
    const order = { symbol: 'BTC_USDT.swap', type: 'buy', price: '-1', amount: '1' };
    expect(await refused('trade', order)).toMatch(
      /the OKX account is in spot mode, which trades no contracts/,
    );
    expect(await refused('setmarginlevel', { symbol: 'BTC_USDT.swap', margin_level: '5' })).toMatch(
      /spot mode/,
    );
    expect(placed()).toEqual([]);
    await ok('trade', { symbol: 'BTC_USDT', type: 'buy', price: '1000', amount: '0.1' });
    expect(placed()).toMatchObject([{ tdMode: 'cash' }]);
  });

  test('margin across currencies trades spot as cross', async () => {
    await reopen({ acctLv: '3' });
    await ok('trade', { symbol: 'BTC_USDT', type: 'buy', price: '1000', amount: '0.1' });
    expect(placed()).toMatchObject([{ tdMode: 'cross' }]);
  });

  test('the mode is read once for each key, and anew after it was changed', async () => {
    const order = { symbol: 'BTC_USDT.swap', type: 'buy', price: '-1', amount: '1' };
    await ok('trade', order);
    await ok('trade', order);
    expect(asked('/api/v5/account/config')).toHaveLength(1);
    const [account] = okx.accounts;
    if (account) account.posMode = 'long_short_mode';
    await ok('trade', order);
    expect(asked('/api/v5/account/config')).toHaveLength(2);
    expect(placed().at(-1)).toMatchObject({ posSide: 'long' });
  });
});

describe('bad input', () => {
  test.each([
    ['positions', { symbol: 'BTC_USDT' }, /BTC_USDT is a spot symbol: name a contract, like BTC_USDT\.swap/],
    ['setmarginlevel', { symbol: 'BTC_USDT', margin_level: '5' }, /is a spot symbol/],
    [
      'setmarginlevel',
      { symbol: 'BTC_USDT.swap', margin_level: '1000' },
      /margin_level 1000 is above the highest leverage 100/,
    ],
    ['setmarginlevel', { symbol: 'BTC_USDT.swap', margin_level: '0' }, /margin_level must be above 0/],
    [
      'setmarginlevel',
      { symbol: 'BTC_USDT.swap', margin_level: 'ten' },
      /margin_level must be a decimal number/,
    ],
    ['setmarginlevel', { symbol: 'USDT.swap', margin_level: '5' }, /is a range/],
    ['modifyorder', { id: 'BTC-USDT-SWAP,1', price: '-1', amount: '-1' }, /changes nothing/],
    ['modifyorder', { id: 'BTC-USDT-SWAP,1', price: '1.05', amount: '-1' }, /tick size/],
    [
      'trade',
      { symbol: 'BTC_USDT', type: 'closebuy', price: '1', amount: '1' },
      /closes a futures position: on spot use buy or sell/,
    ],
  ])('%s %j', async (method, params, message) => {
    expect(await refused(method, params)).toMatch(message);
    expect(okx.orders()).toEqual([]);
  });

  test('an order of an expired contract keeps a symbol', async () => {
    const row = {
      instId: 'BTC-USDT-200327',
      instType: 'FUTURES',
      ordId: '5',
      ordType: 'limit',
      side: 'buy',
      posSide: 'net',
      state: 'filled',
      sz: '1',
      px: '6000',
      accFillSz: '1',
      avgPx: '6000',
      tgtCcy: '',
      cTime: '1585200000000',
    };
    okx.fault({ match: 'GET /api/v5/trade/order', kind: 'json', body: { code: '0', msg: '', data: [row] } });
    expect(await ok('order', { id: 'BTC-USDT-200327,5' })).toMatchObject({
      id: 'BTC-USDT-200327,5',
      symbol: 'BTC_USDT.BTC-USDT-200327',
      contract_type: 'BTC-USDT-200327',
    });
  });
});
