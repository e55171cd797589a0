import { expect, test } from 'vitest';
import { defaultAccount } from './CtraderAccount.js';
import { order, useCtrader, values } from './useCtrader.js';

const { double, open, connect, logOn } = useCtrader();
const { sender, password } = defaultAccount;

test('a good Logon is answered with the same, CompIDs and SubIDs the other way round', async () => {
  const client = connect('quote');
  client.logOn(password);
  const answer = await client.next();
  expect(answer.map(([tag]) => tag)).toEqual([8, 9, 35, 49, 56, 50, 57, 34, 52, 98, 108, 141, 10]);
  expect(values(answer, 35, 49, 56, 50, 57, 34, 98, 108, 141)).toBe(
    `A cServer ${sender} QUOTE QUOTE 1 0 30 Y`,
  );
});

test.each(['CSERVER', 'cServer', 'cserver'])('the target may be written %s', async (target) => {
  const client = connect('trade', { target, subId: 'anything' });
  client.logOn(password);
  expect(values(await client.next(), 35, 49, 57)).toBe(`A ${target} anything`);
});

test.each([
  ['a wrong password', {}, { 554: 'other' }, 'InternalError: RET_INVALID_DATA'],
  ['the whole SenderCompID as Username', {}, { 553: sender }, 'InternalError: RET_INVALID_DATA'],
  ['an account that nobody has', { sender: 'demo.broker.999' }, {}, 'InternalError: RET_INVALID_DATA'],
  ['numbers that go on', {}, { 141: 'N' }, 'InternalError: RET_INVALID_DATA'],
  [
    'the qualifier of the other line',
    { qualifier: 'QUOTE' },
    {},
    "TargetSubID is assigned with the unexpected value 'QUOTE', expected 'TRADE'",
  ],
])('%s is answered with a Logout, and the connection ends', async (_name, settings, fields, text) => {
  const client = connect('trade', settings);
  client.logOn(password, fields);
  expect(values(await client.next(), 35, 58)).toBe(`5 ${text}`);
  await client.closed;
});

test('QUOTE wants its SenderSubID', async () => {
  const client = connect('quote', { subId: 'anything' });
  client.logOn(password);
  const text = "SenderSubID is assigned with the unexpected value 'anything', expected 'QUOTE'";
  expect(values(await client.next(), 35, 58)).toBe(`5 ${text}`);
});

test.each(['RET_NOT_ALLOWED', 'RET_ACCOUNT_DISABLED'] as const)(
  'an account that is closed: %s',
  async (closed) => {
    await open({ accounts: [{ ...defaultAccount, closed }] });
    const client = connect('trade');
    client.logOn(password);
    expect(values(await client.next(), 35, 58)).toBe(`5 InternalError: ${closed}`);
  },
);

const hoursOff = (hours: number) =>
  new Date(Date.now() + hours * 3_600_000)
    .toISOString()
    .replaceAll('-', '')
    .replace('T', '-')
    .replace('Z', '');

test.each([
  ['a target that is unknown', { target: 'OTHER' }, {}],
  ['a qualifier that is unknown', { qualifier: 'trade' }, {}],
  ['local time', {}, { time: hoursOff(2) }],
  ['another order of the header', {}, { order: [49, 56, 34, 52, 57, 50] }],
])('%s gets no answer at all', async (_name, settings, mistakes) => {
  const silent = connect('trade', settings);
  silent.logOn(password, {}, mistakes);
  await expect.poll(() => double().count('A')).toBe(1);
  // Whoever does it right is answered, and by then the other one would have been.
  await logOn('trade');
  expect(silent.received).toEqual([]);
});

test('a wrong CheckSum gets no answer', async () => {
  const client = await logOn('trade');
  client.send('AN', [[710, 'a']], { checkSum: '000' });
  client.send('AN', [[710, 'b']]);
  await client.closed;
  expect(client.received.slice(1)).toEqual([]);
  expect(await double().count('AN')).toBe(0);
});

test('an order whose time is local is not taken', async () => {
  const client = await logOn('trade');
  client.send('D', order('a'), { time: hoursOff(-3) });
  client.send('AN', [[710, 'b']]);
  expect(values(await client.next(), 35, 710)).toBe('AP b');
  expect(double().state().orders).toEqual([]);
});

test('a second session of the same CompID is refused while the first is open', async () => {
  const first = await logOn('trade');
  await logOn('quote');
  const second = connect('trade');
  second.logOn(password);
  expect(values(await second.next(), 35, 58)).toBe('5 InternalError: session is open already');
  await second.closed;
  first.send('5', []);
  expect(values(await first.next(), 35)).toBe('5');
  await first.closed;
  await logOn('trade');
});

test('or it takes over', async () => {
  await open({ second: 'takesOver' });
  const first = await logOn('trade');
  await logOn('trade');
  await first.closed;
});

test('a Heartbeat answers a TestRequest, with its id', async () => {
  const client = await logOn('quote');
  client.send('1', [[112, 'there?']]);
  expect(values(await client.next(), 35, 112)).toBe('0 there?');
});

test('what is missing is sent again, with PossDupFlag', async () => {
  const client = await logOn('trade');
  client.send('D', order('a'));
  const report = await client.next();
  client.send('2', [
    [7, '1'],
    [16, '0'],
  ]);
  expect(values(await client.next(), 35, 34, 123, 36)).toBe('4 1 Y 2');
  const again = await client.next();
  expect(values(again, 35, 34, 43, 11)).toBe('8 2 Y a');
  expect(values(again, 37)).toBe(values(report, 37));
});
