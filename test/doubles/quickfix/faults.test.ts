import { describe, expect, test } from 'vitest';
import type { Fault } from '../ctrader/CtraderAcceptor.js';
import { fieldOf, plain, type RawFixClient } from '../ctrader/RawFixClient.js';
import { whyNoQuickfix } from './startQuickfix.js';
import { order as fields, pick, read, useQuickfix } from './useQuickfix.js';

const missing = await whyNoQuickfix();

describe.skipIf(missing !== undefined)(missing ?? 'what an acceptor on QuickFIX does wrong', () => {
  const { running, logOn } = useQuickfix();

  /** A client whose limit order has met a fault. */
  async function order(kind: Fault) {
    const client = await logOn();
    await running().fault('D', kind);
    client.send('D', fields('a', '40=2|44=1.08'));
    return client;
  }

  /** Whether the order is there, as a connection of its own sees it. */
  async function isTaken() {
    const client = await logOn();
    client.send('H', read('11=a'));
    return fieldOf(await client.next('8', 'j'), 150) === 'I';
  }

  /** What comes before the answer to a TestRequest. */
  async function told(client: RawFixClient) {
    client.send('1', read('112=end'));
    const before: string[] = [];
    for (;;) {
      const message = await client.next();
      if (fieldOf(message, 112) === 'end') return before;
      before.push(`${fieldOf(message, 35)} ${fieldOf(message, 150)}`);
    }
  }

  test('lose: it is taken, and nothing is told', async () => {
    expect(await told(await order('lose'))).toEqual([]);
    expect(await isTaken()).toBe(true);
  });

  test('late: it is told when the test says so, on the connection of that moment', async () => {
    const client = await order('late');
    expect(await told(client)).toEqual([]);
    client.close();
    const other = await logOn();
    await running().release();
    expect(await told(other)).toEqual(['8 0']);
    await running().release();
    expect(await told(other)).toEqual([]);
  });

  test('duplicate: it is told twice', async () => {
    expect(await told(await order('duplicate'))).toEqual(['8 0', '8 0']);
  });

  test('gap: its number is left out, and comes with PossDupFlag when it is asked for', async () => {
    const client = await order('gap');
    expect(fieldOf(await client.next(), 34)).toBe('3');
    client.send('2', read('7=2|16=0'));
    expect(pick(await client.next(), 34, 35, 43, 11)).toBe('34=2|35=8|43=Y|11=a');
    expect(pick(await client.next(), 34, 35, 36, 123)).toBe('34=3|35=4|36=4|123=Y');
  });

  test.each([
    ['cutBefore', false],
    ['cutAfter', true],
  ] as const)('%s: the connection is cut, and the order taken: %s', async (kind, isThere) => {
    const client = await order(kind);
    await client.closed;
    expect(client.received).toHaveLength(1);
    expect(await isTaken()).toBe(isThere);
  });

  test('hang: nothing more is read or answered on that connection, others are', async () => {
    const client = await order('hang');
    await expect.poll(() => running().count('D')).toBe(1);
    client.send('H', read('11=a'));
    expect(await isTaken()).toBe(false);
    await running().price('1', '1.07', '1.08');
    expect(client.received).toHaveLength(1);
    expect(await running().count('H')).toBe(1);
    await running().cut();
    await client.closed;
  });

  test('refuse: it is refused by a report', async () => {
    expect(await told(await order('refuse'))).toEqual(['8 8']);
    expect(await isTaken()).toBe(false);
  });

  test('logout: it is taken, and a Logout comes', async () => {
    const client = await order('logout');
    expect(plain(await client.next())).toBe('35=5|58=the session is closed for maintenance');
    client.send('5', []);
    await client.closed;
    expect(await isTaken()).toBe(true);
  });

  test('garbage: it is taken, and bytes that are no FIX come', async () => {
    const client = await order('garbage');
    await expect.poll(() => client.garbage).toContain('HTTP/1.1 400');
    expect(await isTaken()).toBe(true);
  });

  test('wrongChecksum: it is taken, and the report is spoiled', async () => {
    const client = await order('wrongChecksum');
    expect(plain(await client.next())).toContain('0=wrong CheckSum');
    expect(await told(client)).toEqual([]);
  });

  test('a fault is used once, and can be taken back', async () => {
    await running().fault('D', 'cutBefore');
    await running().fault('D', undefined);
    expect(await told(await order('lose'))).toEqual([]);
    await running().fault('H', 'refuse');
    expect(await isTaken()).toBe(false);
    expect(await isTaken()).toBe(true);
  });

  test('a fault of the Logon', async () => {
    await running().fault('A', 'refuse');
    await expect(logOn()).rejects.toThrow('the connection was closed instead of A');
    await running().fault('A', 'cutBefore');
    await expect(logOn()).rejects.toThrow('the connection was closed instead of A');
    await logOn();
  });
});
