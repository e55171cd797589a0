import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type TestedExchange, testExchange } from '../../src/testing.js';
import { type DeribitDouble, startDeribitDouble } from '../doubles/deribit/startDeribitDouble.js';
import { deribitExchange } from '../support/deribit/deribitExchange.js';

const SWAP = 'BTC_USD.swap';

let double: DeribitDouble;
let exchange: TestedExchange;
beforeEach(async () => {
  double = await startDeribitDouble();
  exchange = open();
});
afterEach(async () => {
  await exchange.close();
  await double.close();
});

function open(keys = double.keys, timeout = 5000): TestedExchange {
  const baseUrl = { api: double.restUrl, fix: double.url };
  return testExchange(deribitExchange(), { baseUrl, keys, timeout });
}

/** The values of a tag in the messages of a type that have arrived. */
const arrived = (type: string, tag: number) =>
  double.fix.received.filter((message) => message.type === type).map((message) => message.get(tag));

describe('the Logon', () => {
  test('is signed, and has neither EncryptMethod nor ResetSeqNumFlag', async () => {
    await exchange.call('markets');
    const [logon] = double.fix.received;
    expect([35, 34, 49, 56].map((tag) => logon?.get(tag))).toEqual([
      ...['A', '1', `fmzproto-${double.keys.access_key}`, 'DERIBITSERVER'],
    ]);
    expect([98, 141].map((tag) => logon?.get(tag))).toEqual([undefined, undefined]);
    const proof = createHash('sha256')
      .update(logon?.get(96) ?? '')
      .update(double.keys.secret_key);
    expect(logon?.get(554)).toBe(proof.digest('base64'));
  });

  test('of wrong keys is refused in one sentence, asked once, and shows nothing of them', async () => {
    const wrong = { ...double.keys, secret_key: 'another-client-secret-1a9b3d70' };
    const stranger = open(wrong);
    const told: string[] = [];
    for (let poll = 0; poll < 3; poll += 1)
      told.push(await stranger.call('ticker', { symbol: SWAP }).then(String, String));
    await stranger.close();
    for (const text of told) {
      expect(text).toContain('invalid_credentials');
      expect(text).not.toContain(wrong.secret_key);
      expect(text).not.toContain('\n');
    }
    expect(double.fix.count('A')).toBe(1);
  });

  test('of another account is another session, beside the first one', async () => {
    const other = open(double.otherKeys);
    for (const one of [exchange, other, exchange, other]) await one.call('accounts');
    await other.close();
    expect(double.fix.count('A')).toBe(2);
  });

  test('comes once for 20 calls at once', async () => {
    const calls = [
      () => exchange.call('depth', { symbol: SWAP }),
      () => exchange.call('accounts'),
      () => exchange.call('orders'),
    ];
    await Promise.all(Array.from({ length: 20 }, (_, at) => calls[at % calls.length]?.()));
    expect(double.fix.count('A')).toBe(1);
    expect(double.fix.connections).toBe(1);
  });
});

describe('prices', () => {
  test('come by snapshot: nothing is subscribed', async () => {
    const { data, raw } = await exchange.call('ticker', { symbol: SWAP });
    expect(data).toMatchObject({
      ...{ symbol: SWAP, buy: '91204.5', sell: '91205', last: '91204.5', vol: '152340' },
      time: expect.stringMatching(/^\d{13}$/),
    });
    expect(raw).toMatch(/^8=FIX\.4\.4\|9=\d+\|35=W\|.*\|268=3\|269=0\|270=91204\.5\|.*10=\d{3}\|$/);
    expect(await exchange.findDefects('ticker', { symbol: SWAP })).toEqual([]);
    expect(new Set(arrived('V', 263))).toEqual(new Set(['0']));
  });

  test('of books come in their order, as many levels as asked for', async () => {
    const { data } = await exchange.call('depth', { symbol: 'ETH_USD.swap', limit: 3 });
    expect(data).toMatchObject({
      asks: [
        [3012.1, 10],
        [3012.15, 20],
        [3012.2, 30],
      ],
      bids: [
        [3012.05, 10],
        [3012, 20],
        [3011.95, 30],
      ],
    });
    expect(await exchange.findDefects('depth', { symbol: SWAP, limit: 5 })).toEqual([]);
  });

  test('of an instrument that is not there are refused before they are asked for', async () => {
    await expect(exchange.call('ticker', { symbol: 'DOGE_USD.swap' })).rejects.toThrow(/DOGE_USD\.swap/);
    expect(double.fix.count('V')).toBe(0);
  });

  test('of candles come over REST', async () => {
    const { data } = await exchange.call('records', { symbol: SWAP, period: 60, limit: 3 });
    expect(data).toHaveLength(3);
    expect(await exchange.findDefects('records', { symbol: SWAP, period: 60, limit: 3 })).toEqual([]);
    expect(double.rest.requests.some(({ path }) => path.endsWith('/get_tradingview_chart_data'))).toBe(true);
    expect(double.rest.requests.every(({ headers }) => headers.authorization === undefined)).toBe(true);
  });
});

test("GetMarkets tells contracts by FMZ's names", async () => {
  const { data, raw } = await exchange.call('markets');
  expect(Object.keys(data)).toEqual(expect.arrayContaining([SWAP, 'ETH_USD.swap', 'BTC_USD.BTC-25JUN27']));
  expect(data[SWAP]).toMatchObject({ tick_size: 0.5, price_precision: 1, ct_val: 10, ct_val_ccy: 'USD' });
  expect(raw).toMatch(/\|35=y\|/);
  expect(await exchange.findDefects('markets')).toEqual([]);
});

describe('the account', () => {
  test('is told per currency, side by side', async () => {
    const { data, raw } = await exchange.call('accounts');
    expect(data).toEqual([
      { currency: 'BTC', free: '2.375', frozen: '0.125' },
      { currency: 'ETH', free: '2.375', frozen: '0.125' },
    ]);
    expect(raw).toHaveLength(2);
    expect(arrived('BE', 15)).toEqual(['BTC', 'ETH']);
  });

  test('has its positions in one message, those that are over left out', async () => {
    const { data } = await exchange.call('positions');
    expect(data).toEqual([
      expect.objectContaining({ symbol: SWAP, type: 'long', amount: 30, price: 90_000 }),
    ]);
    expect(await exchange.findDefects('positions')).toEqual([]);
    expect((await exchange.call('positions', { symbol: 'ETH_USD.swap' })).data).toEqual([]);
  });
});

test("IO sends a message of the user's own, and neither answer nor error shows who asked", async () => {
  const answer = await exchange.call('io', {
    ...{ verb: 'POST', path: '/fix/BE' },
    params: [
      [923, 'mine'],
      [924, '4'],
      [553, double.keys.access_key],
      [15, 'BTC'],
    ],
  });
  expect(JSON.stringify(answer)).toContain('100013');
  expect(JSON.stringify(answer)).not.toContain(double.keys.access_key);
});
