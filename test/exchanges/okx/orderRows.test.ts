import { describe, expect, test } from 'vitest';
import type { OkxOrder } from '../../doubles/okx/OkxOrder.js';
import { useBench } from '../native/createBench.js';
import { describeEndings } from '../native/describeEndings.js';
import { okx } from './okx.js';

const bench = useBench(okx, { options: okx.contracts });
const { ok } = bench;

const market = { ordType: 'market', px: '', sz: '100', accFillSz: '0.00192834', avgPx: '51858.1' };

/** What GetOrder, GetHistoryOrders or GetOrders tell of an order that the double has. */
async function told(order: Partial<OkxOrder>) {
  const { instId, ordId, state } = bench.double.seedOrder({ instId: 'BTC-USDT', ...order });
  const one = await ok('order', { id: `${instId},${ordId}` });
  const open = state === 'live' || state === 'partially_filled';
  const [listed] = await ok(open ? 'orders' : 'historyorders', { symbol: one.symbol });
  expect(listed).toEqual(one);
  return one;
}

describe('the amount of a market order on spot', () => {
  test.each<[string, Partial<OkxOrder>, number]>([
    ['a buy for quote currency', { side: 'buy', tgtCcy: 'quote_ccy' }, 0.00192834],
    ['a sale for quote currency', { side: 'sell', tgtCcy: 'quote_ccy' }, 0.00192834],
    ['a buy that does not say', { side: 'buy', tgtCcy: '' }, 0.00192834],
    ['a sale that does not say', { side: 'sell', tgtCcy: '', sz: '0.5' }, 0.5],
    ['a buy of base currency', { side: 'buy', tgtCcy: 'base_ccy', sz: '0.002' }, 0.002],
    ['a sale of base currency', { side: 'sell', tgtCcy: 'base_ccy', sz: '0.002' }, 0.002],
  ])('%s', async (_what, given, amount) => {
    expect(await told({ ...market, ...given, state: 'filled' })).toMatchObject({
      amount,
      deal_amount: 0.00192834,
      avg_price: 51858.1,
      price: 0,
      status: 'filled',
    });
  });

  test.each(['buy', 'sell'] as const)(
    'of a %s for quote currency is 0 before anything is filled',
    async (side) => {
      const order = { ...market, side, tgtCcy: 'quote_ccy' as const, accFillSz: '0', avgPx: '' };
      expect(await told({ ...order, state: 'live' })).toMatchObject({
        amount: 0,
        deal_amount: 0,
        status: 'pending',
      });
    },
  );
});

describe('the amount of other orders', () => {
  test.each(['limit', 'post_only', 'fok', 'ioc'])(
    '%s is in base currency whatever tgtCcy says',
    async (ordType) => {
      const order = {
        ordType,
        px: '50000',
        sz: '0.5',
        accFillSz: '0.1',
        avgPx: '49999',
        state: 'canceled' as const,
      };
      expect(await told({ ...order, tgtCcy: 'quote_ccy' })).toMatchObject({
        amount: 0.5,
        price: 50000,
        status: 'partial-canceled',
      });
    },
  );

  test.each(['market', 'optimal_limit_ioc'])('%s on a contract is in contracts', async (ordType) => {
    const given = {
      ...market,
      instId: 'BTC-USDT-SWAP',
      ordType,
      side: 'buy' as const,
      sz: '5',
      accFillSz: '2',
    };
    expect(await told({ ...given, tgtCcy: 'quote_ccy', state: 'canceled' })).toMatchObject({
      amount: 5,
      deal_amount: 2,
      price: 0,
      status: 'partial-canceled',
    });
  });
});

test('a market order has no price, though its row names one', async () => {
  const given = { ...market, side: 'buy' as const, px: '60000', tgtCcy: 'quote_ccy' as const };
  expect(await told({ ...given, state: 'filled' })).toMatchObject({ price: 0 });
});

test('a margin order is told like one on spot', async () => {
  const { instId, ordId } = bench.double.seedOrder({
    ...{ ...market, instId: 'BTC-USDT', instType: 'MARGIN', tdMode: 'cross', side: 'buy', tgtCcy: '' },
    state: 'filled',
  });
  expect(await ok('order', { id: `${instId},${ordId}` })).toMatchObject({
    symbol: 'BTC_USDT',
    amount: 0.00192834,
  });
});

describeEndings(bench, ({ side, inQuote, amount, filled }) => {
  const { ordId } = bench.double.seedOrder({
    ...{ instId: 'BTC-USDT', state: 'canceled', side, sz: amount, accFillSz: filled },
    ...(inQuote ? { ordType: 'market', px: '', tgtCcy: 'quote_ccy' } : { px: '60000' }),
    avgPx: filled === '0' ? '' : '60000',
  });
  return { id: `BTC-USDT,${ordId}` };
});

test.each([{}, { symbol: 'BTC_USDT' }])(
  'an open order on margin is among the open orders of %j',
  async (params) => {
    bench.double.seedOrder({
      ...{ instId: 'BTC-USDT', instType: 'MARGIN', tdMode: 'cross', state: 'live', px: '50000', sz: '0.5' },
    });
    expect(await ok('orders', params)).toMatchObject([{ symbol: 'BTC_USDT', amount: 0.5, price: 50000 }]);
  },
);
