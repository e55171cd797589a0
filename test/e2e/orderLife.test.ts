import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../doubles/desk/startDesk.js';
import { runCli } from './runCli.js';
import { killServed, type Served, startServe } from './startServe.js';

const folder = fileURLToPath(new URL('../templates/desks', import.meta.url));
const NAMES = ['Named', 'Unnamed', 'Traced', 'Accepting', 'Stocks', 'Queues'];
const limit = { symbol: 'AAPL_USD', type: 'buy', price: '100', amount: '2' };

let desk: Desk;
let served: Served;
let account = 0;

beforeAll(async () => {
  desk = await startDesk();
  const addresses = NAMES.flatMap((name) => ['--base-url', `${name}=${desk.url}`]);
  served = await startServe(['--exchanges', folder, '--timeout', '6000', ...addresses]);
});
beforeEach(() => {
  desk.reset();
  account += 1;
});
afterAll(async () => {
  killServed();
  await desk.close();
});

/** Each test has an account of its own. */
async function call(exchange: string, method: string, params: object = {}, key = `account-${account}`) {
  const body = JSON.stringify({ access_key: key, secret_key: 'secret-key', method, params });
  const response = await fetch(`${served.url}/${exchange}`, { method: 'POST', body });
  const { data, error = '' } = Object(await response.json());
  return { data, error };
}

const ids = ({ data }: { data: { id: string }[] }) => data.map(({ id }) => id);

describe('an order that is accepted before it is placed', () => {
  const place = () => call('Accepting', 'trade', limit);

  test('is told when it is placed', async () => {
    Object.assign(desk, { hides: 1, waits: 2 });
    const { data } = await place();
    expect(data).toEqual({ id: `AAPLUSD,${desk.orders[0]?.id}` });
    expect(desk.orders).toMatchObject([{ status: 'open' }]);
    expect(desk.posts()).toBe(1);
  });

  test('and then refused is refused, in the words of the venue', async () => {
    Object.assign(desk, { waits: 2, verdict: { status: 'failed', reason: 'Insufficient Balance' } });
    expect((await place()).error).toBe('E7 Insufficient Balance');
    expect(desk.posts()).toBe(1);
    const id = `AAPLUSD,${desk.orders[0]?.id}`;
    expect((await call('Accepting', 'order', { id })).data).toMatchObject({ id, status: 'canceled' });
    expect((await call('Accepting', 'orders')).data).toEqual([]);
  });

  test('whose answer is lost is found, and waited for', async () => {
    Object.assign(desk, { hides: 1, waits: 3 });
    desk.fault({ match: 'POST /orders', kind: 'reset-after' });
    expect((await place()).data).toEqual({ id: `AAPLUSD,${desk.orders[0]?.id}` });
    Object.assign(desk, { waits: 3, verdict: { status: 'failed', reason: 'no' } });
    desk.fault({ match: 'POST /orders', kind: 'reset-after' });
    expect((await place()).error).toBe('E7 no');
    expect(desk.posts()).toBe(2);
  });

  test('and stays silent is told as unknown, with its id; lists show it, and nothing tempts to order again', async () => {
    desk.waits = 1e9;
    const { error } = await place();
    const id = `AAPLUSD,${desk.orders[0]?.id}`;
    expect(error).toContain(`outcome unknown: the exchange has accepted the order ${id}`);
    expect(error).toContain('ask GetOrder for that id before ordering again');
    expect(ids(await call('Accepting', 'orders'))).toEqual([id]);
    expect(ids(await call('Accepting', 'orders', { symbol: 'AAPL_USD' }))).toEqual([id]);
    expect(ids(await call('Accepting', 'orders', { symbol: 'MSFT_USD' }))).toEqual([]);
    expect((await call('Accepting', 'order', { id })).data).toMatchObject({ id, status: 'pending' });
    desk.hides = 1e9;
    const list = await call('Accepting', 'orders');
    expect(list.data).toBeUndefined();
    expect(list.error).toContain(`the order ${id} is not among the orders yet`);
    expect(list.error).toContain('ask again');
    expect((await call('Accepting', 'order', { id })).error).toContain('does not show it yet');
    Object.assign(desk, { hides: 0, waits: 0, verdict: { status: 'failed', reason: 'too late' } });
    expect((await call('Accepting', 'orders')).data).toEqual([]);
    expect(desk.posts()).toBe(1);
  });

  test('is in the list of open orders though that lags, once, and no longer when it is done', async () => {
    desk.lists = false;
    const [one, two] = [(await place()).data.id, (await place()).data.id];
    expect(ids(await call('Accepting', 'orders'))).toEqual([one, two]);
    desk.lists = true;
    expect(ids(await call('Accepting', 'orders'))).toEqual([one, two]);
    desk.lists = false;
    for (const order of desk.orders.slice(0, 1)) order.status = 'filled';
    expect(ids(await call('Accepting', 'orders'))).toEqual([two]);
    await call('Accepting', 'cancel', { id: two });
    expect((await call('Accepting', 'orders')).data).toEqual([]);
    expect(desk.posts()).toBe(2);
  });

  test('is asked about for its own account alone', async () => {
    desk.lists = false;
    await place();
    const before = desk.looks();
    expect((await call('Accepting', 'orders', {}, 'somebody else')).data).toEqual([]);
    expect(desk.looks()).toBe(before + 1);
  });

  test('that never arrived is unknown under its client order id', async () => {
    desk.fault({ match: 'POST /orders', kind: 'reset-before' });
    expect((await place()).error).toMatch(/outcome unknown: .*the order AAPLUSD,fmz\w{28} may have been/);
    expect(desk.posts()).toBe(1);
    expect((await call('Accepting', 'orders')).data).toEqual([]);
  });
});

