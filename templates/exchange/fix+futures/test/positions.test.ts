import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from './open.ts';

const symbol = '__symbol__';

// FILL IN: how the venue tells of positions, and what opens and closes them.
test('an order opens a position, and another one closes it', async (t) => {
  const { tester } = await open(t);
  const positions = async () => (await tester.call('positions', {})).data;
  const trade = (type: string) => tester.call('trade', { symbol, type, price: '-1', amount: '1000' });
  assert.deepEqual(await positions(), []);
  await trade('sell');
  const [held, ...more] = await positions();
  assert.deepEqual([held?.symbol, held?.type, held?.amount, held?.price, more], [symbol, 'short', 1000, 1.0999, []]);
  await trade('closesell');
  assert.deepEqual(await positions(), []);
});
