import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ReceivedRequest, type Respond, testExchange } from 'fmzproto/testing';
import exchange from '../index.ts';
import { keys } from './keys.ts';
import { startServer } from './startServer.ts';

// FILL IN: the paths here, below what is sent and answered, and at the end an order as the exchange sends it.
const PLACE = '/api/v1/order';
const FIND = '/api/v1/order-info';
const AMEND = '/api/v1/amend-order';
const OPEN = '/api/v1/open-orders';
const DONE = '/api/v1/order-history';

/** Runs one `trade` against a server that answers so. */
async function trade(params: { price: string; amount: string }, answer: Respond, timeout = 5000) {
  const server = await startServer(answer);
  const tester = testExchange(exchange, { baseUrl: server.url, keys, timeout });
  const outcome = await tester
    .call('trade', { symbol: '__symbol__', type: 'buy', ...params })
    .then(({ data }) => data.id)
    .catch((error: Error) => error.message);
  await tester.close();
  await server.close();
  return { outcome, placed: server.requests.filter(({ path }) => path === PLACE), all: server.requests };
}

/** What was sent, in the query or as JSON. */
function paramsOf({ query, body }: ReceivedRequest): Record<string, unknown> {
  return { ...Object.fromEntries(new URLSearchParams(query)), ...(body && JSON.parse(body)) };
}

test('an order goes out as it was asked for, digit for digit', async () => {
  const { outcome, placed } = await trade({ price: '95000.10', amount: '__amount__' }, ({ path }) =>
    path === PLACE ? { body: { code: 0, data: { orderId: '7300000001' } } } : undefined,
  );
  assert.equal(outcome, '__orderLabel__,7300000001');
  assert.equal(placed.length, 1);
  const [sent = {}] = placed.map(paramsOf);
  assert.match(String(sent.clientOrderId), /^fmz[0-9a-f]{28}$/);
  const { symbol, side, type, price, amount } = sent;
  assert.deepEqual(
    { symbol, side, type, price, amount },
    { symbol: '__nativeSymbol__', side: 'buy', type: 'limit', price: '95000.10', amount: '__amount__' },
  );
});

test('an order whose answer is lost is sent once, and found', async () => {
  const { outcome, placed, all } = await trade({ price: '95000', amount: '__amount__' }, ({ path }) => {
    if (path === PLACE) return { status: 502, body: 'bad gateway' };
    return path === FIND ? { body: ORDER } : undefined;
  });
  assert.equal(outcome, '__orderLabel__,7300000001');
  assert.equal(placed.length, 1);
  const found = all.filter(({ path }) => path === FIND).map(paramsOf);
  assert.deepEqual(
    found.map(({ clientOrderId }) => clientOrderId),
    placed.map(paramsOf).map(({ clientOrderId }) => clientOrderId),
  );
});

test('another order is not taken for the one that was sent', async () => {
  const other = { ...ORDER, data: { ...ORDER.data, orderId: '7300000009', clientOrderId: 'another' } };
  const answer: Respond = ({ path }) => {
    if (path === PLACE) return { status: 502, body: 'bad gateway' };
    return path === FIND ? { body: other } : undefined;
  };
  const { outcome, placed } = await trade({ price: '95000', amount: '__amount__' }, answer, 1500);
  assert.match(outcome, /outcome unknown/);
  assert.equal(placed.length, 1);
});

test('an order that cannot be found is never sent again', async () => {
  const answer: Respond = ({ path }) => {
    if (path === PLACE) return { status: 502, body: 'bad gateway' };
    return path === FIND ? { body: { code: 40004, message: 'no such order' } } : undefined;
  };
  const { outcome, placed } = await trade({ price: '95000', amount: '__amount__' }, answer, 1500);
  assert.match(outcome, /outcome unknown/);
  assert.equal(placed.length, 1);
});

test('an amount off the step is refused before anything is sent', async () => {
  const { outcome, placed } = await trade({ price: '95000', amount: '__offStep__' }, () => undefined);
  assert.match(outcome, /__offStep__ is not a multiple of the lot size/);
  assert.equal(placed.length, 0);
});

test("the exchange's refusal comes through as one line", async () => {
  const { outcome, placed } = await trade({ price: '95000', amount: '__amount__' }, ({ path }) =>
    path === PLACE ? { body: { code: 40010, message: 'insufficient balance' } } : undefined,
  );
  assert.equal(outcome, '40010 insufficient balance');
  assert.equal(placed.length, 1);
});

test('open orders come from every page, however short', async (t) => {
  const server = await startServer((request) => {
    if (request.path !== OPEN) return undefined;
    const { cursor } = paramsOf(request);
    const data = [{ ...ORDER.data, orderId: cursor ? '7300000002' : '7300000001' }];
    return { body: { code: 0, data, next: cursor ? '' : 'a second page' } };
  });
  t.after(() => server.close());
  const tester = testExchange(exchange, { baseUrl: server.url, keys });
  t.after(() => tester.close());
  const { data } = await tester.call('orders', { symbol: '__symbol__' });
  assert.deepEqual(
    data.map(({ id }) => id),
    ['__orderLabel__,7300000001', '__orderLabel__,7300000002'],
  );
});

