import { describe, expect, test } from 'vitest';
import { bitvavoKeys, startBitvavo } from '../../doubles/ccxt/bitvavo.js';
import { useCcxt } from './useCcxt.js';

const { double, plugin, call } = useCcxt('bitvavo', startBitvavo, bitvavoKeys);

const io = (verb: string, path: string, params: object = {}) =>
  call(`__api_${path}`, params, bitvavoKeys, { 'Http-Method': verb });
/** The last request, and what was answered; the params as FMZ wrote them. */
async function send(verb: string, path: string, params: string) {
  await call('markets');
  const before = double().requests.length;
  const { access_key, secret_key } = bitvavoKeys;
  const body = `{"access_key":"${access_key}","secret_key":"${secret_key}","method":"__api_${path}","nonce":1,"params":${params}}`;
  const { text } = await plugin().post('/bitvavo', body, { 'Http-Method': verb });
  return { text, sent: double().requests.slice(before) };
}

describe("the path's own query", () => {
  test('is sent with the verb DELETE: one market is not all', async () => {
    await io('DELETE', '/v2/orders?market=BTC-EUR');
    expect(double().sent('DELETE /v2/orders').at(-1)?.search).toBe('market=BTC-EUR');
  });

  test('is sent with a name of ccxt', async () => {
    await io('DELETE', 'privateDeleteOrders?market=ETH-EUR');
    expect(double().sent('DELETE /v2/orders').at(-1)?.search).toBe('market=ETH-EUR');
  });

  test('is sent with GET, beside the params', async () => {
    await io('GET', '/v2/ordersOpen?market=BTC-EUR', { base: 'BTC' });
    expect(Object.fromEntries(double().sent('GET /v2/ordersOpen').at(-1)?.query ?? [])).toEqual({
      market: 'BTC-EUR',
      base: 'BTC',
    });
  });

  test('is sent with POST, in the body', async () => {
    await io('POST', '/v2/order?market=BTC-EUR', { side: 'buy', market: 'BTC-EUR' });
    expect(JSON.parse(double().sent('POST /v2/order').at(-1)?.body ?? '')).toEqual({
      market: 'BTC-EUR',
      side: 'buy',
    });
  });

  test('contradicted by the params is refused, and nothing sent', async () => {
    const before = double().requests.length;
    const { error } = await io('DELETE', '/v2/orders?market=BTC-EUR', { market: 'ETH-EUR' });
    expect(error).toMatch(/^market is "BTC-EUR" in the path, and "ETH-EUR" besides/);
    expect(double().requests).toHaveLength(before);
  });
});

describe('params arrive as FMZ wrote them', () => {
  test.each([
    '{"market":"BTC-EUR","id":2896576259728695296}',
    '{"market":"BTC-EUR","amount":1.50}',
    '{"market":"BTC-EUR","price":0.00000001,"list":[1.0,{"deep":12345678901234567890}]}',
    '{"text":"say 1.50, or \\"2896576259728695296\\"","n":1E-8}',
    '[{"market":"BTC-EUR","id":2896576259728695296},{"market":"ETH-EUR"}]',
  ])('in a body: %s', async (params) => {
    const { sent } = await send('POST', '/v2/order', params);
    expect(sent.map(({ body }) => body)).toEqual([params]);
  });

  test('in a query', async () => {
    const { sent, text } = await send(
      'GET',
      '/v2/ordersOpen',
      '{"id":2896576259728695296,"n":1.50,"e":1e+30}',
    );
    expect(sent.map(({ search }) => search)).toEqual(['id=2896576259728695296&n=1.50&e=1e%2B30']);
    expect(text).toMatch(/^{"data":\[/);
  });

  test('a list where ccxt makes a query of it is refused, and nothing sent', async () => {
    const { sent, text } = await send('DELETE', '/v2/orders', '[{"market":"BTC-EUR"}]');
    expect(text).toContain('ccxt cannot send a list there');
    expect(sent).toEqual([]);
  });

  test('no params at all are an empty list in FMZ', async () => {
    const { sent } = await send('GET', '/v2/balance', '[]');
    expect(sent.map(({ search }) => search)).toEqual(['']);
  });
});