test('whatever happens on the way, an order is sent once, and what is told of it is true', async () => {
  const life = fc.record({
    hides: fc.nat(2),
    waits: fc.nat(2),
    lists: fc.boolean(),
    fails: fc.boolean(),
    lost: fc.constantFrom(undefined, 'reset-after' as const, 'half-body' as const, 'broken-json' as const),
  });
  await fc.assert(
    fc.asyncProperty(life, async ({ fails, lost, ...state }) => {
      desk.reset();
      account += 1;
      Object.assign(desk, state, { verdict: { status: fails ? 'failed' : 'open', reason: 'no' } });
      if (lost) desk.fault({ match: 'POST /orders', kind: lost });
      const { data, error } = await call('Accepting', 'trade', limit);
      const id = `AAPLUSD,${desk.orders[0]?.id}`;
      expect({ data, error }).toEqual(fails ? { error: 'E7 no' } : { data: { id }, error: '' });
      expect(ids(await call('Accepting', 'orders'))).toEqual(fails ? [] : [id]);
      expect(desk.posts()).toBe(1);
      expect(desk.orders).toHaveLength(1);
    }),
    { numRuns: 15 },
  );
});

test('an option goes through the command line', async () => {
  const words = ['AAPL_USD', 'buy;timeInForce=ioc', '100', '2'];
  const options = { env: { FMZPROTO_ACCESS_KEY: `account-${account}`, FMZPROTO_SECRET_KEY: 'secret-key' } };
  const call = ['call', 'trade', ...words, '--url', served.url, '--exchange', 'Stocks'];
  expect(await runCli(call, options)).toMatchObject({ code: 0 });
  expect(desk.orders).toMatchObject([{ side: 'buy', tif: 'ioc' }]);
  const refused = await runCli(call.with(3, 'buy;postOnly=true'), options);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain(
    'Stocks does not take postOnly: CreateOrder takes timeInForce (day, ioc, opg)',
  );
  expect(desk.posts()).toBe(1);
});

test('an order that is asked for at once is looked for again', async () => {
  const { data } = await call('Named', 'trade', limit);
  desk.hides = 2;
  expect((await call('Named', 'order', data)).data).toMatchObject({ ...data, status: 'pending' });
  expect(desk.looks()).toBe(3);
});

