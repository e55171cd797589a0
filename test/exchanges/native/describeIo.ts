import { describe, expect, test } from 'vitest';
import type { Bench } from './createBench.js';
import type { IoFacts } from './TradingFacts.js';

/** What goes to the exchange as it is, and what goes nowhere. */
export function describeIo(bench: Bench, { open, encoded, order, missing }: IoFacts): void {
  const { exchange, io, ok } = bench;
  const { paths, success } = exchange;
  const last = () => bench.double.requests.at(-1);

  describe('io', () => {
    test('GET: the params are the query, signed, and data is the whole reply', async () => {
      await ok('trade', { symbol: 'ETH_USDT', type: 'buy', price: '10', amount: '2' });
      const { data, error } = await io('GET', open.path, open.params);
      expect(error).toBeUndefined();
      expect(data).toMatchObject({ ...success, ...open.answer });
      expect(last()).toMatchObject({ method: 'GET', query: open.query });
    });

    test('the signature covers what is percent-encoded', async () => {
      const { error } = await io('GET', encoded.path, encoded.params);
      expect(error).toBeUndefined();
      expect(last()?.query).toBe(encoded.query);
    });

    test('POST: the params are the body', async () => {
      const { data } = await io('POST', paths.trade, order);
      expect(data).toMatchObject(success);
      expect(last()?.body).toBe(JSON.stringify(order));
    });

    test('without keys it is not signed', async () => {
      const { data } = await io('GET', paths.time, {}, { access_key: '', secret_key: '' });
      expect(data).toMatchObject(success);
      expect(last()?.headers).not.toHaveProperty(exchange.headers.key);
    });

    test.each([
      ['//evil.example/api', /the path must start with one \//],
      ['http://evil.example/api', /the path must start with one \//],
      ['@evil.example/', /the path must start with one \//],
      ['/\\evil.example', /write %5C/],
      ['', /path is empty/],
    ])('the path %j goes nowhere else', async (path, message) => {
      expect((await io('GET', path)).error).toMatch(message);
    });

    test('an unknown verb', async () => {
      expect((await io('TRACE', paths.time)).error).toBe(`verb must be one of GET, POST, PUT, DELETE, PATCH`);
    });

    test('an unknown path', async () => {
      expect((await io('GET', missing.path)).error).toBe(missing.message);
    });

    test('every method can be called under /fmz/', async () => {
      const { data } = await io('GET', '/fmz/GetTicker', { symbol: 'LTC_USDT' });
      expect(data).toMatchObject({ symbol: 'LTC_USDT' });
    });
  });
}
