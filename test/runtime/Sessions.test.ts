import { expect, test } from 'vitest';
import { ExchangeError } from '../../src/adapter/ExchangeError.js';
import { Sessions } from '../../src/runtime/Sessions.js';

interface Token {
  text: string;
  until: number;
}

/** Sessions of which each holds for so many ms, on a clock that the test moves. */
function open(length: number) {
  let now = 1_790_000_000_000;
  let opened = 0;
  const closed: string[] = [];
  const sessions = new Sessions<Token>(
    () => now,
    ({ until }) => until,
  );
  let log: () => Promise<void> = async () => undefined;
  const owner = {
    id: 'me',
    hide: () => undefined,
    async open() {
      opened += 1;
      const text = `token-number-${opened}`;
      await log();
      return { text, until: now + length };
    },
    close: async ({ text }: Token) => {
      closed.push(text);
    },
  };
  return {
    sessions,
    closed,
    opened: () => opened,
    take: async () => (await sessions.take(owner, {})).session.text,
    whole: () => sessions.take(owner, {}),
    wait: (ms: number) => {
      now += ms;
    },
    logIn: (work: () => Promise<void>) => {
      log = work;
    },
  };
}

test('one that is soon over is used while another one is opened beside it, and then that', async () => {
  const { take, wait, opened } = open(600_000);
  expect([await take(), await take()]).toEqual(['token-number-1', 'token-number-1']);
  wait(539_999);
  expect([await take(), opened()]).toEqual(['token-number-1', 1]);
  wait(1);
  expect(await take()).toBe('token-number-1');
  await expect.poll(take).toBe('token-number-2');
  expect(opened()).toBe(2);
});

test('one that is over is used by nobody', async () => {
  const { take, wait, opened } = open(600_000);
  await take();
  wait(600_000);
  expect(await Promise.all([take(), take(), take()])).toEqual(Array(3).fill('token-number-2'));
  expect(opened()).toBe(2);
});

test('another one that is refused behind the scenes leaves the one that holds', async () => {
  const { take, wait, opened, logIn } = open(600_000);
  await take();
  logIn(() => Promise.reject(new ExchangeError({ code: '1', message: 'no more' })));
  wait(590_000);
  for (let at = 0; at < 5; at += 1) expect(await take()).toBe('token-number-1');
  expect(opened()).toBe(2);
  wait(10_000);
  await expect(take()).rejects.toThrow(/the log-in failed: no more; it is not tried again for \d s/);
  expect(opened()).toBe(2);
});

test('one whose end is in the past is not opened anew for each call', async () => {
  const { take, opened } = open(-600_000);
  for (let at = 0; at < 5; at += 1) expect(await take()).toBe('token-number-1');
  expect(opened()).toBe(1);
});

test('one whose end is no time is used until it is refused', async () => {
  const { whole, sessions, opened } = open(Number.NaN);
  const first = await whole();
  expect([await whole(), await whole(), opened()]).toEqual([first, first, 1]);
  sessions.note('me', new ExchangeError({ code: '401', message: 'over' }), first);
  expect((await whole()).session.text).toBe('token-number-2');
});

test('of more accounts than are kept, the one that was used least lately is closed, and none that is being opened', async () => {
  const sessions = new Sessions<string>(() => 1_790_000_000_000);
  const closed: string[] = [];
  const take = (id: string, open: () => Promise<string> = async () => `session of ${id}`) => {
    const close = async (session: string) => void closed.push(session);
    return sessions.take({ id, hide: () => undefined, open, close }, {});
  };
  let release: (session: string) => void = () => undefined;
  const waiting = take(
    'slow',
    () =>
      new Promise((resolve) => {
        release = resolve;
      }),
  );
  const first = await take('0');
  for (let at = 1; at < 199; at += 1) await take(String(at));
  expect(closed).toEqual([]);
  await take('199');
  expect(closed).toEqual(['session of 0']);
  // Whoever still sends with it may send again, with another one.
  const error = new ExchangeError({ code: '401', message: 'over' });
  sessions.note('0', error, first);
  expect(sessions.isOver(error)).toBe(true);
  release('session of slow');
  await waiting;
  expect(closed).toEqual(['session of 0']);
});

test('one that is opened after all were closed is closed as well', async () => {
  const { take, sessions, closed, logIn } = open(600_000);
  let release: () => void = () => undefined;
  logIn(
    () =>
      new Promise((resolve) => {
        release = resolve;
      }),
  );
  const taken = take();
  await sessions.close();
  expect(closed).toEqual([]);
  release();
  await taken;
  expect(closed).toEqual(['token-number-1']);
});

test('a refusal forgets the session that it is about, and no later one', async () => {
  const { whole, sessions, opened } = open(600_000);
  const first = await whole();
  first.accepted = true;
  const error = new ExchangeError({ code: '401', message: 'over' });
  expect(sessions.isOver(error)).toBe(false);
  sessions.note('me', error, first);
  expect(sessions.isOver(error)).toBe(true);
  const second = await whole();
  expect(second).not.toBe(first);
  sessions.note('me', error, first);
  expect(await whole()).toBe(second);
  expect(opened()).toBe(2);
});
