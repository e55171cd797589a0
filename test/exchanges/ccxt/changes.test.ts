import { describe, expect, test } from 'vitest';
import { fieldsOf } from './describeWrite.js';
import { spotOrder, swapOrder } from './offlineOrders.js';
import { openOffline } from './signWrites.js';

describe('the rest of an order that is changed', () => {
  const call = async (id: string, kind: 'spot' | 'swap', order: object, change: object, hedged = false) => {
    const exchange = await openOffline(id, kind, { hedged, order });
    const native = kind === 'spot' ? 'BTC/USDT' : 'BTC/USDT:USDT';
    const { sent, error } = await exchange.call('modifyorder', {
      id: `${native},12345678901234567`,
      type: 'buy',
      price: '-1',
      amount: '-1',
      ...change,
    });
    await exchange.close();
    return { fields: Object.fromEntries(sent.flatMap(fieldsOf)), error };
  };
  const half = { ...spotOrder, filled: '0.02', remaining: '0.03' };

  test('a new price alone: what is left, at that price', async () => {
    const { fields } = await call('binance', 'spot', half, { price: '1100' });
    expect(fields).toMatchObject({
      quantity: '0.03',
      price: '1100',
      cancelRestrictions: 'ONLY_PARTIALLY_FILLED',
    });
    expect(fields).toMatchObject({ newClientOrderId: expect.stringMatching(/^fmz[\da-f]{28}$/) });
  });

  test('the exchange itself takes off what is filled, where it can', async () => {
    const { fields } = await call('upbit', 'spot', half, { price: '1100' });
    expect(fields).toMatchObject({ new_volume: 'remain_only', new_price: '1100' });
  });

  test('an amount that is filled already', async () => {
    const { error } = await call('binance', 'spot', half, { amount: '0.02' });
    expect(error).toBe('amount 0.02 is not above the 0.02 of BTC_USDT that are filled already');
  });

  test('an order of which it is not known how much is filled', async () => {
    const { error } = await call(
      'poloniex',
      'spot',
      { ...spotOrder, filled: undefined, remaining: undefined },
      { price: '1100' },
    );
    expect(error).toBe('it is not known how much of it is filled: cancel it, and place another order');
  });

  test('hedge mode: nobody knows the position of the order', async () => {
    const { error } = await call('bingx', 'swap', swapOrder, { price: '1100' }, true);
    expect(error).toMatch(/^bingx places another order instead, .* in hedge mode/);
  });
});
