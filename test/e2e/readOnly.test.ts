import { afterEach, beforeEach, expect, test } from 'vitest';
import { methodNames, methods } from '../../src/protocol/methods.js';
import { type RecordingServer, startRecordingServer } from '../../src/testing.js';
import { startCtraderDouble } from '../doubles/ctrader/startCtraderDouble.js';
import { killServed, type Served, startServe } from './startServe.js';

let double: RecordingServer;
let served: Served;

beforeEach(async () => {
  double = await startRecordingServer(() => ({ body: { code: '0', data: [] } }));
  served = await startServe([
    '--read-only',
    '--base-url',
    `OKX=${double.url}`,
    '--base-url',
    `bitvavo=${double.url}`,
  ]);
});
afterEach(async () => {
  killServed();
  await double.close();
});

const keys = { access_key: 'a-key', secret_key: 'a-secret,a-passphrase' };

async function post(
  exchange: string,
  method: string,
  params: object,
  verb?: string,
): Promise<{ error?: string }> {
  const response = await fetch(`${served.url}/${exchange}`, {
    method: 'POST',
    body: JSON.stringify({ ...keys, method, params }),
    ...(verb && { headers: { 'http-method': verb } }),
  });
  return Object(await response.json());
}

const params = { symbol: 'LTC_USDT', type: 'buy', price: '1', amount: '1', id: 'LTC_USDT,1', level: '3' };
/** What was sent that is not a GET. */
const written = () => double.requests.filter(({ method }) => method !== 'GET');

test('every write of the method table, on exchanges and on Paper: refused, and nothing is sent', async () => {
  const writes = methodNames.filter((name) => methods[name].access === 'write' && name !== 'io');
  expect(writes.length).toBeGreaterThan(3);
  for (const [path, exchange] of [
    ['OKX', 'OKX'],
    ['paper', 'Paper'],
    ['paper/okx', 'Paper/OKX'],
  ])
    for (const name of writes)
      expect(await post(path ?? '', name, params)).toEqual({
        error: `${exchange} ${methods[name].fmz}: this plugin is read-only: start serve without --read-only`,
      });
  expect(double.requests).toEqual([]);
});

test.each([
  ['OKX', '/api/v5/trade/order', 'POST'],
  ['OKX', '/api/v5/trade/order', 'PUT'],
  ['OKX', '/api/v5/trade/order', 'DELETE'],
  ['OKX', '/api/v5/trade/order', 'post'],
  ['OKX', '/api/v5/trade/order', 'PATCH'],
  ['OKX', '/api/v5/private/buy', 'GET'],
  ['OKX', '/api/v5/private/cancel_all', 'GET'],
  ['OKX', '/api/v5/private/mass_quote', 'GET'],
  ['OKX', '/api/v5/private/orders/cancel/12345', 'GET'],
  ['bitvavo', 'private_get_reset_api_key', 'GET'],
  ['OKX', '/api/v5/x/../private/buy?instId=1', 'GET'],
  ['OKX', '/api/v5/private/%62uy', 'GET'],
  ['OKX', '/api/v5/private%2Fbuy;history', 'GET'],
  ['bitvavo', 'privatePostOrder', 'GET'],
  ['bitvavo', 'privateDeleteOrder', 'GET'],
  ['bitvavo', 'private_post_order', 'GET'],
  ['bitvavo', 'createOrder', 'GET'],
])('IO of %s %s by %s: refused, and nothing is sent that writes', async (exchange, path, verb) => {
  expect((await post(exchange, `__api_${path}`, {}, verb)).error).toMatch(
    /^(OKX|Bitvavo) IO: this plugin is read-only: start serve without --read-only$/i,
  );
  expect(written()).toEqual([]);
});

test('messages of FIX that no table knows as a read are refused, whatever the verb; reads are sent', async () => {
  const acceptor = await startCtraderDouble();
  const { url } = await startServe([
    ...['--read-only', '--base-url', `CTrader=${acceptor.trade}`],
    ...['--base-url', `CTrader.quote=${acceptor.quote}`],
  ]);
  const ask = async (path: string, verb: string, fields: object) => {
    const body = JSON.stringify({ ...acceptor.keys, method: `__api_${path}`, params: fields });
    const response = await fetch(`${url}/CTrader`, {
      method: 'POST',
      body,
      headers: { 'http-method': verb },
    });
    return Object(await response.json());
  };
  // Also what executes and cancels lists of orders, and what changes a password.
  const types = ['D', 'F', 'G', 'q', 's', 't', 'u', 'E', 'K', 'L', 'M', 'R', 'AX', 'BE'];
  const ids = Object.fromEntries([11, 66, 131, 894, 923].map((tag) => [tag, 'mine']));
  for (const type of types)
    for (const verb of ['GET', 'POST'])
      expect({ type, ...(await ask(`/trade/${type}`, verb, ids)) }).toEqual({
        type,
        error: 'CTrader IO: this plugin is read-only: start serve without --read-only',
      });
  for (const type of types) expect({ type, sent: await acceptor.count(type) }).toEqual({ type, sent: 0 });
  expect(await ask('/trade/AN', 'GET', { 710: 'mine' })).not.toHaveProperty(
    'error',
    expect.stringContaining('read-only'),
  );
  expect(await acceptor.count('AN')).toBe(1);
  await acceptor.close();
});

test('reads go on', async () => {
  expect(await post('OKX', '__api_/api/v5/market/ticker', { instId: 'LTC-USDT' }, 'GET')).toHaveProperty(
    'data',
  );
  expect(await post('OKX', 'orders', { symbol: 'LTC_USDT' })).not.toHaveProperty(
    'error',
    expect.stringContaining('read-only'),
  );
  expect(await post('paper', 'ticker', { symbol: 'LTC_USDT' })).toHaveProperty('data');
  expect(await post('paper', 'accounts', {})).toHaveProperty('data');
  expect(double.requests.length).toBeGreaterThan(0);
});
