import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ReceivedRequest, type Respond, type ServerAnswer, testExchange } from 'fmzproto/testing';
import exchange from '../index.ts';
import { keys } from './keys.ts';
import { startServer } from './startServer.ts';

// FILL IN: the requests here, what the exchange answers below them, and at the end an order as it sends it.
// #if rest
const isPlace = ({ method, path }: Sent) => method === 'POST' && path === '/api/v1/orders';
const isFind = ({ method, path }: Sent) =>
  method === 'GET' && (path === ORDER_PATH || path === '/api/v1/orders-by-client-id');
const isAmend = ({ method, path }: Sent) => method === 'PATCH' && path === ORDER_PATH;
const isOpen = ({ path, query }: Sent) => path === '/api/v1/orders' && /\bstatus=open\b/.test(query);
const isDone = ({ path, query }: Sent) => path === '/api/v1/orders' && /\bstatus=closed\b/.test(query);
// #else
const isPlace = ({ path }: Sent) => path === '/api/v1/order';
const isFind = ({ path }: Sent) => path === '/api/v1/order-info';
const isAmend = ({ path }: Sent) => path === '/api/v1/amend-order';
const isOpen = ({ path }: Sent) => path === '/api/v1/open-orders';
const isDone = ({ path }: Sent) => path === '/api/v1/order-history';
// #end

type Sent = ReceivedRequest;

// #if rest
const ORDER_PATH = '/api/v1/orders/7300000001';

const accepted = { body: { orderId: '7300000001' } };
const found = (order: object): ServerAnswer => ({ body: order });
const refused = (code: number, message: string) => ({ status: 422, body: { code, message } });

/** One order a page: the one behind that which `after` names. */
function pageOf(orders: { orderId: string }[], request: Sent): ServerAnswer {
  const at = orders.findIndex(({ orderId }) => orderId === paramsOf(request).after) + 1;
  return { body: orders.slice(at, at + 1) };
}
// #else
const accepted = { body: { code: 0, data: { orderId: '7300000001' } } };
const found = (order: object): ServerAnswer => ({ body: { code: 0, data: order } });
const refused = (code: number, message: string) => ({ body: { code, message } });

/** One order a page: the one that `cursor` counts to. */
function pageOf(orders: object[], request: Sent): ServerAnswer {
  const at = Number(paramsOf(request).cursor ?? 0);
  const next = at + 1 < orders.length ? String(at + 1) : '';
  return { body: { code: 0, data: orders.slice(at, at + 1), next } };
}
// #end

const LOST = { status: 502, body: 'bad gateway' };

/** In ms: longer than any call takes that ends by itself, however busy the machine is. */
const AMPLE = 60_000;
/** In ms: for so long an order is looked for that is not found. */
const LOOKS = 3000;

/** One call in front of a server that answers so, with the list of markets: its time is for orders alone. */
async function call(method: 'trade' | 'modifyorder', params: object, answer: Respond, timeout: number) {
  const server = await startServer(answer);
  const tester = testExchange(exchange, { baseUrl: server.url, keys, timeout });
  const outcome = await tester
    .call('markets')
    .then(() => tester.call(method, params))
    .then(({ data }) => data.id)
    .catch((error: Error) => error.message);
  await tester.close();
  await server.close();
  return { outcome, all: server.requests };
}

/** Runs one `trade` against a server that answers so. */
async function trade(params: { price: string; amount: string }, answer: Respond, timeout = AMPLE) {
  const order = { symbol: '__symbol__', type: 'buy', ...params };
  const { outcome, all } = await call('trade', order, answer, timeout);
  const placed = all.filter(isPlace);
  return { outcome, placed, all, sent: placed.length };
}

/** Runs what is looked for until its time is over; where that was over before anything was sent, with twice the time. */
async function inVain<T extends { sent: number }>(run: (timeout: number) => Promise<T>): Promise<T> {
  let timeout = LOOKS;
  let result = await run(timeout);
  while (result.sent === 0 && timeout < AMPLE) {
    timeout *= 2;
    result = await run(timeout);
  }
  return result;
}

