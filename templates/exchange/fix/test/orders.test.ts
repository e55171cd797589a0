import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FixMessage } from 'fmzproto';
import { AMPLE, open } from './open.ts';
import { body, type Handlers } from './startServer.ts';

const symbol = '__symbol__';
const order = { symbol, type: 'buy', price: '1.05000', amount: '2000' };
const fieldsOf = (message: FixMessage | undefined, ...tags: number[]) => tags.map((tag) => message?.get(tag));

// FILL IN: the fields of the messages here, as the venue wants and sends them.
test('an order goes out as it was asked for, digit for digit', async (t) => {
  const { server, tester } = await open(t);
  const { data } = await tester.call('trade', order);
  const sent = server.received.find(({ type }) => type === 'D');
  assert.match(sent?.get(11) ?? '', /^fmz[0-9a-f]{28}$/);
  assert.equal(data.id, `__orderLabel__,${sent?.get(11)}`);
  assert.deepEqual(fieldsOf(sent, 55, 54, 40, 44, 38), ['__nativeSymbol__', '1', '2', '1.05000', '2000']);
});

test('an order whose report is lost is sent once, and found on a new session', async (t) => {
  const { server, tester } = await open(t, {
    change: (own) => ({
      D(message, session) {
        own.D?.(message, session);
        session.cut();
        return undefined;
      },
    }),
  });
  const { data } = await tester.call('trade', order);
  const [sent] = server.received.filter(({ type }) => type === 'D');
  assert.equal(data.id, `__orderLabel__,${sent?.get(11)}`);
  assert.equal(server.count('D'), 1);
  assert.equal((await tester.call('order', { id: data.id })).data.status, 'pending');
});

test('an order that cannot be found is never sent again', async (t) => {
  const change = (): Handlers => ({
    D(_message, session) {
      session.cut();
      return undefined;
    },
  });
  // Where the time was over before anything was sent, it is tried with twice the time.
  let sent = 0;
  for (let timeout = 3000; sent === 0 && timeout < AMPLE; timeout *= 2) {
    const { server, tester } = await open(t, { timeout, change });
    const outcome = await tester.call('trade', order).catch((error: Error) => error.message);
    sent = server.count('D');
    if (sent > 0) assert.match(String(outcome), /outcome unknown/);
  }
  assert.equal(sent, 1);
});

test('an order that does not exist is told at once, also where the venue says so with 150=8', async (t) => {
  const { server, tester } = await open(t, {
    change: () => ({
      H: (message) => ({
        type: '8',
        fields: body({ 11: message.get(11), 37: 'NONE', 39: '8', 54: '1', 103: '5', 150: '8', 58: 'Unknown order' }),
      }),
    }),
  });
  await assert.rejects(tester.call('order', { id: '__orderLabel__,4711' }), /^Error: there is no such order/);
  assert.equal(server.count('H'), 1);
});

test('an amount off the step is refused before anything is sent', async (t) => {
  const { server, tester } = await open(t);
  const call = tester.call('trade', { ...order, amount: '__offStep__' });
  await assert.rejects(call, /__offStep__ is not a multiple of the lot size/);
  assert.equal(server.count('D'), 0);
});

test("the venue's refusal comes through as one line", async (t) => {
  const { server, tester } = await open(t, {
    change: () => ({
      D: (message) => ({
        type: '8',
        fields: body({ 11: message.get(11), 37: 'NONE', 39: '8', 103: '3', 150: '8', 58: 'Not\nenough money' }),
      }),
    }),
  });
  await assert.rejects(tester.call('trade', order), /^Error: 103=3 Not enough money/);
  assert.equal(server.count('D'), 1);
});

test('open orders are all that the venue tells of, and none where there are none', async (t) => {
  const { tester } = await open(t);
  assert.deepEqual((await tester.call('orders', { symbol })).data, []);
  const ids = [(await tester.call('trade', order)).data.id, (await tester.call('trade', order)).data.id];
  const { data } = await tester.call('orders', { symbol });
  assert.deepEqual(data.map(({ id }) => id).sort(), ids.sort());
});

test('a change keeps what is not changed, and the order goes on under another id', async (t) => {
  const { server, tester } = await open(t);
  const placed = (await tester.call('trade', order)).data;
  const changed = (await tester.call('modifyorder', { id: placed.id, price: '1.06000', amount: '-1' })).data;
  const sent = server.received.find(({ type }) => type === 'G');
  assert.deepEqual(fieldsOf(sent, 44, 38), ['1.06000', '2000']);
  assert.equal(changed.id, `__orderLabel__,${sent?.get(11)}`);
  for (const { id } of [placed, changed]) {
    assert.equal((await tester.call('order', { id })).data.price, 1.06);
  }
});

test('an order is canceled once, and is gone then', async (t) => {
  const { server, tester } = await open(t);
  const { id } = (await tester.call('trade', order)).data;
  await tester.call('cancel', { id });
  assert.equal(server.count('F'), 1);
  assert.equal((await tester.call('order', { id })).data.status, 'canceled');
  assert.deepEqual((await tester.call('orders', { symbol })).data, []);
});
