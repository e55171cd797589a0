import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { Cancellation } from '../../src/http/Cancellation.js';
import { timeIsUp } from '../../src/http/deadline.js';
import { bounds, order, prices, request } from './lines.js';
import { Peer } from './Peer.js';

const HERE = 'the trade line at 127.0.0.1:5212';

/** The values of a tag in the messages of an answer. */
async function values(answer: Promise<readonly { get(tag: number): string | undefined }[]>, tag: number) {
  return (await answer).map((message) => message.get(tag));
}

test.each([
  ['D', 11, '8', 11],
  ['F', 11, '9', 11],
  ['G', 11, '8', 11],
  ['H', 11, '8', 11],
  ['AF', 584, '8', 584],
  ['AN', 710, 'AP', 710],
  ['V', 262, 'W', 262],
  ['V', 262, 'Y', 262],
  ['x', 320, 'y', 320],
  ['BE', 923, 'BF', 923],
])('a request %s with %i is answered by a message %s with %i', async (type, idTag, answerType, answerTag) => {
  const peer = Peer.open();
  const answer = values(peer.connection.ask(request(type, idTag, 'mine')), 58);
  peer.say(answerType, [
    [answerTag, 'other'],
    [58, 'of another'],
  ]);
  peer.say(answerType, [
    [answerTag, 'mine'],
    [58, 'its own'],
  ]);
  expect(await answer).toEqual(['its own']);
});

test('ids of another kind are others, even where they read the same', async () => {
  const peer = Peer.open();
  const [one, all] = [
    values(peer.connection.ask(request('H', 11, '7')), 37),
    values(peer.connection.ask(request('AF', 584, '7')), 37),
  ];
  peer.say('8', [
    [584, '7'],
    [11, '7'],
    [37, 'of the list'],
  ]);
  peer.say('8', [
    [11, '7'],
    [37, 'of the order'],
  ]);
  expect([await one, await all]).toEqual([['of the order'], ['of the list']]);
});

test('a report of a list that nobody waits for answers no request about one of its orders', async () => {
  const peer = Peer.open();
  const answer = values(peer.connection.ask(request('H', 11, 'a')), 37);
  peer.say('8', [
    [584, 'given up'],
    [11, 'a'],
    [37, 'late'],
  ]);
  peer.say('8', [
    [11, 'a'],
    [37, 'now'],
  ]);
  expect(await answer).toEqual(['now']);
});

test('a venue may name a request by another tag', async () => {
  const peer = Peer.open({ answerIds: { 8: [41, 11] } });
  const [first, second] = [
    values(peer.connection.ask(order('a')), 37),
    values(peer.connection.ask(order('b')), 37),
  ];
  peer.say('8', [
    [11, 'b'],
    [41, 'a'],
    [37, '1'],
  ]);
  peer.say('8', [
    [41, 'nobody'],
    [11, 'b'],
    [37, '2'],
  ]);
  expect([await first, await second]).toEqual([['1'], ['2']]);
});

test('requests that wait for the same id are told apart by what they accept', async () => {
  const peer = Peer.open();
  const placed = values(
    peer.connection.ask(order('a', { accepts: (message) => message.get(150) !== 'I' })),
    150,
  );
  const status = values(
    peer.connection.ask(request('H', 11, 'a', { accepts: (message) => message.get(150) === 'I' })),
    150,
  );
  peer.say('8', [
    [11, 'a'],
    [150, 'I'],
  ]);
  peer.say('8', [
    [11, 'a'],
    [150, '0'],
  ]);
  expect([await placed, await status]).toEqual([['0'], ['I']]);
});

test('an answer of several messages is complete when the request says so', async () => {
  const peer = Peer.open();
  const answer = values(
    peer.connection.ask(
      request('AF', 584, 'list', {
        isComplete: (messages) => messages.length === Number(messages[0]?.get(911)),
      }),
    ),
    37,
  );
  for (const id of ['1', '2', '3']) {
    peer.say('8', [
      [584, 'list'],
      [911, '3'],
      [37, id],
    ]);
  }
  expect(await answer).toEqual(['1', '2', '3']);
});

test('an answer without an end is given up when it is too long', async () => {
  const peer = Peer.open();
  const answer = peer.connection.ask(request('AF', 584, 'list', { isComplete: () => false }));
  const failed = expect(answer).rejects.toMatchObject({
    message: 'the trade line at 127.0.0.1:5212 gave an answer of more than 33554432 bytes',
    outcome: 'unknown',
  });
  for (let part = 0; part < 5; part += 1) {
    peer.say('8', [
      [584, 'list'],
      [58, 'x'.repeat(8_000_000)],
    ]);
  }
  await failed;
  expect(peer.connection.waiting).toBe(0);
  expect(peer.connection.usable).toBe(true);
});

