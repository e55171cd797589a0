import { expect, test } from 'vitest';
import type { LineSettings } from '../../src/fix/FixTransport.js';
import { order } from './lines.js';
import { Peer } from './Peer.js';
import { wire } from './wire.js';

/** A message of the other side with fields of the test's own. */
const from = (fields: string) => wire(`${fields}|`);
const WELL = '49=cServer|56=demo.broker.12345';

test('a Logon is the first message, and says 98, 108, 141 and what proves who is asking', () => {
  const peer = new Peer();
  expect(peer.last).toBe('35=A|98=0|108=30|141=Y|553=12345|554=p4ssw0rd');
  const [logon] = peer.heard;
  expect(logon?.fields.slice(2, 8)).toEqual([
    [35, 'A'],
    [49, 'demo.broker.12345'],
    [56, 'cServer'],
    [57, 'TRADE'],
    [34, '1'],
    [52, '20260513-10:20:30.007'],
  ]);
});

test('where numbers are not reset by the Logon, it says so by leaving 98 and 141 out', () => {
  expect(new Peer({ resets: false, heartbeat: 5 }).last).toBe('35=A|108=5|553=12345|554=p4ssw0rd');
});

test('the proof is made of what the header says', () => {
  const moments: unknown[] = [];
  const peer = new Peer({
    logon: (at) => {
      moments.push(at);
      return [[96, at.sendingTime]];
    },
  });
  const [logon] = peer.heard;
  expect(moments).toEqual([{ sequence: '1', sendingTime: '20260513-10:20:30.007', now: peer.clock.time() }]);
  expect(logon?.get(52)).toBe(logon?.get(96));
});

test('a proof that cannot be made is the end of it', async () => {
  const fault = new Error('secret_key: no private key');
  const peer = new Peer({
    logon: () => {
      throw fault;
    },
  });
  expect(await peer.connection.opened).toMatchObject({ kind: 'failed', thrown: fault });
  expect(peer.heard).toEqual([]);
  expect(peer.clock.timers).toBe(0);
});

test.each([
  ['a Logout', '5', '58=RET_INVALID_DATA', 'refused the Logon: RET_INVALID_DATA'],
  ['a Reject', '3', '45=1|58=bad tag', 'refused the Logon: bad tag'],
  ['a Logout without a text', '5', '45=1', 'refused the Logon without a reason'],
  [
    'a text that repeats the password',
    '5',
    '58=wrong: 12345 p4ssw0rd!',
    'refused the Logon: wrong: *** ***!',
  ],
  ['a text of many lines', '5', '58=no\n\n  way', 'refused the Logon: no way'],
])('a Logon is refused by %s', async (_what, type, fields, text) => {
  const peer = new Peer();
  peer.raw(from(`35=${type}|${WELL}|34=1|${fields}`));
  expect(await peer.connection.opened).toMatchObject({ kind: 'refused', text });
  expect(peer.closed).toBe(true);
  expect(peer.clock.timers).toBe(0);
});

test('a Logon that is refused with other CompIDs, or no number, is refused', async () => {
  const peer = new Peer();
  peer.raw(from('35=5|49=?|56=?|58=unknown SenderCompID'));
  expect(await peer.connection.opened).toMatchObject({ text: 'refused the Logon: unknown SenderCompID' });
});

test.each<[string, (peer: Peer) => void, string]>([
  [
    'nothing',
    (peer) => peer.clock.pass(10),
    'did not answer the Logon within 10 s: some venues do not answer a wrong CompID, password or clock',
  ],
  [
    'a closed connection',
    (peer) => peer.connection.session.lose('closed the connection'),
    'closed the connection before it answered the Logon: is this SenderCompID in use elsewhere?',
  ],
  [
    'HTTP',
    (peer) => peer.raw('HTTP/1.1 400 Bad Request\r\n\r\n'),
    'answered HTTP: this is not the port of FIX',
  ],
  ['TLS', (peer) => peer.raw('\x15\x03\x03\x00\x02\x02\x46'), 'speaks TLS there: write fix+tls://'],
  ['an order', (peer) => peer.say('8', [[11, 'a']]), 'answered the Logon with a message of type 8'],
  [
    'a Logon of somebody else',
    (peer) => peer.raw(from('35=A|49=other|56=demo.broker.12345|34=1|108=30')),
    'sent a message of another session: its CompIDs (49, 56) are not those of this one',
  ],
])('a Logon that is answered with %s is no session', async (_what, act, text) => {
  const peer = new Peer();
  act(peer);
  expect(await peer.connection.opened).toMatchObject({ kind: 'failed', text });
  expect(peer.closed).toBe(true);
  expect(peer.clock.timers).toBe(0);
});