test('done orders come from every page, however short, oldest first', async (t) => {
  const server = await startServer((request) => {
    if (request.path !== DONE) return undefined;
    const page = Number(paramsOf(request).cursor ?? 1);
    const order = { ...ORDER.data, status: 'filled', filledAmount: '__amount__' };
    const data = [{ ...order, orderId: String(7300000010 - page), time: ORDER.data.time - page * 1000 }];
    return { body: { code: 0, data, next: page < 3 ? String(page + 1) : '' } };
  });
  t.after(() => server.close());
  const tester = testExchange(exchange, { baseUrl: server.url, keys });
  t.after(() => tester.close());
  const ids = async (params: object) =>
    (await tester.call('historyorders', { symbol: '__symbol__', ...params })).data.map(({ id }) => id);
  const all = ['__orderLabel__,7300000007', '__orderLabel__,7300000008', '__orderLabel__,7300000009'];
  assert.deepEqual(await ids({}), all);
  assert.deepEqual(await ids({ limit: 2 }), all.slice(1));
  assert.deepEqual(await ids({ since: ORDER.data.time - 2000 }), all.slice(1));
  assert.deepEqual(await ids({ since: ORDER.data.time - 3000, limit: 2 }), all.slice(0, 2));
});

/** Changes the price of an order in front of a server that answers so. */
async function amend(answer: Respond, timeout = 5000) {
  const server = await startServer(answer);
  const tester = testExchange(exchange, { baseUrl: server.url, keys, timeout });
  const change = { id: '__orderLabel__,7300000001', price: '95100.10', amount: '-1' };
  const outcome = await tester
    .call('modifyorder', change)
    .then(({ data }) => data.id)
    .catch((error: Error) => error.message);
  await tester.close();
  await server.close();
  return { outcome, sent: server.requests.filter(({ path }) => path === AMEND).map(paramsOf) };
}

test('a change of an order goes out once, digit for digit, and leaves out what stays', async () => {
  const { outcome, sent } = await amend(({ path }) =>
    path === AMEND ? { body: { code: 0, data: { orderId: '7300000001' } } } : undefined,
  );
  assert.equal(outcome, '__orderLabel__,7300000001');
  const [{ symbol, orderId, price, amount } = {}] = sent;
  assert.deepEqual(
    { symbol, orderId, price, amount },
    { symbol: '__nativeSymbol__', orderId: '7300000001', price: '95100.10', amount: undefined },
  );
  assert.equal(sent.length, 1);
});

test('a change whose answer is lost is sent once, and the order tells', async () => {
  const lost = (price: string, timeout?: number) =>
    amend(({ path }) => {
      if (path === AMEND) return { status: 502, body: 'bad gateway' };
      return path === FIND ? { body: { code: 0, data: { ...ORDER.data, price } } } : undefined;
    }, timeout);
  const done = await lost('95100.1');
  assert.equal(done.outcome, '__orderLabel__,7300000001');
  assert.equal(done.sent.length, 1);
  const open = await lost('95000', 1500);
  assert.match(open.outcome, /outcome unknown/);
  assert.equal(open.sent.length, 1);
});

test('a price off the step is refused before a change is sent', async () => {
  const server = await startServer(() => undefined);
  const tester = testExchange(exchange, { baseUrl: server.url, keys });
  const change = { id: '__orderLabel__,7300000001', price: '__offStep__', amount: '-1' };
  await assert.rejects(tester.call('modifyorder', change), /__offStep__ is not a multiple of the tick size/);
  assert.deepEqual(
    server.requests.filter(({ path }) => path === AMEND),
    [],
  );
  await tester.close();
  await server.close();
});

test('an order that was placed a moment ago is looked for again', async (t) => {
  let looks = 0;
  const server = await startServer(({ path }) => {
    if (path === PLACE) return { body: { code: 0, data: { orderId: '7300000001' } } };
    if (path !== FIND) return undefined;
    looks += 1;
    return { body: looks < 3 ? { code: 40004, message: 'no such order' } : ORDER };
  });
  t.after(() => server.close());
  const tester = testExchange(exchange, { baseUrl: server.url, keys });
  t.after(() => tester.close());
  const order = { symbol: '__symbol__', type: 'buy', price: '95000', amount: '__amount__' };
  const { data } = await tester.call('trade', order);
  assert.equal((await tester.call('order', { id: data.id })).data.id, data.id);
  assert.equal(looks, 3);
});

const ORDER = {
  code: 0,
  data: {
    symbol: '__nativeSymbol__',
    orderId: '7300000001',
    side: 'buy',
    status: 'new',
    price: '95000',
    amount: '__amount__',
    filledAmount: '0',
    averagePrice: '',
    time: 1768464005000,
  },
};
