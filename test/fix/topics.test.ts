import { expect, test } from 'vitest';
import type { FixTopic } from '../../src/fix/FixTopic.js';
import type { LineSettings } from '../../src/fix/FixTransport.js';
import { Cancellation } from '../../src/http/Cancellation.js';
import { timeIsUp } from '../../src/http/deadline.js';
import { bounds, order, prices } from './lines.js';
import { Peer } from './Peer.js';

/** The id of the subscription that was asked for last. */
const idOf = (peer: Peer) => peer.heard.findLast(({ type }) => type === 'V')?.get(262) ?? '';

const price = (peer: Peer, value: string, id = idOf(peer)) =>
  peer.say('W', [
    [262, id],
    [270, value],
  ]);

async function subscribed(changes = {}) {
  const peer = Peer.open();
  const topic = prices('1', changes);
  const first = peer.connection.follow(topic, bounds());
  price(peer, '1.10');
  await first;
  return { peer, topic };
}

test('a topic is subscribed once, however many ask, and answered from memory', async () => {
  const peer = Peer.open();
  let sent = 0;
  const ask = () => peer.connection.follow(prices('1'), bounds({ onSent: () => (sent += 1) }));
  const all = [ask(), ask(), ask()];
  expect(peer.types).toEqual(['V']);
  price(peer, '1.10');
  expect((await Promise.all(all)).map(({ memory }) => memory)).toEqual([['1.10'], ['1.10'], ['1.10']]);
  price(peer, '1.11');
  const { memory, message, age } = await ask();
  expect([memory, message.get(270), age]).toEqual([['1.10', '1.11'], '1.11', 0]);
  expect([peer.types, sent]).toEqual([['V'], 1]);
});

test('topics are told apart by the ids of their subscriptions', async () => {
  const peer = Peer.open();
  const one = peer.connection.follow(prices('1'), bounds());
  const first = idOf(peer);
  const two = peer.connection.follow(prices('2'), bounds());
  price(peer, '2.0');
  price(peer, '1.0', first);
  expect([(await one).memory, (await two).memory]).toEqual([['1.0'], ['2.0']]);
});

test('ids are never used by another session', () => {
  const ids = Array.from({ length: 50 }, () => {
    const peer = Peer.open();
    void peer.connection.follow(prices('1'), bounds()).catch(() => undefined);
    return idOf(peer);
  });
  expect(new Set(ids).size).toBe(50);
});

test('what names no id is told by its subject', async () => {
  const peer = Peer.open({ subjectOf: (message) => message.get(55) });
  const one = peer.connection.follow(prices('1', { subject: '1' }), bounds());
  const two = peer.connection.follow(prices('2', { subject: '2' }), bounds());
  for (const symbol of ['2', '3', '1']) {
    peer.say('W', [
      [55, symbol],
      [270, `${symbol}.0`],
    ]);
  }
  expect([(await one).memory, (await two).memory]).toEqual([['1.0'], ['2.0']]);
});

test('what names the subscription of somebody else is no news of its subject', async () => {
  const peer = Peer.open({ subjectOf: (message) => message.get(55) });
  const one = peer.connection.follow(prices('1', { subject: '1' }), bounds());
  for (const id of ['another', idOf(peer)]) {
    peer.say('W', [
      [262, id],
      [55, '1'],
      [270, id],
    ]);
  }
  expect((await one).memory).toEqual([idOf(peer)]);
});

test('what comes before its beginning is no part of it', async () => {
  const peer = Peer.open({ subjectOf: (message) => message.get(55) });
  const topic = prices('1', { subject: '1', begins: ({ type }) => type === 'W' });
  const told = peer.connection.follow(topic, bounds());
  for (const [type, price] of [
    ['X', '1.0'],
    ['W', '1.1'],
    ['X', '1.2'],
  ] as const) {
    peer.say(type, [
      [55, '1'],
      [270, price],
    ]);
  }
  expect((await told).memory).toEqual(['1.1', '1.2']);
  expect(peer.types).toEqual(['V']);
});

test('an answer to a request is no news of a topic', async () => {
  const { peer } = await subscribed();
  const answer = peer.connection.ask(order('a'));
  peer.say('8', [
    [11, 'a'],
    [262, idOf(peer)],
  ]);
  expect(await answer).toHaveLength(1);
});

