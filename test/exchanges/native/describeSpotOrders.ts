import { describe, expect, test } from 'vitest';
import type { Bench } from './createBench.js';
import type { SpotOrderFacts } from './TradingFacts.js';

/** Spot orders as they are sent, and as they are refused. */
export function describeSpotOrders(bench: Bench, facts: SpotOrderFacts): void {
  const { exchange, call, ok, refused } = bench;
  const { name } = exchange;
  const sent = () => bench.asked(exchange.paths.trade).map(({ body }) => body);

  describe('trade', () => {
    test(`a limit order: the digits that FMZ sent are the digits that ${name} gets`, async () => {
      const { amount, body, raw } = facts.limit;
      const params = { symbol: 'BTC_USDT', type: 'buy', price: '1000.10', amount };
      const placed = await call('trade', params);
      const { id } = Object(placed.data);
      expect(sent()[0]).toMatch(body);
      expect(id).toBe(exchange.placed(bench.double)[0]?.id);
      expect(placed.raw).toMatchObject(raw);
      expect(await ok('order', { id, symbol: 'BTC_USDT' })).toEqual({
        id,
        symbol: 'BTC_USDT',
        amount: 0.1,
        price: 1000.1,
        deal_amount: 0,
        avg_price: 0,
        type: 'buy',
        status: 'pending',
        time: expect.any(Number),
      });
    });

    test('a number with an exponent is written out', async () => {
      await call('trade', { symbol: 'BTC_USDT', type: 'sell', price: 2e5, amount: 2e-5 });
      expect(sent()[0]).toContain(facts.exponent);
    });

    test.each(['-1', -1, '0', undefined])('price %j: a market buy spends quote currency', async (price) => {
      const { id } = await ok('trade', { symbol: 'BTC_USDT', type: 'buy', price, amount: '100' });
      expect(sent()[0]).toContain(facts.marketBuy);
      const order = await ok('order', { id });
      expect(order).toMatchObject({ status: 'filled', price: 0, type: 'buy' });
      expect(order.amount).toBe(order.deal_amount);
      expect(order.deal_amount * order.avg_price).toBeGreaterThan(99);
      expect(order.deal_amount * order.avg_price).toBeLessThanOrEqual(facts.spentAtMost);
    });

    test('a market sell gives base currency', async () => {
      const { id } = await ok('trade', { symbol: 'BTC_USDT', type: 'sell', price: '-1', amount: '0.5' });
      expect(sent()[0]).toContain(facts.marketSell);
      const sold = { status: 'filled', amount: 0.5, deal_amount: 0.5, type: 'sell' };
      expect(await ok('order', { id })).toMatchObject(sold);
    });

    const badPrice = 'price must be a decimal number, -1 for a market order, not';
    test.each<readonly [object, string]>([
      [{ type: 'buy', price: '1000', amount: '-0.1' }, 'amount must be above 0, not "-0.1"'],
      [{ type: 'buy', price: '1000', amount: 'much' }, 'amount must be a decimal number'],
      [{ type: 'buy', price: 'cheap', amount: '1' }, 'price must be a decimal number'],
      [{ type: 'buy', price: '1000' }, 'amount is missing'],
      [{ type: 'buy', price: '', amount: '1' }, `${badPrice} ""`],
      [{ type: 'buy', price: null, amount: '1' }, `${badPrice} null`],
      [
        { type: 'closebuy', price: '1000', amount: '1' },
        'type closebuy closes a futures position: on spot use buy or sell',
      ],
      [{ type: 'borrow', price: '1000', amount: '1' }, 'type must be one of buy, sell, closebuy, closesell'],
      ...facts.badOrders,
    ])('%j places nothing', async (params, message) => {
      expect(await refused('trade', { symbol: 'BTC_USDT', ...params })).toContain(`${message}`);
      expect(sent()).toEqual([]);
    });

    test.each(facts.refusals)(
      `%j: what ${name} refuses is said in its words, with what to do`,
      async (params, message) => {
        expect(await refused('trade', { symbol: 'BTC_USDT', type: 'buy', ...params })).toMatch(message);
        expect(bench.double.orders()).toEqual([]);
      },
    );
  });
}
