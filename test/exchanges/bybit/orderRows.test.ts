import { describe, expect, test } from 'vitest';
import { parseOrder } from '../../../src/exchanges/bybit/parse.js';
import { useBench } from '../native/createBench.js';
import { describeEndings } from '../native/describeEndings.js';
import { bybit } from './bybit.js';
import { seedSpot } from './seedSpot.js';

const row = {
  symbol: 'BTCUSDT',
  orderId: '7',
  orderLinkId: '',
  orderType: 'Limit',
  side: 'Buy' as const,
  orderStatus: 'New',
  qty: '2',
  price: '100.50',
  cumExecQty: '0',
  cumExecValue: '',
  avgPrice: '',
  marketUnit: '',
  positionIdx: 0,
  reduceOnly: false,
  createdTime: '1684738540559',
};
const bought = { orderType: 'Market', price: '105', cumExecQty: '0.019', avgPrice: '100' };

describe('status', () => {
  test.each([
    ['New', '0', 'pending'],
    ['Untriggered', '0', 'pending'],
    ['Triggered', '0', 'pending'],
    ['PartiallyFilled', '1', 'partial-filled'],
    ['Filled', '2', 'filled'],
    ['Cancelled', '0.000', 'canceled'],
    ['Cancelled', '1', 'partial-canceled'],
    ['PartiallyFilledCanceled', '1', 'partial-canceled'],
    ['Rejected', '0', 'canceled'],
    ['Deactivated', '0', 'canceled'],
  ])('%s with %s filled is %s', (orderStatus, cumExecQty, status) => {
    expect(parseOrder({ ...row, category: 'linear', orderStatus, cumExecQty }, 'BTC_USDT.swap').status).toBe(
      status,
    );
  });

  test.each([
    ['open', '0', 'submitted'],
    ['open', '1', 'partial-filled'],
    ['done', '0', 'canceled'],
    ['done', '1', 'partial-canceled'],
    ['done', '2', 'filled'],
    [undefined, '0', 'submitted'],
    [undefined, '1', 'partial-filled'],
    [undefined, '2', 'filled'],
  ] as const)(
    'one that is not documented, on the list %s with %s filled, is %s',
    (listed, cumExecQty, status) => {
      const odd = { ...row, category: 'spot' as const, orderStatus: 'Odd', cumExecQty };
      expect(parseOrder(odd, 'BTC_USDT', listed).status).toBe(status);
    },
  );
});

describe('a market order on spot', () => {
  test.each([
    ['a buy for 2 quote', { marketUnit: 'quoteCoin' }, 0.019],
    ['a buy that does not say', {}, 0.019],
    ['a buy of 2 base', { marketUnit: 'baseCoin' }, 2],
    ['a sale of 2 base', { side: 'Sell' as const, marketUnit: 'baseCoin' }, 2],
    ['a sale that does not say', { side: 'Sell' as const }, 2],
    ['a sale for 2 quote', { side: 'Sell' as const, marketUnit: 'quoteCoin' }, 0.019],
  ])('%s', (_what, given, amount) => {
    const order = parseOrder(
      { ...row, ...bought, ...given, category: 'spot', orderStatus: 'Filled' },
      'BTC_USDT',
    );
    expect(order).toMatchObject({ amount, deal_amount: 0.019, price: 0, avg_price: 100, status: 'filled' });
    expect(order).not.toHaveProperty('offset');
  });

  test('what a buy for quote currency leaves over is less than a lot: it is filled', () => {
    const given = { ...row, ...bought, orderStatus: 'PartiallyFilledCanceled' };
    expect(parseOrder({ ...given, category: 'spot' }, 'BTC_USDT').status).toBe('filled');
    expect(parseOrder({ ...given, category: 'spot', marketUnit: 'baseCoin' }, 'BTC_USDT').status).toBe(
      'partial-canceled',
    );
  });
});

describe('the average price', () => {
  test.each([
    ['spot' as const, '100', '1.9', 100],
    ['spot' as const, '', '1.9', 100],
    ['linear' as const, '0', '1.9', 100],
    ['inverse' as const, '', '0.00019', 100],
    ['spot' as const, '', '', 0],
  ])('%s, average %j, value %j', (category, avgPrice, cumExecValue, average) => {
    const given = { ...row, cumExecQty: '0.019', avgPrice, cumExecValue };
    expect(parseOrder({ ...given, category }, 'BTC_USDT.swap').avg_price).toBeCloseTo(average, 8);
  });
});

test.each([
  [0, 'Buy' as const, false, 'open'],
  [0, 'Sell' as const, true, 'close'],
  [1, 'Buy' as const, false, 'open'],
  [1, 'Sell' as const, false, 'close'],
  [2, 'Sell' as const, false, 'open'],
  [2, 'Buy' as const, true, 'close'],
])('positionIdx %d, %s, reduceOnly %s: %s', (positionIdx, side, reduceOnly, offset) => {
  const order = parseOrder({ ...row, category: 'linear', positionIdx, side, reduceOnly }, 'BTC_USDT.swap');
  expect(order).toMatchObject({ id: 'linear:BTCUSDT,7', offset, contract_type: 'swap' });
});

const bench = useBench(bybit);

describeEndings(bench, ({ side, inQuote, amount, filled }) => {
  const { orderId } = seedSpot(bench.double, 1000, {
    side: side === 'buy' ? 'Buy' : 'Sell',
    ...(inQuote
      ? { orderType: 'Market', price: '0', marketUnit: 'quoteCoin' }
      : { orderType: 'Limit', price: '60000' }),
    ...{ qty: amount, cumExecQty: filled },
    orderStatus: filled === '0' ? 'Cancelled' : 'PartiallyFilledCanceled',
  });
  return { id: `spot:BTCUSDT,${orderId}` };
});

test.each(['Buy', 'Sell'] as const)(
  'a market %s on a contract has no price, though its row names the worst one',
  async (side) => {
    const { orderId } = bench.double.seedOrder({
      ...{ symbol: 'BTCUSDT', category: 'linear', orderType: 'Market', side, price: '63000', qty: '0.5' },
    });
    expect(await bench.ok('order', { id: `linear:BTCUSDT,${orderId}` })).toMatchObject({
      amount: 0.5,
      price: 0,
      status: 'filled',
    });
  },
);