test('what accepts or isComplete throws is the error of that request alone', async () => {
  const peer = Peer.open();
  const fault = new Error('tag 911 is missing');
  const thrown = () => {
    throw fault;
  };
  const answers = [
    peer.connection.ask(order('a', { accepts: thrown })),
    peer.connection.ask(order('b', { isComplete: thrown })),
    peer.connection.ask(order('c')),
  ];
  for (const id of ['a', 'b', 'c']) peer.say('8', [[11, id]]);
  expect(await Promise.allSettled(answers)).toMatchObject([
    { reason: fault },
    { reason: fault },
    { status: 'fulfilled' },
  ]);
});

test('a Reject answers the request of its number, whatever that accepts', async () => {
  const peer = Peer.open();
  const never = { accepts: () => false, isComplete: () => false };
  const answers = [
    values(peer.connection.ask(order('a', never)), 58),
    values(peer.connection.ask(order('b', never)), 58),
  ];
  peer.say('3', [
    [45, '3'],
    [58, 'second'],
  ]);
  peer.say('3', [
    [45, '2'],
    [58, 'first'],
  ]);
  peer.say('3', [
    [45, '2'],
    [58, 'nobody waits'],
  ]);
  expect(await Promise.all(answers)).toEqual([['first'], ['second']]);
});

test('a BusinessMessageReject answers the request of its id, or of its number', async () => {
  const peer = Peer.open();
  const never = { accepts: () => false };
  const answers = [
    peer.connection.ask(order('a', never)),
    peer.connection.ask(request('H', 11, 'a', never)),
    peer.connection.ask(request('AF', 584, 'list', never)),
    peer.connection.ask(order('b', never)),
  ].map((answer) => values(answer, 58));
  peer.say('j', [
    [379, 'a'],
    [372, 'H'],
    [58, 'no such order'],
  ]);
  peer.say('j', [
    [379, 'list'],
    [45, '99'],
    [58, 'no orders'],
  ]);
  peer.say('j', [
    [45, '5'],
    [58, 'by its number'],
  ]);
  peer.say('j', [
    [379, 'a'],
    [58, 'by its id'],
  ]);
  expect(await Promise.all(answers)).toEqual([
    ['by its id'],
    ['no such order'],
    ['no orders'],
    ['by its number'],
  ]);
});

test('of two with one id, the number says which one is refused', async () => {
  const peer = Peer.open();
  const answers = [peer.connection.ask(order('a')), peer.connection.ask(order('a'))].map((answer) =>
    values(answer, 58),
  );
  peer.say('j', [
    [379, 'a'],
    [45, '3'],
    [58, 'second'],
  ]);
  peer.say('8', [
    [11, 'a'],
    [58, 'first'],
  ]);
  expect(await Promise.all(answers)).toEqual([['first'], ['second']]);
});

test.each([
  ['an empty value', 'D', [[11, '']], 'the FIX field 11 is empty: leave it out'],
  ['a value with SOH', 'D', [[11, 'a\x01b']], 'the FIX field 11 holds SOH, which ends a field'],
  ['no id', 'D', [[55, '1']], 'the FIX message D lacks the field 11: an answer to it could not be found'],
  [
    'a type without an id',
    'UXX',
    [[11, 'a']],
    'the FIX message UXX has no known id: an answer to it could not be found',
  ],
  [
    'a type of every object',
    'toString',
    [[11, 'a']],
    'the FIX message toString has no known id: an answer to it could not be found',
  ],
] as const)('a request with %s is not sent', async (_what, type, fields, message) => {
  const peer = Peer.open();
  let sent = 0;
  const asked = peer.connection.ask(request(type, 11, 'a', { fields, onSent: () => (sent += 1) }));
  await expect(asked).rejects.toMatchObject({ name: 'ProtocolError', message });
  expect([sent, peer.types]).toEqual([0, []]);
  peer.say('1', [[112, 'NEXT']]);
  expect(peer.heard.at(-1)?.get(34)).toBe('2');
});

test('onSent is called in the turn in which the bytes go, and what it throws keeps them here', async () => {
  const peer = Peer.open();
  const fault = new Error('over the limit');
  let seen: string[] | undefined;
  void peer.connection.ask(
    order('a', {
      onSent: () => {
        seen = peer.types;
      },
    }),
  );
  expect([seen, peer.types]).toEqual([[], ['D']]);
  const refused = peer.connection.ask(
    order('b', {
      onSent: () => {
        throw fault;
      },
    }),
  );
  await expect(refused).rejects.toBe(fault);
  void peer.connection.ask(order('c'));
  expect(peer.heard.map((message) => message.get(11) ?? '')).toEqual(['', 'a', 'c']);
  expect(peer.heard.map((message) => message.get(34))).toEqual(['1', '2', '3']);
});

