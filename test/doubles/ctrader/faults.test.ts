import { expect, test } from 'vitest';
import type { Fault } from './CtraderAcceptor.js';
import { defaultAccount } from './CtraderAccount.js';
import { order, useCtrader, values } from './useCtrader.js';

const { double, logOn } = useCtrader();

/** Sends an order that meets a fault, and something behind it that is answered where it can be. */
async function meet(kind: Fault) {
  await double().fault('D', kind);
  const client = await logOn('trade');
  client.send('D', order('a'));
  await expect.poll(() => double().count('D')).toBe(1);
  client.send('1', [[112, 'still there']]);
  return client;
}

const taken = () =>
  double()
    .state()
    .orders.map(({ clientId, status }) => `${clientId} ${status}`);

test('lose: taken, no report', async () => {
  const client = await meet('lose');
  expect(values(await client.next(), 35, 112)).toBe('0 still there');
  expect(taken()).toEqual(['a 0']);
});

test('late: reported when the test says so, on whatever connection there is then', async () => {
  const client = await meet('late');
  expect(values(await client.next(), 35, 112)).toBe('0 still there');
  await double().cut();
  await client.closed;
  const next = await logOn('trade');
  await double().release();
  expect(values(await next.next(), 35, 11, 150)).toBe('8 a 0');
  await double().release();
  next.send('1', [[112, 'once']]);
  expect(values(await next.next(), 35)).toBe('0');
});

test('duplicate: reported twice, under two numbers', async () => {
  const client = await meet('duplicate');
  expect(values(await client.next(), 34, 35, 11, 150)).toBe('2 8 a 0');
  expect(values(await client.next(), 34, 35, 11, 150)).toBe('3 8 a 0');
  expect(taken()).toEqual(['a 0']);
});

test('gap: a number is missing, and comes when it is asked for', async () => {
  const client = await meet('gap');
  expect(values(await client.next(), 34, 35)).toBe('3 0');
  client.send('2', [
    [7, '2'],
    [16, '2'],
  ]);
  expect(values(await client.next('8'), 34, 43, 11, 150)).toBe('2 Y a 0');
});

test('cutBefore: not taken', async () => {
  const client = await meet('cutBefore');
  await client.closed;
  expect([taken(), client.received.length]).toEqual([[], 1]);
});

test('cutAfter: taken, and nothing said', async () => {
  const client = await meet('cutAfter');
  await client.closed;
  expect([taken(), client.received.length]).toEqual([['a 0'], 1]);
});

test('hang: neither taken nor anything else, and another session may log on', async () => {
  const client = await meet('hang');
  const other = await logOn('trade');
  other.send('H', [[11, 'a']]);
  expect(values(await other.next(), 35, 379)).toBe('j a');
  expect([taken(), client.received.length]).toEqual([[], 1]);
});

test('logout: taken, and a Logout takes the place of the report', async () => {
  const client = await meet('logout');
  expect(values(await client.next(), 35, 58)).toBe('5 The session is closed for maintenance');
  expect(taken()).toEqual(['a 0']);
});

test('garbage: taken, and bytes that are no FIX', async () => {
  const client = await meet('garbage');
  await expect.poll(() => client.garbage).toContain('this is not FIX');
  expect([taken(), client.received.length]).toEqual([['a 0'], 1]);
});

test('wrongChecksum: taken, and a report that is not to be believed', async () => {
  const client = await meet('wrongChecksum');
  expect(values(await client.next(), 35, 11, 150, 0)).toBe('8 a 0 wrong CheckSum');
  expect(taken()).toEqual(['a 0']);
});

test('refuse: an order by a report, a cancel by 9, a question by j', async () => {
  const client = await meet('refuse');
  expect(values(await client.next(), 35, 11, 150, 39, 58)).toBe(
    '8 a 8 8 TRADING_DISABLED:Trading is disabled',
  );
  expect(taken()).toEqual([]);
  await double().fault('F', 'refuse');
  await double().fault('AN', 'refuse');
  client.send('F', [
    [41, 'a'],
    [11, 'c'],
  ]);
  client.send('AN', [[710, 'p']]);
  expect(values(await client.next('9'), 11, 41, 434)).toBe('c a 1');
  expect(values(await client.next('j'), 379)).toBe('p');
});

test('a fault befalls one message, and none where it was taken back', async () => {
  await double().fault('D', 'lose');
  await double().fault('D', undefined);
  const client = await logOn('trade');
  client.send('D', order('a'));
  expect(values(await client.next(), 11)).toBe('a');
  await double().fault('D', 'lose');
  client.send('D', order('b'));
  client.send('D', order('c'));
  expect(values(await client.next(), 11)).toBe('c');
});

test('a Logon may hang, be refused, or be cut', async () => {
  const { connect, url } = { connect: logOn, url: double().trade };
  expect(url).toMatch(/^fix:\/\/127\.0\.0\.1:\d+$/);
  await double().fault('A', 'refuse');
  await expect(connect('trade')).rejects.toThrow('not logged on: InternalError: RET_INVALID_DATA');
  await double().fault('A', 'cutBefore');
  await expect(connect('trade')).rejects.toThrow('the connection was closed');
  await connect('trade');
  expect(await double().count('A')).toBe(3);
});

test('what arrived is kept whole, in its order, with the line that it came by', async () => {
  const [trade, quote] = [await logOn('trade'), await logOn('quote')];
  trade.send('D', order('a'));
  await trade.next();
  quote.send('x', [
    [320, 'q'],
    [559, '0'],
  ]);
  await quote.next();
  const received = await double().received();
  expect(received.map(({ line, type }) => `${line} ${type}`)).toEqual([
    'trade A',
    'quote A',
    'trade D',
    'quote x',
  ]);
  expect(received[2]?.fields).toContainEqual([11, 'a']);
  expect(received[0]?.fields).toContainEqual([49, defaultAccount.sender]);
});
