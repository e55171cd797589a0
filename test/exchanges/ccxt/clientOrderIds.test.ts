import { describe, expect, test } from 'vitest';
import { knownIds } from '../../../src/exchanges/ccxt/library/findCcxt.js';
import { factsOf } from '../../../src/exchanges/ccxt/venues.js';
import { fieldsOf } from './describeWrite.js';
import { putOffline } from './offlineExchange.js';
import { spotOrder } from './offlineOrders.js';
import { openOffline } from './signWrites.js';

/** The most characters that an exchange takes, by its documentation or by the ids that ccxt makes up for it. */
const OWN_IDS: Readonly<Record<number, string>> = {
  28: 'gate gateeu',
  32: 'bitget blofin coinex mexc myokx okx okxus whitebit',
  36: `aster binance binancecoinm binanceus binanceusdm bittrade bitvavo btcmarkets btcturk bybit bybiteu bybitid cex
    coinbase coinbaseexchange hyperliquid kraken latoken poloniex upbit weex`,
  40: 'bingx kucoin kucoinfutures phemex',
  64: 'alpaca deribit',
};

describe.concurrent('client order ids', () => {
  const limits = Object.entries(OWN_IDS).flatMap(([most, ids]) =>
    ids.split(/\s+/).map((id) => [id, Number(most)] as const),
  );

  test('of these exchanges', ({ expect }) => {
    const named = knownIds.filter((id) => factsOf(id).clientOrderId?.() !== undefined);
    expect(named).toEqual(limits.map(([id]) => id).sort());
  });

  test.each(limits)(
    '%s takes %d characters, and gets the id that the order is looked for by',
    async (id, most) => {
      const { has } = new (await putOffline(id, 'spot', spotOrder))({});
      const kinds = (['spot', 'swap'] as const).filter((kind) => has[kind] === true);
      expect(kinds).not.toEqual([]);
      for (const kind of kinds) {
        const exchange = await openOffline(id, kind, { hedged: false, order: spotOrder, lost: true });
        const symbol = kind === 'spot' ? 'BTC_USDT' : 'BTC_USDT.swap';
        const { sent, error } = await exchange.call('trade', {
          symbol,
          type: 'buy',
          price: '12000',
          amount: '37',
        });
        await exchange.close();
        const [, own = 'none'] = /client order id (\S+)/.exec(error) ?? [];
        expect(own.length).toBeLessThanOrEqual(most);
        expect(own).toMatch(/^[\w-]+$/);
        const values = sent.flatMap(fieldsOf).map(([, value]) => value);
        expect(
          values.some((value) => value === own || value === `t-${own}`),
          values.join(' '),
        ).toBe(true);
      }
    },
  );
});
