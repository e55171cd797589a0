import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FixField } from 'fmzproto';
import type { FixServer, TestedExchange } from 'fmzproto/testing';
import { open } from './open.ts';
import { body, group } from './startServer.ts';

const symbol = '__symbol__';

/** Tells of changes of the book, and waits until they have arrived: what is asked after them is answered after them. */
async function push(server: FixServer, tester: TestedExchange, ...changes: FixField[][]): Promise<void> {
  server.sessions.at(-1)?.send('X', group(268, changes));
  await tester.call('depth', { symbol: '__otherSymbol__', limit: 1 });
}

function change(action: string, kind: string, price: string, size?: string): FixField[] {
  return body({ 55: '__nativeSymbol__', 269: kind, 270: price, 271: size, 279: action });
}

// FILL IN: prices, changes of them and refusals as the venue sends them.
test('a book is subscribed once, and follows what changes', async (t) => {
  const { server, tester } = await open(t);
  const before = (await tester.call('depth', { symbol, limit: 5 })).data;
  assert.deepEqual([before.asks, before.bids], [[[1.1001, 5_000_000]], [[1.0999, 5_000_000]]]);

  const deleted = change('2', '1', '1.1001');
  await push(server, tester, change('0', '1', '1.1000', '2000'), change('1', '0', '1.0999', '7000'), deleted);
  const after = (await tester.call('depth', { symbol, limit: 5 })).data;
  assert.deepEqual([after.asks, after.bids], [[[1.1, 2000]], [[1.0999, 7000]]]);
  const { buy, sell } = (await tester.call('ticker', { symbol })).data;
  assert.deepEqual([buy, sell], ['1.0999', '1.1000']);
  assert.equal(server.received.filter((message) => message.get(55) === '__nativeSymbol__').length, 1);
});

test('a change that does not fit has the book subscribed anew', async (t) => {
  const { server, tester } = await open(t);
  const bids = async () => (await tester.call('depth', { symbol, limit: 5 })).data.bids;
  assert.deepEqual(await bids(), [[1.0999, 5_000_000]]);
  await push(server, tester, change('0', '0', '1.05', '1000'), change('2', '0', '0.5'));
  assert.deepEqual(await bids(), [[1.0999, 5_000_000]]);
});

test("the venue's refusal comes through as one line", async (t) => {
  const { tester } = await open(t, {
    change: () => ({
      V: (message) => ({ type: 'Y', fields: body({ 262: message.get(262), 281: '3', 58: 'No\nright' }) }),
    }),
  });
  await assert.rejects(tester.call('ticker', { symbol }), /^Error: 281=3 No right/);
});

test('a symbol that the venue lacks is named', async (t) => {
  const { tester } = await open(t);
  const call = tester.call('ticker', { symbol: '__missingSymbol__' });
  await assert.rejects(call, /__displayName__ has no "__missingSymbol__"/);
});

test('a Logon that is refused says why, and that nothing was sent', async (t) => {
  const { server, tester } = await open(t, { refuses: 'Unknown user' });
  await assert.rejects(tester.call('markets', {}), /Unknown user/);
  assert.equal(server.count('x'), 0);
});
