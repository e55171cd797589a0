import { describe, expect, test } from 'vitest';
import { useAlpacaPlugin } from './useAlpacaPlugin.js';

const at = (text: string) => Date.parse(text);
/** The evening before Thanksgiving. */
const { ok, refused, sent, seen, double, open } = useAlpacaPlugin({ at: at('2026-11-25T21:00:00-05:00') });
const stock = { symbol: 'AAPL_USD', type: 'buy', price: '250', amount: '4' };
const closed = /AAPL_USD: the market is closed, it opens at 2026-11-2\d.*; no order was sent/;

describe('while the market is closed', () => {
  test.each([
    ['a market buy', { price: -1, amount: '100' }],
    ['a market sale', { price: -1, type: 'sell' }],
    ['an order that has to be filled at once', { type: 'buy;timeInForce=ioc' }],
  ])('%s is refused, unsent, with the time of the opening', async (_what, change) => {
    double().market.calendar.holidays.add('2026-11-26');
    const error = await refused('trade', { ...stock, ...change });
    expect(error).toMatch(closed);
    expect(error).toContain('2026-11-27');
    expect(sent()).toEqual([]);
  });

  test('a limit order is kept for the next session, and can be canceled', async () => {
    const { id } = await ok('trade', stock);
    expect(await ok('order', { id })).toMatchObject({ status: 'pending' });
    expect(await ok('orders')).toMatchObject([{ id }]);
    expect(await refused('modifyorder', { id, price: '251', amount: -1 })).toMatch(
      /cannot replace order in accepted status/,
    );
    const { id: other } = await ok('trade', { ...stock, amount: '1.5' });
    expect(await ok('cancel', { id })).toBe(true);
    double().moveTo(at('2026-11-26T09:31:00-05:00'));
    expect(await ok('order', { id })).toMatchObject({ status: 'canceled' });
    expect(await ok('order', { id: other })).toMatchObject({ status: 'filled', deal_amount: 1.5 });
  });

  test('coins are traded', async () => {
    const { id } = await ok('trade', { symbol: 'ETH_USD', type: 'buy', price: -1, amount: '100' });
    expect(await ok('order', { id })).toMatchObject({ status: 'filled' });
    expect(seen()).not.toContain('GET /v2/clock');
  });
});

test('an order for all hours is traded after the regular ones', async () => {
  await open({ at: at('2026-11-25T17:00:00-05:00') });
  const { id } = await ok('trade', stock);
  const { id: late } = await ok('trade', { ...stock, type: 'buy;extendedHours=true' });
  expect(await ok('order', { id })).toMatchObject({ status: 'pending' });
  expect(await ok('order', { id: late })).toMatchObject({ status: 'filled' });
  expect(await refused('trade', { ...stock, price: -1, amount: '100' })).toMatch(closed);
});

test('in the regular hours the clock is asked before each market order, and before no other', async () => {
  await open({ at: 'open' });
  const asked = () => seen().filter((target) => target === 'GET /v2/clock').length;
  await ok('trade', stock);
  expect(asked()).toBe(0);
  await ok('trade', { ...stock, price: -1, amount: '100' });
  expect(asked()).toBe(1);
  double().moveTo(double().market.calendar.next(double().market.clock.now(), 16 * 60) + 1000);
  expect(await refused('trade', { ...stock, price: -1, amount: '100' })).toMatch(/closed/);
});