/** What was sent, in the query or as JSON. */
function paramsOf({ query, body }: ReceivedRequest): Record<string, unknown> {
  return { ...Object.fromEntries(new URLSearchParams(query)), ...(body && JSON.parse(body)) };
}

test('an order goes out as it was asked for, digit for digit', async () => {
  const { outcome, placed } = await trade({ price: '95000.10', amount: '__amount__' }, (request) => {
    if (isPlace(request)) return accepted;
    return isFind(request) ? found(ORDER) : undefined;
  });
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
  const { outcome, placed, all } = await trade({ price: '95000', amount: '__amount__' }, (request) => {
    if (isPlace(request)) return LOST;
    return isFind(request) ? found(ORDER) : undefined;
  });
  assert.equal(outcome, '__orderLabel__,7300000001');
  assert.equal(placed.length, 1);
  const looks = all.filter(isFind).map(paramsOf);
  assert.deepEqual(
    looks.flatMap(({ clientOrderId }) => clientOrderId ?? []),
    placed.map(paramsOf).map(({ clientOrderId }) => clientOrderId),
  );
});

test('another order is not taken for the one that was sent', async () => {
  const other = { ...ORDER, orderId: '7300000009', clientOrderId: 'another' };
  const answer: Respond = (request) => {
    if (isPlace(request)) return LOST;
    return isFind(request) ? found(other) : undefined;
  };
  const order = { price: '95000', amount: '__amount__' };
  const { outcome, placed } = await inVain((timeout) => trade(order, answer, timeout));
  assert.match(outcome, /outcome unknown/);
  assert.equal(placed.length, 1);
});

test('an order that cannot be found is never sent again', async () => {
  const answer: Respond = (request) => {
    if (isPlace(request)) return LOST;
    return isFind(request) ? refused(40004, 'no such order') : undefined;
  };
  const order = { price: '95000', amount: '__amount__' };
  const { outcome, placed } = await inVain((timeout) => trade(order, answer, timeout));
  assert.match(outcome, /outcome unknown/);
  assert.equal(placed.length, 1);
});

test('an amount off the step is refused before anything is sent', async () => {
  const { outcome, placed } = await trade({ price: '95000', amount: '__offStep__' }, () => undefined);
  assert.match(outcome, /__offStep__ is not a multiple of the lot size/);
  assert.equal(placed.length, 0);
});

test("the exchange's refusal comes through as one line", async () => {
  const { outcome, placed } = await trade({ price: '95000', amount: '__amount__' }, (request) =>
    isPlace(request) ? refused(40010, 'insufficient balance') : undefined,
  );
  assert.equal(outcome, '40010 insufficient balance');
  assert.equal(placed.length, 1);
});

test('open orders come from every page, however short', async (t) => {
  const orders = ['7300000001', '7300000002'].map((orderId) => ({ ...ORDER, orderId }));
  const server = await startServer((request) => (isOpen(request) ? pageOf(orders, request) : undefined));
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
  const orders = [1, 2, 3].map((page) => ({
    ...ORDER,
    ...{ orderId: String(7300000010 - page), status: 'filled', filledAmount: '__amount__' },
    // #if rest
    time: new Date(TIME - page * 1000).toISOString(),
    // #else
    time: TIME - page * 1000,
    // #end
  }));
  const server = await startServer((request) => (isDone(request) ? pageOf(orders, request) : undefined));
  t.after(() => server.close());
  const tester = testExchange(exchange, { baseUrl: server.url, keys });
  t.after(() => tester.close());
  const ids = async (params: object) =>
    (await tester.call('historyorders', { symbol: '__symbol__', ...params })).data.map(({ id }) => id);
  const all = ['__orderLabel__,7300000007', '__orderLabel__,7300000008', '__orderLabel__,7300000009'];
  assert.deepEqual(await ids({}), all);
  assert.deepEqual(await ids({ limit: 2 }), all.slice(1));
  assert.deepEqual(await ids({ since: TIME - 2000 }), all.slice(1));
  assert.deepEqual(await ids({ since: TIME - 3000, limit: 2 }), all.slice(0, 2));
});

