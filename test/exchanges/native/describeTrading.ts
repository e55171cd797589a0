import { describe, expect, test } from 'vitest';
import type { Bench } from './createBench.js';
import { describeHistory } from './describeHistory.js';
import { describeIo } from './describeIo.js';
import { describeOrders } from './describeOrders.js';
import { describeSpotOrders } from './describeSpotOrders.js';
import type { TradingFacts } from './TradingFacts.js';

/** Money, spot orders, lists of orders, and IO, on a bench that the tests of the file use. */
export function describeTrading(bench: Bench, facts: TradingFacts): void {
  const { exchange, call, asked } = bench;
  const { accounts } = exchange.paths;

  describe('accounts', () => {
    test('are those that trade, digits as they are', async () => {
      const { data, raw } = await call('accounts');
      expect(data).toEqual(
        expect.arrayContaining([
          { currency: 'USDT', free: '10000', frozen: '0' },
          { currency: 'BTC', free: '1', frozen: '0' },
        ]),
      );
      expect(raw).toMatchObject(exchange.success);
      expect(await call('assets')).toEqual(expect.objectContaining({ data }));
      expect(asked(accounts).map(({ query }) => query)).toEqual([facts.accountsQuery, facts.accountsQuery]);
    });

    test.each(facts.amounts)('%s', async (_what, amounts, free, frozen) => {
      const body = exchange.rows([facts.accountOf(amounts)]);
      bench.double.fault({ match: `GET ${accounts}`, kind: 'json', body });
      expect((await call('accounts')).data).toEqual([{ currency: 'USDT', free, frozen }]);
    });

    test('an empty account', async () => {
      const body = exchange.rows([facts.accountOf()]);
      bench.double.fault({ match: `GET ${accounts}`, kind: 'json', body });
      expect((await call('accounts')).data).toEqual([]);
    });
  });

  describeSpotOrders(bench, facts.spot);
  describeOrders(bench, facts.orders);
  describeHistory(bench, facts.orders);
  describeIo(bench, facts.io);
}