describe('an order without a client order id', () => {
  test.each(['reset-after', 'reset-before', 'broken-json'] as const)(
    'whose answer is lost (%s) is told as unknown at once',
    async (kind) => {
      desk.fault({ match: 'POST /orders', kind });
      const { error } = await call('Unnamed', 'trade', limit);
      expect(error).toContain('outcome unknown');
      expect(error).toContain(
        'the order of AAPL_USD may have been carried out: look for it with GetOrders before ordering again',
      );
      expect(desk.posts()).toBe(1);
      expect(desk.looks()).toBe(0);
      expect(JSON.parse(desk.requests[0]?.body ?? '')).toMatchObject({ ref: '' });
    },
  );

  test('is placed, and refused, as any other', async () => {
    expect((await call('Unnamed', 'trade', limit)).data).toEqual({ id: `AAPLUSD,${desk.orders[0]?.id}` });
    desk.fault({ match: 'POST /orders', kind: 'status', status: 403, body: { error: 'no money' } });
    expect((await call('Unnamed', 'trade', limit)).error).toBe('403 no money');
    expect(desk.posts()).toBe(2);
  });

  test('is found where the adapter can tell it', async () => {
    desk.fault({ match: 'POST /orders', kind: 'reset-after' });
    expect((await call('Traced', 'trade', limit)).data).toEqual({ id: `AAPLUSD,${desk.orders[0]?.id}` });
    expect(desk.posts()).toBe(1);
  });

  test('is never taken for one that was told before', async () => {
    const first = await call('Traced', 'trade', limit);
    desk.fault({ match: 'POST /orders', kind: 'reset-before' });
    const second = await call('Traced', 'trade', limit);
    expect(second).toEqual({ data: undefined, error: expect.stringContaining('outcome unknown') });
    expect(desk.orders).toHaveLength(1);
    expect(first.data.id).toBe(`AAPLUSD,${desk.orders[0]?.id}`);
    expect(desk.posts()).toBe(2);
  });

  test('is never taken for one that is under way', async () => {
    let answer = () => {};
    const until = new Promise<void>((resolve) => {
      answer = resolve;
    });
    desk.fault({ match: 'POST /orders', kind: 'held', until });
    const first = call('Traced', 'trade', limit);
    await expect.poll(() => desk.orders.length).toBe(1);
    desk.fault({ match: 'POST /orders', kind: 'reset-before' });
    const second = call('Traced', 'trade', limit);
    // The second one has been looked for, and the first one was there.
    await expect.poll(() => desk.looks()).toBeGreaterThan(0);
    answer();
    expect((await first).data).toEqual({ id: `AAPLUSD,${desk.orders[0]?.id}` });
    expect((await second).error).toContain('outcome unknown');
    expect(desk.posts()).toBe(2);
  });
});

describe('while a market is closed', () => {
  const opens = Date.UTC(2026, 10, 30, 14, 30);
  const market = { ...limit, price: '-1' };
  const closed =
    /^AAPL_USD: the market is closed, it opens at 2026-1[12]-\d\d \d\d:\d0:00 [+-]\d\d:\d\d; no order was sent$/;
  beforeEach(() => {
    desk.opens = opens;
  });

  test.each([
    ['Stocks', market],
    ['Stocks', limit],
    ['Stocks', { ...limit, type: 'buy;timeInForce=day' }],
    ['Stocks', { ...market, type: 'buy;timeInForce=opg' }],
    ['Queues', market],
    ['Queues', { ...limit, type: 'buy;timeInForce=ioc' }],
    ['Queues', { ...market, type: 'buy;extendedHours=true' }],
  ])('%s refuses %j unsent, and says when it opens', async (exchange, order) => {
    expect((await call(exchange, 'trade', order)).error).toMatch(closed);
    expect(desk.posts()).toBe(0);
  });

  test.each([
    limit,
    { ...limit, type: 'sell;timeInForce=day;extendedHours=true' },
    { ...market, type: 'buy;timeInForce=opg' },
  ])('%j is sent where the venue queues it', async (order) => {
    expect((await call('Queues', 'trade', order)).data).toEqual({ id: `AAPLUSD,${desk.orders[0]?.id}` });
    expect(desk.posts()).toBe(1);
  });

  test('hours that cannot be read send nothing', async () => {
    desk.fault({ match: 'GET /clock', kind: 'status', status: 500, times: 2 });
    const { error } = await call('Stocks', 'trade', market);
    expect(error).toContain('nothing was changed');
    expect(desk.posts()).toBe(0);
  });

  test('and open again, orders are sent', async () => {
    desk.opens = undefined;
    for (const order of [market, limit, { ...limit, type: 'buy;timeInForce=ioc' }])
      expect((await call('Stocks', 'trade', order)).data).toBeDefined();
    expect(desk.orders.map(({ tif }) => tif)).toEqual(['', '', 'ioc']);
  });
});
