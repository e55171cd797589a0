import { expect, test } from 'vitest';
import { startCtraderDouble } from '../../doubles/ctrader/startCtraderDouble.js';
import { useCtraderPlugin } from './useCtraderPlugin.js';

const { acceptor, ok, refused, sent } = useCtraderPlugin(() => startCtraderDouble());

const limit = { symbol: 'EUR_USD.swap', type: 'buy', price: '1.08', amount: '1000' };

/** An order that a person made in cTrader: it has no ClOrdID. */
function byHand(kind: '2' | '3' = '2') {
  const state = acceptor().state();
  const [instrument] = state.market.instruments;
  if (!instrument) throw new Error('the double has no instrument');
  return state.seed({ instrument, side: '2', kind, quantity: '3000', price: '1.2' });
}

test('an order that a person made is listed and found, and can only be canceled in cTrader', async () => {
  const { id: orderId } = byHand();
  const id = `EURUSD,${orderId}`;
  const [order] = await ok('orders');
  expect(order).toMatchObject({
    id,
    symbol: 'EUR_USD.swap',
    type: 'sell',
    amount: 3000,
    price: 1.2,
    status: 'pending',
  });
  expect(await ok('order', { id })).toEqual(order);
  for (const [method, params] of [
    ['cancel', { id }],
    ['modifyorder', { id, price: '1.3', amount: '-1' }],
  ] as const)
    expect(await refused(method, params)).toBe(
      'the order has no ClOrdID, because it was not placed over FIX: change or cancel it in cTrader',
    );
  expect([await acceptor().count('F'), await acceptor().count('G')]).toEqual([0, 0]);
});

test('an order of another FIX client is known by the id of cTrader, and canceled by its own', async () => {
  byHand().clientId = 'theirs';
  const [{ id }] = await ok('orders');
  expect(id).toMatch(/^EURUSD,\d+$/);
  expect(await ok('modifyorder', { id, price: '1.25', amount: '-1' })).toEqual({ id });
  expect(await ok('order', { id })).toMatchObject({ id, price: 1.25, amount: 3000 });
  expect(await ok('cancel', { id })).toBe(true);
  expect(await ok('orders')).toEqual([]);
  expect(await sent('G', [41, 38, 44])).toEqual(['41=theirs|38=3000|44=1.25']);
});

test('orders of one client order id, as those that protect a position, are told apart', async () => {
  const { id } = await ok('trade', limit);
  byHand().clientId = id.split(',')[1];
  const ids = (await ok('orders')).map((order: { id: string }) => order.id);
  expect(ids).toEqual([...new Set(ids)]);
  expect(ids).toHaveLength(2);
  for (const one of ids) expect(await ok('order', { id: one })).toMatchObject({ id: one });
});

test('a stop order shows the price that triggers it, and is not changed here', async () => {
  const made = byHand('3');
  Object.assign(made, { clientId: 'theirs', stop: made.price, price: undefined });
  const [order] = await ok('orders');
  expect(order).toMatchObject({ price: 1.2 });
  expect(await refused('modifyorder', { id: order.id, price: '1.3', amount: '-1' })).toContain(
    'only orders with a price can be changed',
  );
});

test('an order that expires keeps its time when it is changed', async () => {
  const made = byHand();
  Object.assign(made, { clientId: 'theirs', expires: Date.now() + 86_400_000 });
  const [{ id }] = await ok('orders');
  await ok('modifyorder', { id, price: '1.25', amount: '-1' });
  expect(await sent('G', [126])).toEqual([expect.stringMatching(/^126=\d{8}-\d\d:\d\d:\d\d/)]);
});

test('a stop order that IO places is listed with the id of cTrader, and canceled by it', async () => {
  const fields = { 11: 'stop1', 55: 1, 54: 2, 60: '20261128-05:00:00', 38: 1000, 40: 3, 99: '1.07' };
  await ok('__api_/trade/D', fields);
  const [order] = await ok('orders', { symbol: 'EUR_USD.swap' });
  expect(order).toMatchObject({ type: 'sell', amount: 1000, price: 1.07, status: 'pending' });
  expect(order.id).toMatch(/^EURUSD,\d+$/);
  expect(await ok('cancel', { id: order.id })).toBe(true);
  expect(await sent('D', [11, 54, 38, 40, 99])).toEqual(['11=stop1|54=2|38=1000|40=3|99=1.07']);
});
