import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startServe } from '../startServe.js';
import { isAnswered, OrderLoad } from './OrderLoad.js';
import { rich, useOkx } from './useOkx.js';
import { okxVenue, paperVenue } from './venues.js';

const unlimited = new URL('../../support/unlimited.js', import.meta.url).href;

const { okx, folder } = useOkx('stopped', rich);

const serve = () =>
  startServe(
    ['--base-url', `OKX=${okx().url}`, '--paper-state', join(folder(), 'paper.json'), '--log-level', 'error'],
    { node: ['--import', unlimited] },
  );

/** What an exchange has of the orders of a load, by price. */
type Books = Map<string, { id: string; price: string }[]>;

test.each([1, 2])('SIGTERM under load loses no answer that was owed, time %i', async (time) => {
  okx().fault({ match: 'POST /api/v5/trade/order', kind: 'slow', ms: 150, times: 1e6 });
  const served = await serve();
  const load = new OrderLoad(served.url, [okxVenue, paperVenue]);
  await expect.poll(() => load.asked.filter(isAnswered).length).toBeGreaterThan(40 * time);
  await expect.poll(() => load.owed().length, { interval: 1 }).toBeGreaterThan(4);
  const owed = load.owed();
  served.child.kill('SIGTERM');
  const asked = await load.ended().then(() => load.asked);
  const { code, stderr } = await served.done;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });

  // What was on its way when the signal came is answered.
  expect(owed.filter(({ id }) => id === undefined)).toEqual([]);
  // What came later is answered, or nothing was done about it: its connection was refused, or closed before.
  const books: Books = new Map([
    [
      'OKX',
      okx()
        .orders()
        .map(({ ordId, px }) => ({ id: `BTC-USDT,${ordId}`, price: px })),
    ],
    ['Paper', await ordersOfPaper(new Set(asked.map(({ accessKey }) => accessKey)))],
  ]);
  const placed = (exchange: string, price: string) =>
    books.get(exchange)?.filter((order) => Number(order.price) === Number(price)) ?? [];
  for (const one of asked) {
    const found = placed(one.exchange, one.price).map(({ id }) => id);
    expect({ ...one, found }).toEqual({ ...one, torn: false, found: one.id === undefined ? [] : [one.id] });
  }
  expect(asked.filter(({ error }) => error !== undefined)).toEqual([]);
  expect(asked.some((one) => !isAnswered(one))).toBe(true);
});

async function ordersOfPaper(accounts: ReadonlySet<string>) {
  const served = await serve();
  const found = [];
  for (const access_key of accounts) {
    const body = JSON.stringify({ access_key, secret_key: 'x', method: 'orders', params: {} });
    const response = await fetch(`${served.url}/Paper`, { method: 'POST', body });
    found.push(...Object(await response.json()).data);
  }
  served.child.kill('SIGTERM');
  await served.done;
  return found;
}
