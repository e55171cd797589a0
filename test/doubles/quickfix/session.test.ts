import { describe, expect, test } from 'vitest';
import { fieldOf, plain } from '../ctrader/RawFixClient.js';
import { whyNoQuickfix } from './startQuickfix.js';
import { pick, read, useQuickfix } from './useQuickfix.js';

const missing = await whyNoQuickfix();

describe.skipIf(missing !== undefined)(missing ?? 'the Logon at an acceptor on QuickFIX', () => {
  const { running, open } = useQuickfix();

  test('is answered with SubIDs swapped, and what has arrived is told whole', async () => {
    const client = open('trade');
    client.logOn('fix-password');
    expect(pick(await client.next(), 35, 50, 57, 98, 108, 141)).toBe(
      '35=A|50=TRADE|57=TRADE|98=0|108=30|141=Y',
    );
    const [logon] = await running().received();
    expect(logon).toMatchObject({ line: 'trade', type: 'A' });
    expect(logon?.fields.map(([tag]) => tag).join(' ')).toBe(
      '8 9 35 49 56 57 50 34 52 98 108 141 553 554 10',
    );
  });

  const invalid = 'InternalError: RET_INVALID_DATA';
  test.each([
    ['a wrong password', {}, 'nobody knows', invalid],
    ['another account', { sender: 'demo.broker.1' }, 'fix-password', invalid],
    [
      'the other line',
      { qualifier: 'QUOTE' },
      'fix-password',
      "TargetSubID 'QUOTE' is unexpected, expected 'TRADE'",
    ],
  ])('with %s gets a Logout that says so', async (_, settings, password, text) => {
    const client = open('trade', settings);
    client.logOn(password);
    expect(pick(await client.next(), 35, 58)).toBe(`35=5|58=${text}`);
    await client.closed;
  });

  test.each([
    ['another order of the header', {}, { order: [49, 56, 34, 57, 50, 52] }],
    ['a local time', {}, { time: '20260513-18:20:30.000' }],
    ['an unknown target', { target: 'nobody' }, {}],
    ['a wrong checksum', {}, { checkSum: '000' }],
  ])('with %s gets no answer', async (_, settings, mistakes) => {
    const client = open('trade', settings);
    client.logOn('fix-password', {}, mistakes);
    await expect.poll(() => running().count('A')).toBe(1);
    expect(client.received).toEqual([]);
  });
});

describe.skipIf(missing !== undefined)(missing ?? 'the session of an acceptor on QuickFIX', () => {
  const { running, open, logOn } = useQuickfix();

  test('answers a TestRequest, and sends one', async () => {
    const client = await logOn();
    client.send('1', [[112, 'hello']]);
    expect(plain(await client.next())).toBe('35=0|112=hello');
    await running().testRequest('trade', 'are you there');
    expect(plain(await client.next())).toBe('35=1|112=are you there');
  });

  test('rejects what lacks a field, or has one that belongs elsewhere', async () => {
    const client = await logOn();
    client.send('D', read('11=a'));
    expect(plain(await client.next())).toBe('35=3|45=2|58=Required tag missing|371=38|372=D|373=1');
    client.send('H', read('11=a|44=1.1'));
    expect(pick(await client.next(), 35, 45, 371)).toBe('35=3|45=3|371=44');
  });

  test('ends where a number is too low, and asks where it is too high', async () => {
    const client = await logOn();
    client.send('0', [], { sequence: 5 });
    expect(plain(await client.next())).toBe('35=2|7=2|16=0');
    client.send('0', [], { sequence: 1 });
    expect(fieldOf(await client.next(), 58)).toBe('MsgSeqNum too low, expecting 2 but received 1');
  });

  test('sends again what it has kept, and fills what it has not', async () => {
    const client = await logOn();
    client.send('H', read('11=unknown'));
    const first = await client.next();
    client.send('2', read('7=1|16=0'));
    expect(pick(await client.next(), 35, 34, 36, 123)).toBe('35=4|34=1|36=2|123=Y');
    const again = await client.next();
    expect(pick(again, 35, 34, 43, 58)).toBe(pick([...first, [43, 'Y']], 35, 34, 43, 58));

    await running().forget('trade');
    client.send('2', read('7=1|16=0'));
    expect(pick(await client.next(), 35, 34, 36, 123)).toBe('35=4|34=1|36=3|123=Y');
  });

  test('keeps its numbers where a client does not reset them', async () => {
    const first = await logOn();
    first.send('5', []);
    await first.closed;
    const second = open('trade');
    second.logOn('fix-password', { 141: 'N' });
    expect(fieldOf(await second.next(), 58)).toBe('MsgSeqNum too low, expecting 3 but received 1');
  });
});
