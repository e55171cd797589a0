import { describe, expect, test } from 'vitest';
import type { Bench } from './createBench.js';
import type { OrderFacts } from './TradingFacts.js';

/** Open orders, and orders that are named by an id. */
export function describeOrders(bench: Bench, facts: OrderFacts): void {
  const { exchange, call, ok, refused } = bench;
  const { name, paths, idOf, keys } = exchange;
  const order = { symbol: 'LTC_USDT', type: 'buy', price: '10', amount: '2' };

  describe('orders', () => {
    test('of one pair and of all pairs, every page, oldest first', async () => {
      const { count, others, seedOthers } = facts.many;
      const start = Date.now() - 300_000;
      for (let index = 0; index < count; index += 1) facts.seedOpen(start + index);
      seedOthers(start + count);
      const all = await ok('orders');
      expect(all).toHaveLength(count + others.length);
      expect(all.slice(count).map(({ symbol }: { symbol: string }) => symbol)).toEqual(others);
      const partly = { status: 'partial-filled', amount: 0.01, deal_amount: 0.004, avg_price: 19999 };
      expect(all.at(-1)).toMatchObject({ symbol: 'BTC_USDT', ...partly });
      const times = all.map((order: { time: number }) => order.time);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      const { data, raw } = await call('orders', { symbol: 'ETH_USDT' });
      expect(data).toHaveLength(count);
      expect(raw).toHaveLength(3);
      expect(new Set(Object(data).map((order: { id: string }) => order.id)).size).toBe(count);
      const swaps = others.filter((symbol) => symbol === 'ETH_USDT.swap');
      expect(await ok('orders', { symbol: 'ETH_USDT.swap' })).toHaveLength(swaps.length);
    });

    test('a full page is followed by an empty one', async () => {
      for (let index = 0; index < facts.pageSize; index += 1) facts.seedOpen();
      expect(await ok('orders', { symbol: 'ETH_USDT' })).toHaveLength(facts.pageSize);
      expect(bench.asked(paths.orders)).toHaveLength(2);
    });

    test('an incomplete symbol is refused', async () => {
      expect(await refused('orders', { symbol: 'USDT' })).toContain('incomplete');
    });
  });

  describe('order and cancel', () => {
    test('place, find, fill in part, cancel', async () => {
      const { id } = await ok('trade', order);
      bench.double.fill(id.split(',')[1], '0.5');
      const partly = { status: 'partial-filled', deal_amount: 0.5, amount: 2 };
      expect(await ok('order', { id })).toMatchObject(partly);
      expect(await ok('orders', { symbol: 'LTC_USDT' })).toHaveLength(1);
      expect((await call('cancel', { id, symbol: 'LTC_USDT' })).data).toBe(true);
      expect(await ok('order', { id })).toMatchObject({ status: 'partial-canceled', deal_amount: 0.5 });
      expect(await ok('orders', { symbol: 'LTC_USDT' })).toEqual([]);
      expect(await refused('cancel', { id })).toMatch(facts.canceledAlready);
    });

    test('an id of the old dialect takes the symbol of the request', async () => {
      const { id } = await ok('trade', order);
      const [, bare] = id.split(',');
      expect(await ok('order', { id: bare, symbol: 'ltc_usdt' })).toMatchObject({ id });
      const login = JSON.stringify(keys).slice(1, -1);
      const body = `{${login},"method":"Cancel","params":{"id":${bare},"symbol":"LTC_USDT"}}`;
      const { envelope } = await bench.plugin.post(`/${name.toLowerCase()}/`, body);
      expect(envelope).toMatchObject({ data: true });
    });

    test.each(['BTC_USDT', 'BTC_USDT.swap'])("the id's own symbol counts, not %s", async (symbol) => {
      const { id } = await ok('trade', order);
      expect(await ok('order', { id, symbol })).toMatchObject({ id, symbol: 'LTC_USDT' });
    });

    test.each([...facts.foreignIds, 'not an id', `${idOf.spot},`, ',5', '12345'])(
      `%j is not an id of ${name}`,
      async (id) => {
        for (const method of ['order', 'cancel']) {
          expect(await refused(method, { id })).toContain(
            ` ${name} order id: use the id that CreateOrder returned`,
          );
        }
        expect(bench.double.requests).toEqual([]);
      },
    );

    test('an order that does not exist', async () => {
      expect(await refused('order', { id: `${idOf.spot},1` })).toMatch(facts.unknownOrder);
    });
  });
}
