import { describe, expect, it } from 'vitest';
import { methods } from '../../../src/protocol/methods.js';
import { parseWith } from '../../../src/protocol/parseWith.js';
import { MINUTE, openPaper } from './openPaper.js';
import { openWrapped } from './openWrapped.js';

const BTC = { symbol: 'BTC_USDT' };

describe('modifyorder', () => {
  it('changes price and amount, and what is held; the id stays', async () => {
    const { call, balances } = openPaper();
    const { id } = await call('trade', { ...BTC, type: 'buy', price: 10_000, amount: '0.5' });
    expect(await call('modifyorder', { id, ...BTC, type: 'buy', price: 9000, amount: '1' })).toEqual({ id });
    expect((await balances()).USDT).toEqual(['1000', '9000']);
    await call('modifyorder', { id, price: -1, amount: '0.2' });
    expect(await call('order', { id })).toMatchObject({ price: 9000, amount: 0.2, status: 'pending' });
    await call('modifyorder', { id, price: '8000', amount: -1 });
    expect((await balances()).USDT).toEqual(['8400', '1600']);
    expect(await call('orders')).toHaveLength(1);
  });

  it('takes from the book where the new price reaches it', async () => {
    const { call } = openPaper();
    const { id } = await call('trade', { ...BTC, type: 'buy', price: 10_000, amount: '0.01' });
    const ask = (await call('depth', BTC)).asks[0]?.[0] ?? 0;
    await call('modifyorder', { id, price: ask });
    expect(await call('order', { id })).toMatchObject({ status: 'filled', avg_price: ask, price: ask });
  });

  it('takes what the book offers once, however often the order is changed', async () => {
    const { trade, call, script } = openWrapped();
    script.levelAmount = 0.01;
    const { id } = await trade('BTC_USDT', 'buy', 50_001, '0.05');
    expect(await call('order', { id })).toMatchObject({ deal_amount: 0.01 });
    for (const amount of ['0.04', '0.05', '0.04']) await call('modifyorder', { id, amount });
    expect(await call('order', { id })).toMatchObject({ deal_amount: 0.01, status: 'partial-filled' });
    script.now += MINUTE;
    await call('modifyorder', { id, amount: '0.05' });
    expect(await call('order', { id })).toMatchObject({ deal_amount: 0.02 });
  });

  it('refuses what changes nothing', async () => {
    const { call } = openPaper();
    const { id } = await call('trade', { ...BTC, type: 'buy', price: 10_000, amount: '0.01' });
    for (const changes of [{}, { price: -1, amount: -1 }]) {
      expect(() => parseWith(methods.modifyorder.params, { id, ...changes })).toThrow(/changes nothing/);
    }
  });

  it.each([
    [{ amount: 3 }, 'INSUFFICIENT_BALANCE', /20000 USDT needed, 0 USDT free/],
    [{ price: '10000.55' }, 'PRICE_STEP', /multiple of the tick size 0.1 /],
    [{ amount: '0.0000001' }, 'AMOUNT_STEP', /multiple of the lot size 0\.000001/],
  ])('refuses %o and changes nothing', async (changes, code, message) => {
    const { call, balances } = openPaper();
    const { id } = await call('trade', { ...BTC, type: 'buy', price: 10_000, amount: 1 });
    const before = [await call('order', { id }), await balances()];
    await expect(call('modifyorder', { id, ...changes })).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
    expect([await call('order', { id }), await balances()]).toEqual(before);
  });

  it('refuses another side, an order that is over, and less than is filled', async () => {
    const { call } = openPaper();
    const { id } = await call('trade', { ...BTC, type: 'buy', price: 10_000, amount: 1 });
    await expect(call('modifyorder', { id, type: 'sell', price: 9000 })).rejects.toThrow(
      'type sell is not that of the order, which cannot change: it is a buy',
    );
    await call('cancel', { id });
    await expect(call('modifyorder', { id, price: 9000 })).rejects.toMatchObject({
      code: 'ORDER_DONE',
      message: expect.stringMatching(/is canceled: there is nothing to change/),
    });
    const [[price, amount] = [0, 0]] = (await call('depth', BTC)).asks;
    const part = await call('trade', { ...BTC, type: 'buy', price, amount: (amount + 0.01).toFixed(6) });
    await expect(call('modifyorder', { id: part.id, amount })).rejects.toMatchObject({
      code: 'AMOUNT_TOO_SMALL',
      message: expect.stringMatching(/of the order is filled already/),
    });
  });
});
