import { describe, expect, test } from 'vitest';
import { parseOrder } from '../../../src/exchanges/bybit/parse.js';

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
    expect(parseOrder({ ...row, orderStatus, cumExecQty }, 'linear', 'BTC_USDT.swap').status).toBe(status);
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
      const odd = { ...row, orderStatus: 'Odd', cumExecQty };
      expect(parseOrder(odd, 'spot', 'BTC_USDT', listed).status).toBe(status);
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
    const order = parseOrder({ ...row, ...bought, ...given, orderStatus: 'Filled' }, 'spot', 'BTC_USDT');
    expect(order).toMatchObject({ amount, deal_amount: 0.019, price: 0, avg_price: 100, status: 'filled' });
    expect(order).not.toHaveProperty('offset');
  });

  test('what a buy for quote currency leaves over is less than a lot: it is filled', () => {
    const given = { ...row, ...bought, orderStatus: 'PartiallyFilledCanceled' };
    expect(parseOrder(given, 'spot', 'BTC_USDT').status).toBe('filled');
    expect(parseOrder({ ...given, marketUnit: 'baseCoin' }, 'spot', 'BTC_USDT').status).toBe(
      'partial-canceled',
    );
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
  const order = parseOrder({ ...row, positionIdx, side, reduceOnly }, 'linear', 'BTC_USDT.swap');
  expect(order).toMatchObject({ id: 'linear:BTCUSDT,7', offset, contract_type: 'swap' });
});
