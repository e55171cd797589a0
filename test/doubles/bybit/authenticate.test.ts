import { describe, expect, it } from 'vitest';
import { bybitVectors } from '../../signing/opensslVectors.js';
import { originOf, signatureOf } from './authenticate.js';
import type { Signing } from './createTestClient.js';
import { defaultAccount } from './startBybitDouble.js';
import { useBybit } from './useBybit.js';

const { bybit, client } = useBybit();

const path = '/v5/account/info';
const ask = (signing: Signing) => client.signed('GET', path, undefined, signing);
const account = () => bybit().accounts[0] ?? defaultAccount;

describe('keys', () => {
  it.each<[string, number, number, Signing]>([
    ['an unknown key', 401, 10003, { account: { ...defaultAccount, accessKey: 'nobody' } }],
    ['a wrong secret', 200, 10004, { account: { ...defaultAccount, secret: 'x' } }],
    ['a body that was not signed', 200, 10004, { headers: { 'x-bapi-recv-window': '5001' } }],
    ['no key', 401, 10001, { headers: { 'x-bapi-api-key': '' } }],
    ['no signature', 401, 10001, { headers: { 'x-bapi-sign': '' } }],
    ['a timestamp of letters', 200, 10001, { timestamp: 'now' }],
  ])('refuses %s', async (_, status, retCode, signing) => {
    expect(await ask(signing)).toMatchObject({ status, retCode, result: {} });
  });

  it('takes timestamps from one window back to one second ahead', async () => {
    const code = async (shift: number, window: string) =>
      (await ask({ timestamp: `${Date.now() + shift}`, window })).retCode;
    expect(await code(-4000, '5000')).toBe(0);
    expect(await code(-5001, '5000')).toBe(10002);
    expect(await code(-9000, '10000')).toBe(0);
    // Without the header the window is five seconds, and nothing is signed in its place.
    expect(await code(-4000, '')).toBe(0);
    expect(await code(-5001, '')).toBe(10002);
    expect(await code(800, '5000')).toBe(0);
    expect(await code(1100, '60000')).toBe(10002);
  });

  it('says both times of a request that is too late', async () => {
    const { retMsg } = await ask({ timestamp: '1700000000000' });
    expect(retMsg).toMatch(
      /^invalid request, please check your server timestamp or recv_window param\. req_timestamp\[1700000000000\],server_timestamp\[\d{13}\],recv_window\[5000\]$/,
    );
  });

  it('has a clock of its own', async () => {
    bybit().clockOffset = 60_000;
    expect(await ask({ timestamp: `${Date.now()}` })).toMatchObject({ retCode: 10002 });
    expect(await ask({})).toMatchObject({ retCode: 0 });
  });

  it('signs the query as it was sent', async () => {
    const { retCode } = await client.list('/v5/order/realtime?category=linear&settleCoin=US%44T&limit=5');
    expect(retCode).toBe(0);
  });

  it('wants a JSON body of a POST, and no body of a GET', async () => {
    const refused = async (body: unknown, headers: Record<string, string>) =>
      (await client.signed('POST', '/v5/order/cancel', body, { headers })).retCode;
    expect(await refused(undefined, {})).toBe(10001);
    expect(await refused('text', {})).toBe(10001);
    expect(await refused({ category: 'spot' }, { 'content-type': 'text/plain' })).toBe(10001);
    expect(await refused({ category: 'spot' }, {})).toBe(170121);
  });

  it('binds a key to an address', async () => {
    account().ip = '10.1.2.3';
    expect(await ask({})).toMatchObject({ retCode: 10010 });
    account().ip = '127.0.0.1';
    expect(await ask({})).toMatchObject({ retCode: 0 });
  });

  it('keeps a key to what it is allowed', async () => {
    const code = async (method: 'GET' | 'POST', target: string, body?: unknown) =>
      (await client.signed(method, target, body)).retCode;
    const cancel = (category: string) =>
      code('POST', '/v5/order/cancel', { category, symbol: 'BTCUSDT', orderId: '1' });
    account().permissions = ['SpotTrade'];
    expect(await cancel('spot')).toBe(170213);
    expect(await cancel('linear')).toBe(10005);
    expect(await code('GET', '/v5/position/list?category=linear&symbol=BTCUSDT')).toBe(10005);
    expect(await code('GET', '/v5/order/history?category=linear')).toBe(10005);
    expect(await code('GET', '/v5/account/wallet-balance?accountType=UNIFIED')).toBe(0);
    account().permissions = ['Order', 'Position'];
    expect(await cancel('spot')).toBe(10005);
    expect(await cancel('linear')).toBe(110001);
    account().readOnly = true;
    expect(await cancel('linear')).toBe(10005);
    expect(await code('GET', '/v5/position/list?category=linear&symbol=BTCUSDT')).toBe(0);
  });

  it('knows no other paths', async () => {
    expect(await client.signed('GET', '/v5/order/nothing')).toMatchObject({ status: 404, retCode: 10017 });
    expect(await client.signed('GET', '/v5/order/create')).toMatchObject({ status: 404, retCode: 10017 });
  });
});

it('signs as OpenSSL does', () => {
  const { accessKey, secret, timestamp, window } = bybitVectors;
  for (const { method, path, query, body, prehash, sign } of bybitVectors.vectors) {
    const target = query ? `${path}?${query}` : path;
    const wire = { method, target, headers: {}, body: Buffer.from(body ?? '') };
    const origin = originOf(wire, { timestamp, accessKey, window });
    expect([origin.toString(), signatureOf(secret, origin)]).toEqual([prehash, sign]);
  }
});