test.each([
  ['garbage', 'garbage garbage', 'sent something that is not FIX.4.4: "garbage garbage"'],
  [
    'a length of 2 GB',
    '8=FIX.4.4\x019=2147483648\x01',
    'sent a message of 21474836 bytes or more: at most 16777216 are read',
  ],
  [
    'a wrong CheckSum',
    `8=FIX.4.4\x019=5\x0135=0\x0110=000\x01`,
    'sent a message with a wrong CheckSum: 10=000 where 10=163 is right',
  ],
  ['another version', '8=FIX.4.2\x019=5\x0135=0\x0110=161\x01', 'speaks FIX.4.2, not FIX.4.4'],
  ['a second Logon', from(`35=A|${WELL}|34=2|108=30`), 'sent a second Logon'],
  [
    'a message of another session',
    from('35=0|49=cServer|56=someone.else|34=2'),
    'sent a message of another session: its CompIDs (49, 56) are not those of this one',
  ],
])('%s in a session ends it', async (_what, bytes, text) => {
  const peer = Peer.open();
  const asked = expect(peer.connection.ask(order('a'))).rejects.toMatchObject({
    message: `the trade line at 127.0.0.1:5212 gave no answer: it ${text}`,
    outcome: 'unknown',
  });
  peer.raw(bytes);
  await asked;
  expect(await peer.connection.ended).toMatchObject({ kind: 'lost', text });
  expect(peer.types).toEqual(['D', '5']);
  expect(peer.clock.timers).toBe(0);
});

test('nothing is taken in behind what ended the session', async () => {
  const peer = Peer.open();
  const asked = expect(peer.connection.ask(order('a'))).rejects.toThrow('is not FIX.4.4');
  peer.raw('garbage');
  peer.say('8', [[11, 'a']]);
  await asked;
});

test('a Logout in the middle of an order is answered, and what becomes of the order is unknown', async () => {
  const peer = Peer.open();
  const asked = expect(peer.connection.ask(order('a'))).rejects.toMatchObject({
    message: 'the trade line at 127.0.0.1:5212 gave no answer: it logged out: end of day',
    outcome: 'unknown',
  });
  peer.say('5', [[58, 'end of day']]);
  await asked;
  expect(peer.types).toEqual(['D', '5']);
  expect(peer.closed).toBe(true);
});

test('a session is left with a Logout, and closed with the answer to that', async () => {
  const peer = Peer.open();
  peer.connection.session.leave('was closed');
  expect(peer.last).toBe('35=5');
  expect(peer.closed).toBe(false);
  peer.say('5');
  expect(await peer.connection.ended).toMatchObject({ kind: 'closed' });
  expect(peer.types).toEqual(['5']);
  expect(peer.clock.timers).toBe(0);
});

test('a Logout that is not answered ends the session as well', async () => {
  const peer = Peer.open();
  peer.connection.session.leave('was closed');
  peer.clock.pass(2);
  expect(await peer.connection.ended).toMatchObject({ kind: 'closed' });
});

test('a session that is about to be closed waits for its answers, and not for ever', async () => {
  const [quick, slow] = [Peer.open(), Peer.open()];
  const answered = quick.connection.ask(order('a'));
  const given = expect(slow.connection.ask(order('a'))).rejects.toMatchObject({ outcome: 'unknown' });
  for (const { connection } of [quick, slow]) connection.retire('was closed');
  expect(quick.connection.usable).toBe(false);
  expect(quick.types).toEqual(['D']);
  quick.say('8', [[11, 'a']]);
  await answered;
  expect(quick.types).toEqual(['D', '5']);
  slow.clock.pass(5);
  slow.clock.pass(2);
  await given;
});

test.each<[string, Partial<LineSettings>, string[]]>([
  ['a Heartbeat is sent after 108 s of silence', { heartbeat: 10 }, ['0']],
  ['none is sent where 108 is 0', { heartbeat: 0 }, []],
])('%s', (_what, settings, types) => {
  const peer = Peer.open(settings);
  peer.clock.pass(9.9);
  expect(peer.types).toEqual([]);
  peer.clock.pass(0.2);
  expect(peer.types).toEqual(types);
  if (types.length > 0) expect(peer.last).toBe('35=0');
});

test('what is sent takes the place of a Heartbeat', () => {
  const peer = Peer.open();
  peer.clock.pass(29);
  peer.say('1', [[112, 'A']]);
  peer.clock.pass(29);
  expect(peer.types).toEqual(['0']);
  peer.clock.pass(1);
  expect(peer.types).toEqual(['0', '0']);
});

test('the other side is asked after 1.2 times 108 without hearing of it, and given up after 2.2 times', async () => {
  const peer = Peer.open();
  peer.clock.pass(35.9);
  expect(peer.types).toEqual(['0']);
  peer.clock.pass(0.2);
  expect(peer.types).toEqual(['0', '1']);
  expect(peer.last).toBe('35=1|112=TEST1');
  peer.clock.pass(29.8);
  expect(peer.closed).toBe(false);
  peer.clock.pass(0.3);
  expect(await peer.connection.ended).toMatchObject({ kind: 'lost', text: 'stopped answering 66 s ago' });
  expect(peer.clock.timers).toBe(0);
});

test('any message counts as life', () => {
  const peer = Peer.open();
  for (let count = 0; count < 20; count += 1) {
    peer.clock.pass(35);
    peer.say('W', [[262, 'x']]);
  }
  expect(peer.types.filter((type) => type === '1')).toEqual([]);
  expect(peer.closed).toBe(false);
});

test('a process that was stopped asks before it gives the other side up', () => {
  const peer = Peer.open();
  peer.clock.stop(600);
  peer.clock.pass(0);
  expect(peer.types).toEqual(['1']);
  peer.say('0', [[112, 'TEST1']]);
  peer.clock.pass(30);
  expect(peer.closed).toBe(false);
});

test('a TestRequest is answered with its id', () => {
  const peer = Peer.open();
  peer.say('1', [[112, 'are you there']]);
  expect(peer.last).toBe('35=0|112=are you there');
});
