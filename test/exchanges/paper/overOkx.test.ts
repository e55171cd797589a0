import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OkxDouble, startOkxDouble } from '../../doubles/okx/startOkxDouble.js';
import { type Envelope, type Plugin, startPlugin } from '../../support/startPlugin.js';

let okx: OkxDouble;
let plugin: Plugin;

beforeAll(async () => {
  okx = await startOkxDouble();
  plugin = await startPlugin({ baseUrls: { OKX: okx.url } });
});

afterAll(async () => {
  await plugin.stop();
  await okx.close();
});

let accounts = 0;

/** A new virtual account on OKX's prices. */
function openAccount() {
  accounts += 1;
  const keys = { access_key: `account ${accounts}`, secret_key: '' };
  const call = (method: string, params: object = {}): Promise<Envelope> =>
    plugin.call('paper/OKX', method, params, keys);
  const data = async (method: string, params: object = {}) => {
    const answer = await call(method, params);
    expect(answer.error).toBeUndefined();
    return JSON.parse(JSON.stringify(answer.data));
  };
  return { call, data };
}

describe('spot', () => {
  it("shows OKX's market data as OKX sent it, without keys", async () => {
    const ticker = await plugin.call('paper/OKX', 'ticker', { symbol: 'BTC_USDT' });
    expect(ticker).toMatchObject({ data: { symbol: 'BTC_USDT', last: '60000' }, raw: { code: '0' } });
    expect(await plugin.call('Paper/okx', 'GetMarkets')).toHaveProperty('data.ETH_BTC.tick_size', 0.00001);
  });

  it("trades against OKX's book and keeps the account itself", async () => {
    const { data } = openAccount();
    const { asks } = await data('depth', { symbol: 'BTC_USDT', limit: 1 });
    const { id } = await data('trade', { symbol: 'BTC_USDT', type: 'buy', price: '-1', amount: '60' });
    expect(await data('order', { id })).toMatchObject({
      ...{ symbol: 'BTC_USDT', status: 'filled', type: 'buy', avg_price: expect.any(Number) },
    });
    expect((await data('order', { id })).avg_price).toBeGreaterThan(asks[0][0]);
    const waiting = await data('trade', { symbol: 'ETH_USDT', type: 'sell', price: '3100', amount: '2' });
    expect(await data('orders')).toMatchObject([{ id: waiting.id, status: 'pending' }]);
    okx.setPrice('ETH-USDT', '3150');
    expect(await data('order', waiting)).toMatchObject({ deal_amount: expect.any(Number), avg_price: 3100 });
    expect((await data('order', waiting)).deal_amount).toBeGreaterThan(0);
    okx.setPrice('ETH-USDT', '3000');
    expect(okx.requests.every(({ headers }) => headers['ok-access-key'] === undefined)).toBe(true);
    expect(okx.orders()).toEqual([]);
  });

  it("refuses what is not on OKX's list, or off its steps", async () => {
    const { call } = openAccount();
    const trade = (symbol: string, price: number, amount: string) =>
      call('trade', { symbol, type: 'buy', price, amount });
    expect((await trade('NOPE_USDT', 1, '1')).error).toBe(
      'OKX has no "NOPE_USDT": GetMarkets lists what is available',
    );
    expect((await trade('BTC_USDT', 50_000.05, '0.1')).error).toMatch(
      /PRICE_STEP .*multiple of the tick size 0\.1/,
    );
    expect((await trade('BTC_USDT', 50_000, '0.000000001')).error).toMatch(/AMOUNT_STEP .*0\.00000001/);
    expect((await trade('BTC_USDT', 50_000, '0.000001')).error).toMatch(/AMOUNT_TOO_SMALL .*0\.00001/);
  });

  it('places nothing while OKX does not answer, and says so', async () => {
    const { call, data } = openAccount();
    okx.fault({ match: 'GET /api/v5/market/books', kind: 'reset-after', times: 2 });
    const { error } = await call('trade', { symbol: 'BTC_USDT', type: 'buy', price: 50_000, amount: '0.1' });
    expect(error).toMatch(/closed the connection/);
    expect(error).not.toMatch(/outcome unknown/);
    okx.clearFaults();
    expect(await data('orders')).toEqual([]);
  });
});

describe.each([
  ['BTC_USDT.swap', 'BTC-USDT-SWAP', 'USDT'],
  ['BTC_USD.swap', 'BTC-USD-SWAP', 'BTC'],
])('%s', (symbol, native, currency) => {
  it('is opened, marked and closed', async () => {
    const { data, call } = openAccount();
    expect(await data('SetMarginLevel', { symbol, margin_level: '20' })).toBe(true);
    const { id } = await data('trade', { symbol, type: 'buy', price: '-1', amount: '3' });
    expect(id).toMatch(new RegExp(`^${native},\\d+$`));
    const [position] = await data('positions', { symbol });
    expect(position).toMatchObject({
      symbol,
      type: 'long',
      amount: 3,
      margin_level: 20,
      contract_type: 'swap',
    });
    okx.setPrice(native, '62000');
    expect((await data('positions'))[0].profit).toBeGreaterThan(0);
    expect((await call('trade', { symbol, type: 'closesell', price: '-1', amount: '3' })).error).toMatch(
      /no short position/,
    );
    const closing = await data('trade', { symbol, type: 'closebuy', price: '-1', amount: '3' });
    expect(await data('order', closing)).toMatchObject({ status: 'filled', offset: 'close', type: 'sell' });
    expect(await data('positions')).toEqual([]);
    const balance = (await data('accounts')).find((row: { currency: string }) => row.currency === currency);
    expect(Number(balance.free)).toBeGreaterThan(currency === 'BTC' ? 1 : 10_000);
    expect(balance.frozen).toBe('0');
    okx.setPrice(native, '60000');
  });
});

it('reads the prices of many instruments at once', async () => {
  const { data } = openAccount();
  for (const symbol of ['BTC_USDT', 'ETH_USDT', 'LTC_USDT', 'BTC_USDT.swap']) {
    await data('trade', { symbol, type: 'buy', price: 10, amount: 1 });
  }
  const before = okx.requests.length;
  expect(await data('orders')).toHaveLength(4);
  const paths = okx.requests.slice(before).map(({ path }) => path);
  expect(new Set(paths)).toEqual(new Set(['/api/v5/market/tickers']));
});

it('has all methods of futures', async () => {
  const { data } = openAccount();
  expect(await data('fundings', { symbol: 'BTC_USDT.swap' })).toHaveLength(1);
  expect(await data('historyorders')).toEqual([]);
  const { call } = openAccount();
  expect(
    (await call('trade', { symbol: 'BTC_USDT.quarter', type: 'buy', price: -1, amount: 1 })).error,
  ).toMatch(/means another contract after each delivery/);
});