/** Changes the price of an order in front of a server that answers so. */
async function amend(answer: Respond, timeout = AMPLE) {
  const change = { id: '__orderLabel__,7300000001', price: '95100.10', amount: '-1' };
  const { outcome, all } = await call('modifyorder', change, answer, timeout);
  const changes = all.filter(isAmend).map(paramsOf);
  return { outcome, changes, sent: changes.length };
}

test('a change of an order goes out once, digit for digit, and leaves out what stays', async () => {
  const { outcome, changes } = await amend((request) => {
    if (isAmend(request)) return accepted;
    return isFind(request) ? found({ ...ORDER, price: '95100.10' }) : undefined;
  });
  assert.equal(outcome, '__orderLabel__,7300000001');
  // #if rest
  const [{ price, amount } = {}] = changes;
  assert.deepEqual({ price, amount }, { price: '95100.10', amount: undefined });
  // #else
  const [{ symbol, orderId, price, amount } = {}] = changes;
  assert.deepEqual(
    { symbol, orderId, price, amount },
    { symbol: '__nativeSymbol__', orderId: '7300000001', price: '95100.10', amount: undefined },
  );
  // #end
  assert.equal(changes.length, 1);
});

test('a change whose answer is lost is sent once, and the order tells', async () => {
  const lost = (price: string, timeout?: number) =>
    amend((request) => {
      if (isAmend(request)) return LOST;
      return isFind(request) ? found({ ...ORDER, price }) : undefined;
    }, timeout);
  const done = await lost('95100.1');
  assert.equal(done.outcome, '__orderLabel__,7300000001');
  assert.equal(done.sent, 1);
  const still = await inVain((timeout) => lost('95000', timeout));
  assert.match(still.outcome, /outcome unknown/);
  assert.equal(still.sent, 1);
});

test('a price off the step is refused before a change is sent', async () => {
  const server = await startServer(() => undefined);
  const tester = testExchange(exchange, { baseUrl: server.url, keys });
  const change = { id: '__orderLabel__,7300000001', price: '__offStep__', amount: '-1' };
  await assert.rejects(tester.call('modifyorder', change), /__offStep__ is not a multiple of the tick size/);
  assert.deepEqual(server.requests.filter(isAmend), []);
  await tester.close();
  await server.close();
});

test('an order that was placed a moment ago is looked for again', async (t) => {
  let looks = 0;
  const server = await startServer((request) => {
    if (isPlace(request)) return accepted;
    if (!isFind(request)) return undefined;
    looks += 1;
    return looks < 3 ? refused(40004, 'no such order') : found(ORDER);
  });
  t.after(() => server.close());
  const tester = testExchange(exchange, { baseUrl: server.url, keys });
  t.after(() => tester.close());
  const order = { symbol: '__symbol__', type: 'buy', price: '95000', amount: '__amount__' };
  const { data } = await tester.call('trade', order);
  assert.equal((await tester.call('order', { id: data.id })).data.id, data.id);
  assert.ok(looks >= 3);
});

// #if rest
test('an order that the HTTP status alone says is not there is unknown', async (t) => {
  const answer = { status: 404, body: { code: -1, message: 'not found' } };
  const server = await startServer((request) => (isFind(request) ? answer : undefined));
  t.after(() => server.close());
  const tester = testExchange(exchange, { baseUrl: server.url, keys });
  t.after(() => tester.close());
  await assert.rejects(tester.call('order', { id: '__orderLabel__,7300000001' }), /^Error: there is no such order$/);
});

// #end
const TIME = 1768464005000;
const ORDER = {
  symbol: '__nativeSymbol__',
  orderId: '7300000001',
  side: 'buy',
  status: 'new',
  price: '95000',
  amount: '__amount__',
  filledAmount: '0',
  averagePrice: '',
  // #if rest
  time: new Date(TIME).toISOString(),
  // #else
  time: TIME,
  // #end
};
