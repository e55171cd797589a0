import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FixMessage } from '../../src/fix/FixMessage.js';
import { createFixPool, type FixPool } from '../../src/fix/FixPool.js';
import type { FixTopic } from '../../src/fix/FixTopic.js';
import type { FixSend, LineSettings } from '../../src/fix/FixTransport.js';
import { Cancellation } from '../../src/http/Cancellation.js';
import { Proxies } from '../../src/http/Proxies.js';
import { useDouble } from '../doubles/exchange/useDouble.js';
import { startQuickfix, whyNoQuickfix } from '../doubles/quickfix/startQuickfix.js';
import { order as orderFields, read } from '../doubles/quickfix/useQuickfix.js';
import { bounds, context, lineAt, request } from './lines.js';

const missing = await whyNoQuickfix();

describe.skipIf(missing !== undefined)(missing ?? 'sessions with QuickFIX', () => {
  const { running } = useDouble(startQuickfix);
  let pool: FixPool;
  beforeEach(() => {
    pool = createFixPool({ proxies: new Proxies({}), advise: false });
  });
  afterEach(() => pool.close());

  const settings = (line: 'trade' | 'quote', more: Partial<LineSettings> = {}): LineSettings =>
    lineAt(running()[line], {
      line,
      header: read(`57=${line.toUpperCase()}|50=${line.toUpperCase()}`),
      logon: () => read('553=12345|554=fix-password'),
      subjectOf: (message) => message.get(55),
      ...more,
    });
  const status = (id: string, line = settings('trade')) => pool.ask(line, request('H', 11, id), context);
  /** A market order, whose answer is its fill. */
  const order = (id: string, more: Partial<FixSend> = {}) => {
    const isComplete = (messages: readonly FixMessage[]) => messages.at(-1)?.get(150) !== '0';
    const send = request('D', 11, id, { fields: orderFields(id, '40=1'), isComplete, ...more });
    return pool.ask(settings('trade'), send, context);
  };

  const told = (messages: readonly FixMessage[]) =>
    messages.map((message) => `${message.type} ${message.get(150)}`);
  /** What QuickFIX has got of some types, without what differs from one time to the next. */
  const arrived = async (...types: string[]) =>
    (await running().arrived())
      .filter(({ type }) => types.includes(type))
      .map(({ fields }) => fields.filter(([tag]) => ![8, 9, 10, 49, 50, 52, 56, 57, 122].includes(tag)))
      .map((fields) => fields.map((field) => field.join('=')).join('|'));
  const logons = () => pool.lines.map((line) => line.logons);

  test('one session carries what is asked, and ends with a Logout of both sides', async () => {
    expect(told(await order('a'))).toEqual(['8 0', '8 F']);
    expect(told(await status('a'))).toEqual(['8 I']);
    expect((await status('b')).map((message) => message.get(58))).toEqual([
      expect.stringContaining('ORDER_NOT_FOUND'),
    ]);
    expect(pool.lines).toMatchObject([{ state: 'open', logons: 1, sent: 4, received: 5 }]);
    await pool.close();
    expect(await arrived('A', '5')).toEqual([
      '35=A|34=1|98=0|108=30|141=Y|553=12345|554=fix-password',
      '35=5|34=5',
    ]);
    expect(pool.lines).toMatchObject([{ state: 'closed', logons: 1, received: 6 }]);
  });

  test('200 at once are answered each with its own', async () => {
    const ids = Array.from({ length: 200 }, (_, index) => `order-${index}`);
    const answers = await Promise.all(ids.map((id) => order(id)));
    expect(answers.map((messages) => messages.map((message) => message.get(11)))).toEqual(
      ids.map((id) => [id, id]),
    );
    expect(new Set(answers.map(([message]) => message?.get(37))).size).toBe(200);
    expect([await running().count('D'), logons()]).toEqual([200, [1]]);
  });

  test('both sides send Heartbeats, and answer TestRequests', async () => {
    const line = settings('trade', { heartbeat: 1 });
    await status('a', line);
    await running().testRequest('trade', 'are you there');
    await expect.poll(() => arrived('0')).toContainEqual(expect.stringContaining('112=are you there'));
    const before = pool.lines[0]?.received ?? 0;
    await expect.poll(() => arrived('0').then((beats) => beats.length)).toBeGreaterThan(3);
    await expect.poll(() => pool.lines[0]?.received).toBeGreaterThan(before + 2);
    await status('b', line);
    expect(logons()).toEqual([1]);
  });

  test('what QuickFIX has left out is asked for once, and comes with PossDupFlag', async () => {
    await running().fault('H', 'gap');
    const [answer] = await status('a');
    expect([answer?.get(43), answer?.get(34), answer?.get(379)]).toEqual(['Y', '2', 'a']);
    await status('b');
    expect(await arrived('2')).toEqual(['35=2|34=3|7=2|16=0']);
    expect(logons()).toEqual([1]);
  });

  test('what has come early is told of, though QuickFIX fills the gap over it', async () => {
    await status('before');
    await running().forget('trade');
    await running().fault('D', 'gap');
    expect(told(await order('a'))).toEqual(['8 F']);
    expect(await arrived('2')).toEqual(['35=2|34=4|7=3|16=0']);
  });

  test('of 200 that came early each is told of once', async () => {
    await running().fault('H', 'gap');
    const ids = Array.from({ length: 200 }, (_, index) => `order-${index}`);
    const answers = await Promise.all(ids.map((id) => status(id)));
    expect(answers.map((messages) => messages.map((message) => message.get(379)))).toEqual(
      ids.map((id) => [id]),
    );
    expect([await arrived('2'), logons()]).toEqual([[expect.stringContaining('7=2|16=0')], [1]]);
  });

  test('numbers that QuickFIX never used are filled by it', async () => {
    await status('a');
    await running().moveSender('trade', 3);
    await status('b');
    await status('c');
    expect(await arrived('2')).toEqual(['35=2|34=4|7=3|16=0']);
    expect(logons()).toEqual([1]);
  });

  test('what QuickFIX asks for again is filled, never sent: an order that it has dropped is not carried out', async () => {
    await status('before');
    await running().moveTarget('trade', -1);
    const signal = new Cancellation();
    const answer = order('a', { signal });
    await expect
      .poll(() => arrived('4'))
      .toEqual([expect.stringMatching(/^35=4\|34=2\|(43=Y\|)?123=Y\|36=4$/)]);
    signal.abort(() => new Error('the time is up'));
    await expect(answer).rejects.toMatchObject({ name: 'NetworkError', outcome: 'unknown' });
    expect((await status('a')).map((message) => message.type)).toEqual(['j']);
    expect([await running().count('D'), logons()]).toEqual([1, [1]]);
  });

  test('a number that is too low ends the session, and the next question has another one', async () => {
    await status('a');
    await running().moveSender('trade', -1);
    await expect(order('b')).rejects.toMatchObject({ outcome: 'unknown' });
    expect(told(await status('b'))).toEqual(['8 I']);
    expect(logons()).toEqual([2]);
  });

  test('QuickFIX says which number of ours it takes for too low', async () => {
    await status('a');
    await running().moveTarget('trade', 5);
    await expect(status('b')).rejects.toThrow('MsgSeqNum too low, expecting 8 but received 3');
    await status('c');
    expect(logons()).toEqual([2]);
  });

  test('a Reject answers what it names', async () => {
    const [rejected, answered] = await Promise.all([order('a', { fields: read('11=a') }), status('b')]);
    expect(rejected.map((message) => [message.type, message.get(371), message.get(58)])).toEqual([
      ['3', '38', 'Required tag missing'],
    ]);
    expect(answered.map((message) => message.type)).toEqual(['j']);
    expect(logons()).toEqual([1]);
  });

  test('a Logout of theirs is answered, and the next question logs on', async () => {
    await status('a');
    await running().logOut('trade', 'closing for the day');
    await expect.poll(() => arrived('5')).toHaveLength(1);
    await expect.poll(() => pool.lines[0]?.state).toBe('closed');
    await status('b');
    expect(logons()).toEqual([2]);

    await running().fault('D', 'logout');
    await expect(order('c')).rejects.toThrow('logged out: the session is closed for maintenance');
    expect(told(await status('c'))).toEqual(['8 I']);
    expect(await running().count('D')).toBe(1);
  });

  test('connections that are cut are made again at once, with numbers from 1', async () => {
    for (let round = 0; round < 10; round += 1) {
      await order(`a${round}`);
      if (round % 2 === 0) await running().cut();
      else pool.cut();
      await expect.poll(() => pool.lines[0]?.state).toBe('closed');
      expect(told(await status(`a${round}`))).toEqual(['8 I']);
      const last = (await running().received()).at(-1);
      expect(last?.fields.find(([tag]) => tag === 34)?.[1]).toBe('2');
    }
    expect([await running().count('D'), await running().count('A')]).toEqual([10, 11]);
  });

  test('a Logon that is refused is not repeated', async () => {
    const wrong = settings('trade', { logon: () => read('553=12345|554=nobody knows') });
    for (let round = 0; round < 5; round += 1)
      await expect(status('a', wrong)).rejects.toThrow('refused the Logon: InternalError: RET_INVALID_DATA');
    expect(await running().count('A')).toBe(1);
  });

  test('a topic is followed through snapshots and changes', async () => {
    const quotes = (id: string, action: string) => ({
      type: 'V',
      fields: read(`262=${id}|263=${action}|264=1|265=1|267=2|269=0|269=1|146=1|55=1`),
    });
    const topic: FixTopic<Map<string, string>> = {
      ...{ name: 'best 1', subject: '1', create: () => new Map() },
      subscribe: (id) => quotes(id, '1'),
      unsubscribe: (id) => quotes(id, '2'),
      apply(memory, message) {
        for (const entry of message.group(268, [279, 269, 278, 55, 270, 271]))
          memory.set(entry.get(269) ?? '', entry.get(270) ?? '');
      },
    };
    const follow = async () => {
      const { memory } = await pool.follow(settings('quote'), topic, bounds(), context);
      return [memory.get('0'), memory.get('1')];
    };
    expect(await follow()).toEqual(['1.08499', '1.08501']);
    await running().price('1', '1.08497', '1.08499');
    await expect.poll(follow).toEqual(['1.08497', '1.08499']);
    expect(await running().count('V')).toBe(1);
  });
});