test('nothing is sent when the time is up, or nobody waits any more', async () => {
  const peer = Peer.open();
  const signal = new Cancellation();
  signal.abort(timeIsUp);
  const late = { message: `${HERE} was not asked: the time was up; nothing was sent`, outcome: 'rejected' };
  await expect(peer.connection.ask(order('a', { signal }))).rejects.toMatchObject(late);
  const deadline = peer.clock.now();
  await expect(peer.connection.ask(order('a', { deadline }))).rejects.toMatchObject(late);
  expect(peer.types).toEqual([]);
});

test('who gives up does not know what became of it, and what comes late reaches nobody', async () => {
  const peer = Peer.open();
  const signal = new Cancellation();
  const asked = peer.connection.ask(order('a', { signal }));
  signal.abort(timeIsUp);
  await expect(asked).rejects.toMatchObject({
    message: `${HERE} gave no answer in time: some venues do not answer what they take for invalid, such as a field that is missing or wrong`,
    outcome: 'unknown',
  });
  peer.say('8', [[11, 'a']]);
  expect(peer.connection.waiting).toBe(0);
  expect(peer.closed).toBe(false);
});

test('a full connection takes no more requests', async () => {
  const peer = Peer.open();
  peer.congested = true;
  await expect(peer.connection.ask(order('a'))).rejects.toMatchObject({
    message: `${HERE} takes in less than it is sent; nothing was sent`,
    outcome: 'rejected',
  });
});

test('where an answer is overdue the other side is asked, and given up when it does not answer that', async () => {
  const peer = Peer.open();
  const asked = expect(peer.connection.ask(order('a'))).rejects.toMatchObject({
    message: `${HERE} gave no answer: it stopped answering 5 s ago`,
    outcome: 'unknown',
  });
  peer.clock.pass(1.4);
  expect(peer.types).toEqual(['D']);
  peer.clock.pass(0.2);
  expect(peer.types).toEqual(['D', '1']);
  peer.clock.pass(3);
  await asked;
  expect(peer.closed).toBe(true);
  expect(peer.clock.timers).toBe(0);
});

test('a side that answers nothing is given up, however soon everybody who asks gives up', async () => {
  const peer = Peer.open();
  for (const id of ['a', 'b', 'c', 'd', 'e']) {
    const signal = new Cancellation();
    const asked = expect(peer.connection.ask(order(id, { signal }))).rejects.toMatchObject({
      outcome: 'unknown',
    });
    peer.clock.pass(1);
    signal.abort(timeIsUp);
    await asked;
  }
  expect(peer.types).toEqual(['D', 'D', '1', 'D', 'D', 'D']);
  expect(peer.closed).toBe(true);
  expect(peer.clock.timers).toBe(0);
});

test('whoever gives up on a side that is there leaves no question behind', async () => {
  const peer = Peer.open();
  const signal = new Cancellation();
  const asked = expect(peer.connection.ask(order('a', { signal }))).rejects.toMatchObject({
    outcome: 'unknown',
  });
  signal.abort(timeIsUp);
  await asked;
  peer.say('8', [[11, 'a']]);
  peer.clock.pass(20);
  expect(peer.types).toEqual(['D']);
});

test('one that is there may take its time', async () => {
  const peer = Peer.open();
  const answer = peer.connection.ask(order('a'));
  for (let second = 0; second < 60; second += 2) {
    peer.clock.pass(2);
    peer.say('0', [[112, peer.heard.at(-1)?.get(112) ?? 'TEST']]);
  }
  peer.say('8', [[11, 'a']]);
  expect(await answer).toHaveLength(1);
  expect(peer.types.filter((type) => type === '1')).toHaveLength(1);
});

test('nothing listens any more to who has an answer, has given up, or was refused', async () => {
  const peer = Peer.open();
  const { signal } = new AbortController();
  const topic = prices('1');
  const followed = peer.connection.follow(topic, bounds({ signal }));
  peer.say('W', [[262, peer.heard.at(-1)?.get(262) ?? '']]);
  await followed;
  const asked = ['a', 'b', 'c'].map((id) => peer.connection.ask(order(id, { signal })));
  peer.say('8', [[11, 'a']]);
  peer.say('j', [[379, 'b']]);
  expect(getEventListeners(signal, 'abort')).toHaveLength(1);
  peer.connection.session.lose('closed the connection');
  await Promise.allSettled(asked);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
  expect(peer.connection.waiting).toBe(0);
});

test('a connection keeps the process alive as long as somebody waits', () => {
  const peer = Peer.open();
  expect(peer.held).toBe(false);
  void peer.connection.ask(order('a'));
  void peer.connection.ask(order('b'));
  peer.say('8', [[11, 'a']]);
  expect(peer.held).toBe(true);
  peer.say('8', [[11, 'b']]);
  expect(peer.held).toBe(false);
});
