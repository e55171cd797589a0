import { expect, test } from 'vitest';
import { order } from './lines.js';
import { Peer } from './Peer.js';
import { wire } from './wire.js';

/** A report of an order. */
const report = (id: string): [number, string][] => [
  [11, id],
  [150, '0'],
];

/** An order that waits, and what became of it: `answered`, an error, or `undefined` as long as neither. */
function placed(peer: Peer, id: string) {
  const outcome: { is?: string } = {};
  void peer.connection.ask(order(id)).then(
    (messages) => {
      outcome.is = `answered ${messages.length}`;
    },
    (error: unknown) => {
      outcome.is = error instanceof Error ? error.message : 'no error';
    },
  );
  return outcome;
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('a message with the number that is due is taken', async ({ expect }) => {
  const peer = Peer.open();
  const outcome = placed(peer, 'a');
  peer.say('8', report('a'));
  await settled();
  expect(outcome.is).toBe('answered 1');
});

test('what has come before is dropped where it says that it may have', async ({ expect }) => {
  const peer = Peer.open();
  const outcome = placed(peer, 'a');
  peer.say('0');
  peer.repeat(2, '8', report('a'));
  await settled();
  expect(outcome.is).toBeUndefined();
  expect(peer.end).toBeUndefined();
});

test('a number that was used before ends the session', async ({ expect }) => {
  const peer = Peer.open();
  const outcome = placed(peer, 'a');
  peer.say('0');
  peer.say('8', report('a'), 2);
  await settled();
  expect(outcome.is).toBe(
    'the trade line at 127.0.0.1:5212 gave no answer: it sent a message with the number 2 where 3 was due',
  );
  expect(peer.last).toBe('35=5');
  expect(peer.closed).toBe(true);
});

test('what is missing is asked for once, and what came early is told in its order', async ({ expect }) => {
  const peer = Peer.open();
  const answers: string[] = [];
  for (const id of ['a', 'b', 'c', 'd']) {
    void peer.connection.ask(order(id)).then(() => answers.push(id));
  }
  peer.skip(2);
  peer.say('8', report('c'));
  peer.say('8', report('d'));
  await settled();
  expect(answers).toEqual([]);
  expect(peer.types.filter((type) => type === '2')).toHaveLength(1);
  expect(peer.last).toBe('35=2|7=2|16=0');
  peer.repeat(2, '8', report('a'));
  await settled();
  expect(answers).toEqual(['a']);
  peer.repeat(3, '8', report('b'));
  peer.repeat(4, '8', report('c'));
  peer.repeat(5, '8', report('d'));
  await settled();
  expect(answers).toEqual(['a', 'b', 'c', 'd']);
  expect(peer.types.filter((type) => type === '2')).toHaveLength(1);
  expect(peer.end).toBeUndefined();
});

test('a second gap is asked for as well', async ({ expect }) => {
  const peer = Peer.open();
  peer.skip();
  peer.say('0');
  peer.skip();
  peer.say('0');
  peer.repeat(2, '4', [
    [123, 'Y'],
    [36, '3'],
  ]);
  expect(peer.last).toBe('35=2|7=4|16=0');
  peer.repeat(4, '4', [
    [123, 'Y'],
    [36, '6'],
  ]);
  const outcome = placed(peer, 'a');
  peer.say('8', report('a'));
  await settled();
  expect(outcome.is).toBe('answered 1');
});

test('a gap fill over something that came early still tells it', async ({ expect }) => {
  const peer = Peer.open();
  const outcome = placed(peer, 'a');
  peer.skip();
  peer.say('8', report('a'));
  peer.say(
    '4',
    [
      [43, 'Y'],
      [123, 'Y'],
      [36, '4'],
    ],
    2,
  );
  await settled();
  expect(outcome.is).toBe('answered 1');
  peer.say('1', [[112, 'HERE']]);
  expect(peer.last).toBe('35=0|112=HERE');
});

test('a gap fill that comes early waits for its turn', async ({ expect }) => {
  const peer = Peer.open();
  const [early, missing] = [placed(peer, 'early'), placed(peer, 'missing')];
  peer.skip();
  peer.say('4', [
    [123, 'Y'],
    [36, '6'],
  ]);
  peer.say('8', report('early'), 6);
  await settled();
  expect(early.is).toBeUndefined();
  peer.repeat(2, '8', report('missing'));
  await settled();
  expect([missing.is, early.is]).toEqual(['answered 1', 'answered 1']);
});

test('a reset is obeyed whatever its own number, and what came early is told', async ({ expect }) => {
  const peer = Peer.open();
  const [early, later] = [placed(peer, 'early'), placed(peer, 'later')];
  peer.skip(5);
  peer.say('8', report('early'));
  peer.say('4', [[36, '20']], 1);
  peer.say('8', report('later'), 20);
  await settled();
  expect([early.is, later.is]).toEqual(['answered 1', 'answered 1']);
});

test('numbers never go down', ({ expect }) => {
  const peer = Peer.open();
  peer.say('0');
  peer.say('4', [[36, '1']]);
  expect(peer.last).toBe('35=3|45=3|371=36|372=4|373=5');
  peer.say('4', [
    [123, 'Y'],
    [36, '2'],
  ]);
  expect(peer.last).toBe('35=3|45=4|371=36|372=4|373=5');
  peer.say('1', [[112, 'HERE']]);
  expect(peer.last).toBe('35=0|112=HERE');
});

test('a resend is answered with one gap fill: nothing is sent again', async ({ expect }) => {
  const peer = Peer.open();
  placed(peer, 'a');
  placed(peer, 'b');
  peer.say('2', [
    [7, '1'],
    [16, '0'],
  ]);
  expect(peer.last).toMatch(/^35=4\|43=Y\|122=[\d:.-]+\|123=Y\|36=4$/);
  expect(peer.heard.at(-1)?.get(34)).toBe('1');
  peer.say('2', [
    [7, '2'],
    [16, '2'],
  ]);
  expect(peer.last).toMatch(/123=Y\|36=3$/);
  peer.say('1', [[112, 'NEXT']]);
  expect(peer.heard.at(-1)?.get(34)).toBe('4');
  expect(peer.types).toEqual(['D', 'D', '4', '4', '0']);
});

test('a resend of what was never sent is rejected', ({ expect }) => {
  const peer = Peer.open();
  peer.say('2', [[7, '9']]);
  expect(peer.last).toBe('35=3|45=2|371=7|372=2|373=5');
});

test('a resend and a TestRequest are answered even before their turn, once', ({ expect }) => {
  const peer = Peer.open();
  peer.skip();
  peer.say('2', [
    [7, '1'],
    [16, '0'],
  ]);
  peer.say('1', [[112, 'EARLY']]);
  expect(peer.types).toEqual(['4', '2', '0']);
  peer.repeat(2, '0');
  expect(peer.types).toEqual(['4', '2', '0']);
});

test('a gap that is never filled ends the session', async ({ expect }) => {
  const peer = Peer.open();
  const outcome = placed(peer, 'a');
  peer.skip();
  peer.say('0');
  for (let second = 0; second < 4; second += 1) {
    peer.clock.pass(1);
    peer.say('0');
  }
  expect(peer.closed).toBe(false);
  peer.clock.pass(1);
  await settled();
  expect(outcome.is).toBe(
    'the trade line at 127.0.0.1:5212 gave no answer: it left out the message 2, and did not send it when it was asked to',
  );
  expect(peer.clock.timers).toBe(0);
});

test('what came early is told when the session ends', async ({ expect }) => {
  const peer = Peer.open();
  const outcome = placed(peer, 'a');
  peer.skip();
  peer.say('8', report('a'));
  peer.connection.session.lose('closed the connection');
  await settled();
  expect(outcome.is).toBe('answered 1');
});

test('too much that is early ends the session', ({ expect }) => {
  const peer = Peer.open();
  peer.skip();
  for (let count = 0; count <= 10_000; count += 1) peer.say('0');
  expect(peer.closed).toBe(true);
});

test('a Logon that is numbered higher than it should be is accepted, and what is missing asked for', ({
  expect,
}) => {
  const peer = new Peer();
  peer.say('A', [[108, '30']], 3);
  expect(peer.connection.usable).toBe(true);
  expect(peer.last).toBe('35=2|7=1|16=0');
});

test.each(['', '0', '-1', '1.5', '99999999999', 'x'])(
  'a message with the number %j ends the session',
  async (number) => {
    const peer = Peer.open();
    peer.raw(wire(`35=0|49=cServer|56=demo.broker.12345|34=${number}|`));
    expect((await peer.connection.ended).text).toBe('sent a message without a MsgSeqNum (34)');
  },
);