test('after 5 s without hearing anything the other side has to show that nothing is missing', async () => {
  const { peer, topic } = await subscribed();
  peer.clock.pass(4.9);
  await peer.connection.follow(topic, bounds());
  expect(peer.types).toEqual(['V']);
  peer.clock.pass(0.2);
  const asked = [peer.connection.follow(topic, bounds()), peer.connection.follow(topic, bounds())];
  expect(peer.types).toEqual(['V', '1']);
  price(peer, '1.12');
  expect(peer.held).toBe(true);
  peer.say('0', [[112, 'TEST1']]);
  expect((await Promise.all(asked)).map(({ memory }) => memory.at(-1))).toEqual(['1.12', '1.12']);
  expect(peer.held).toBe(false);
  await peer.connection.follow(topic, bounds());
  expect(peer.types).toEqual(['V', '1']);
});

test('what is read after a process was stopped proves nothing until an answer comes to a question', async () => {
  const { peer, topic } = await subscribed();
  peer.clock.stop(20);
  price(peer, 'from before');
  const asked = peer.connection.follow(topic, bounds());
  expect(peer.types).toContain('1');
  price(peer, 'now');
  peer.say('0', [[112, 'TEST1']]);
  expect((await asked).memory.at(-1)).toBe('now');
});

test('a venue that tells prices and answers no TestRequest is taken at its word after 3 s', async () => {
  const { peer, topic } = await subscribed();
  peer.clock.pass(20);
  const asked = peer.connection.follow(topic, bounds());
  for (const value of ['1.11', '1.12', '1.13']) {
    peer.clock.pass(0.9);
    price(peer, value);
  }
  peer.clock.pass(0.4);
  expect((await asked).memory.at(-1)).toBe('1.13');
  await peer.connection.follow(topic, bounds());
  expect(peer.types.filter((type) => type === '1')).toHaveLength(1);
});

test('a session that does not show it ends, and so does the question', async () => {
  const { peer, topic } = await subscribed();
  peer.clock.pass(6);
  const asked = expect(peer.connection.follow(topic, bounds())).rejects.toMatchObject({
    message: 'the trade line at 127.0.0.1:5212 gave no answer: it stopped answering 9 s ago',
    outcome: 'unknown',
  });
  peer.clock.pass(3);
  await asked;
  expect(peer.clock.timers).toBe(0);
});

test('a side that is silent when something is subscribed is given up', async () => {
  const peer = Peer.open();
  const asked = expect(peer.connection.follow(prices('1'), bounds())).rejects.toMatchObject({
    message: 'the trade line at 127.0.0.1:5212 gave no answer: it stopped answering 5 s ago',
    outcome: 'unknown',
  });
  peer.clock.pass(1.6);
  expect(peer.types).toEqual(['V', '1']);
  peer.clock.pass(3);
  await asked;
  expect(peer.clock.timers).toBe(0);
});

test('a topic of which nothing is told is subscribed anew by whoever asks next, for all', async () => {
  const peer = Peer.open();
  const first = peer.connection.follow(prices('1'), bounds());
  const lost = idOf(peer);
  peer.clock.pass(2);
  peer.say('0', [[112, 'TEST1']]);
  peer.clock.pass(2.9);
  const second = peer.connection.follow(prices('1'), bounds());
  expect(peer.types).toEqual(['V', '1']);
  peer.clock.pass(0.2);
  const third = peer.connection.follow(prices('1'), bounds());
  expect(peer.types).toEqual(['V', '1', 'V', 'V']);
  expect(peer.heard.at(-2)?.get(262)).toBe(lost);
  price(peer, '1.11', lost);
  price(peer, '1.12');
  const answers = await Promise.all([first, second, third]);
  expect(answers.map(({ memory }) => memory)).toEqual([['1.12'], ['1.12'], ['1.12']]);
  expect(peer.held).toBe(false);
});

test('one that cannot be subscribed anew is the end of the question for all', async () => {
  const peer = Peer.open();
  const first = expect(peer.connection.follow(prices('1'), bounds())).rejects.toThrow('too late');
  peer.clock.pass(2);
  peer.say('0', [[112, 'TEST1']]);
  peer.clock.pass(4);
  const onSent = () => {
    throw new Error('too late');
  };
  await expect(peer.connection.follow(prices('1'), bounds({ onSent }))).rejects.toThrow('too late');
  await first;
  expect(peer.connection.waiting).toBe(0);
});

test('prices alone keep it proven', async () => {
  const { peer, topic } = await subscribed();
  for (let count = 0; count < 30; count += 1) {
    peer.clock.pass(4);
    price(peer, String(count));
    await peer.connection.follow(topic, bounds());
  }
  expect(peer.types.filter((type) => type === '1')).toEqual([]);
});

