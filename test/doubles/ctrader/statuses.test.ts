import { expect, test } from 'vitest';
import { defaultAccount } from './CtraderAccount.js';
import { fieldOf, plain } from './RawFixClient.js';
import { order, useCtrader, values } from './useCtrader.js';

const { double, open, logOn } = useCtrader();

test('the status of an order, also of one that has ended', async () => {
  const client = await logOn('trade');
  client.send('D', order('a'));
  client.send('D', order('b', { 40: '1' }));
  client.send('H', [[11, 'a']]);
  client.send('H', [[11, 'b']]);
  client.send('H', [[11, 'c']]);
  for (let taken = 0; taken < 3; taken += 1) await client.next();
  expect(values(await client.next(), 35, 11, 150, 39, 14)).toBe('8 a I 0 0');
  expect(values(await client.next(), 35, 11, 150, 39, 14, 6)).toBe('8 b I 2 1000 1.08501');
  expect(plain(await client.next())).toBe(
    '35=j|58=ORDER_NOT_FOUND:Order with clientOrderId=c not found.|379=c|380=0',
  );
});

test('or the answer says 150=0, and an order that has ended is forgotten', async () => {
  await open({ habits: { status: '0', forgets: true } });
  const client = await logOn('trade');
  client.send('D', order('a'));
  client.send('D', order('b', { 40: '1' }));
  for (let taken = 0; taken < 3; taken += 1) await client.next();
  client.send('H', [[11, 'a']]);
  client.send('H', [[11, 'b']]);
  expect(values(await client.next(), 11, 150)).toBe('a 0');
  expect(values(await client.next(), 35, 379)).toBe('j b');
});

test('all open orders: each report says how many there are, and one made by hand has no ClOrdID', async () => {
  const client = await logOn('trade');
  client.send('AF', [
    [584, 'none'],
    [585, '7'],
  ]);
  expect(plain(await client.next())).toBe('35=j|58=ORDER_NOT_FOUND:No orders are found|379=none|380=0');
  const state = double().state();
  const [instrument] = state.market.instruments;
  const byHand =
    instrument && state.seed({ instrument, side: '2', kind: '2', quantity: '3000', price: '1.1' });
  client.send('D', order('a'));
  client.send('D', order('filled', { 40: '1' }));
  for (let taken = 0; taken < 3; taken += 1) await client.next();
  client.send('AF', [
    [584, 'all'],
    [585, '7'],
  ]);
  expect(values(await client.next(), 11, 37, 38, 150, 584, 911)).toBe(`- ${byHand?.id} 3000 I all 2`);
  const last = await client.next();
  expect(values(last, 11, 38, 150, 584, 911)).toBe('a 1000 I all 2');
  client.send('AF', [
    [584, 'one'],
    [585, '1'],
    [37, fieldOf(last, 37) ?? ''],
  ]);
  expect(values(await client.next(), 11, 584, 911)).toBe('a one 1');
  client.send('AF', [
    [584, 'bad'],
    [585, '3'],
  ]);
  expect(values(await client.next(), 35, 379)).toBe('j bad');
});

test('every connection of the account is told of its orders, and no other account', async () => {
  const other = { sender: 'demo.broker.67890', password: defaultAccount.password, mode: 'hedged' } as const;
  await open({ second: 'both', accounts: [defaultAccount, other] });
  const [first, second] = [await logOn('trade'), await logOn('trade')];
  const stranger = await logOn('trade', { sender: other.sender });
  first.send('D', order('a'));
  expect(values(await second.next(), 35, 11, 150)).toBe('8 a 0');
  first.send('H', [[11, 'a']]);
  await first.next();
  expect(values(await first.next(), 150)).toBe('I');
  second.send('AN', [[710, 'p']]);
  expect(values(await second.next(), 35)).toBe('AP');
  stranger.send('H', [[11, 'a']]);
  expect(values(await stranger.next(), 35, 379)).toBe('j a');
});

test('the same ClOrdID is taken as often as it comes: whoever sends it twice has two orders', async () => {
  const client = await logOn('trade');
  client.send('D', order('a'));
  client.send('D', order('a'));
  await client.next();
  await client.next();
  expect(double().state().orders.length).toBe(2);
  expect(await double().count('D')).toBe(2);
});