test('what nobody has asked for in 60 s is unsubscribed, and subscribed anew by the next question', async () => {
  const { peer, topic } = await subscribed();
  peer.clock.pass(2);
  price(peer, '1.11');
  await peer.connection.follow(topic, bounds());
  const id = idOf(peer);
  for (let second = 0; second < 59; second += 1) {
    peer.clock.pass(1);
    price(peer, String(second), id);
  }
  expect(peer.types.filter((type) => type === 'V')).toHaveLength(1);
  peer.clock.pass(1);
  expect(peer.last).toBe(`35=V|262=${id}|263=2|55=1`);
  const again = peer.connection.follow(topic, bounds());
  expect(idOf(peer)).not.toBe(id);
  price(peer, 'of the old one', id);
  price(peer, 'new');
  expect((await again).memory).toEqual(['new']);
});

test('a topic whose message does not fit is subscribed anew by the next question', async () => {
  const fault = new Error('tag 270 is missing');
  const { peer, topic } = await subscribed({
    apply: (memory: string[], message: { get(tag: number): string | undefined }) => {
      const value = message.get(270);
      if (value === undefined) throw fault;
      memory.push(value);
    },
  });
  const id = idOf(peer);
  peer.say('X', [[262, id]]);
  expect(peer.last).toBe(`35=V|262=${id}|263=2|55=1`);
  const again = expect(peer.connection.follow(topic, bounds())).rejects.toMatchObject({
    message: 'the trade line at 127.0.0.1:5212 sent what does not fit: tag 270 is missing',
    ...{ outcome: 'unknown', cause: fault },
  });
  peer.say('W', [[262, idOf(peer)]]);
  await again;
  const third = peer.connection.follow(topic, bounds());
  price(peer, '1.2');
  expect((await third).memory).toEqual(['1.2']);
  expect(peer.types).toEqual(['V', 'V', 'V', 'V', 'V']);
});

test.each<[string, string, (peer: Peer) => void]>([
  ['a MarketDataRequestReject', 'Y', (peer) => peer.say('Y', [[262, idOf(peer)]])],
  ['a BusinessMessageReject', 'j', (peer) => peer.say('j', [[379, idOf(peer)]])],
  ['a Reject', '3', (peer) => peer.say('3', [[45, '2']])],
])('who asks for a topic is told %s, and the next one asks anew', async (_what, type, refuse) => {
  const peer = Peer.open();
  const asked = [
    peer.connection.follow(prices('1'), bounds()),
    peer.connection.follow(prices('1'), bounds()),
  ];
  refuse(peer);
  const types = (await Promise.all(asked)).map(({ message }) => message.type);
  expect(types).toEqual([type, type]);
  expect(peer.types).toEqual(['V']);
  const again = peer.connection.follow(prices('1'), bounds());
  price(peer, '1.1');
  expect((await again).memory).toEqual(['1.1']);
});

test('who gives up leaves the subscription to others', async () => {
  const peer = Peer.open();
  const signal = new Cancellation();
  const given = peer.connection.follow(prices('1'), bounds({ signal }));
  const other = peer.connection.follow(prices('1'), bounds());
  signal.abort(timeIsUp);
  await expect(given).rejects.toMatchObject({ outcome: 'unknown' });
  price(peer, '1.1');
  expect((await other).memory).toEqual(['1.1']);
});

test('onSent that throws keeps a subscription here', async () => {
  const peer = Peer.open();
  const fault = new Error('over the limit');
  const refused = peer.connection.follow(
    prices('1'),
    bounds({
      onSent: () => {
        throw fault;
      },
    }),
  );
  await expect(refused).rejects.toBe(fault);
  expect(peer.types).toEqual([]);
  void peer.connection.follow(prices('1'), bounds()).catch(() => undefined);
  expect(peer.types).toEqual(['V']);
});

test.each<[string, Partial<LineSettings>, Partial<FixTopic<string[]>>]>([
  ['subjectOf', { subjectOf: () => JSON.parse('{') }, {}],
  ['unsubscribe', {}, { unsubscribe: () => ({ type: 'V', fields: [[262, '']] }) }],
])('what %s throws ends the session, and not the process', async (_what, settings, changes) => {
  const peer = Peer.open(settings);
  const apply = () => {
    throw new Error('does not fit');
  };
  const asked = peer.connection.follow(prices('1', { ...changes, apply }), bounds());
  const ended = expect(asked).rejects.toThrow();
  peer.say('W', [[262, idOf(peer)]]);
  peer.say('W', [[55, '1']]);
  await ended;
  expect((await peer.connection.ended).kind).toBe('lost');
  expect(peer.clock.timers).toBe(0);
});

test('a session that ends leaves no timers', async () => {
  const { peer } = await subscribed();
  const asked = expect(peer.connection.follow(prices('2'), bounds())).rejects.toMatchObject({
    outcome: 'unknown',
  });
  peer.connection.session.lose('closed the connection');
  await asked;
  expect(peer.clock.timers).toBe(0);
});
