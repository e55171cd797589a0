import { expect, onTestFinished, test } from 'vitest';
import { createFixPool, type FixPool } from '../../src/fix/FixPool.js';
import type { LineSettings } from '../../src/fix/FixTransport.js';
import { Cancellation } from '../../src/http/Cancellation.js';
import { timeIsUp } from '../../src/http/deadline.js';
import { Proxies } from '../../src/http/Proxies.js';
import { type FixHandler, type FixServerOptions, startFixServer } from '../../src/testing/startFixServer.js';
import { bounds, context, lineAt, order, prices } from './lines.js';
import { ManualClock } from './ManualClock.js';

const accept: FixHandler = (message) => ({
  type: '8',
  fields: [
    [37, '4711'],
    [11, message.get(11) ?? ''],
    [150, '0'],
  ],
});

async function start(options: FixServerOptions = {}, changes: Partial<LineSettings> = {}) {
  const server = await startFixServer({ on: { D: accept }, ...options });
  const clock = new ManualClock();
  const pool: FixPool = createFixPool({ proxies: new Proxies(), advise: true, clock });
  onTestFinished(async () => {
    await pool.close();
    expect(clock.timers).toBe(0);
    await server.close();
  });
  const line = lineAt(server.url, changes);
  const ask = (id: string, settings = line) => pool.ask(settings, order(id), context);
  return { server, pool, line, clock, ask, name: `the trade line at ${line.url.host}` };
}

/** The error of a request. */
async function errorOf(asked: Promise<unknown>): Promise<{ message: string; outcome: unknown }> {
  const error = await asked.then(
    () => new Error('it was answered'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error('something else was thrown');
  return { message: error.message, outcome: 'outcome' in error ? error.outcome : undefined };
}

/** Waits until a request is settled, or waits for the clock. */
async function untilItWaits(asked: Promise<unknown>, pool: FixPool, clock: ManualClock): Promise<void> {
  let settled = false;
  const settle = () => {
    settled = true;
  };
  asked.then(settle, settle);
  await expect.poll(() => settled || (pool.lines[0]?.state === 'closed' && clock.timers > 0)).toBe(true);
}

test('200 requests at once are answered over one session, each with its own report', async () => {
  const { server, pool, ask } = await start();
  const ids = Array.from({ length: 200 }, (_, index) => `order${index}`);
  const reports = await Promise.all(ids.map((id) => ask(id)));
  expect(reports.map(([report]) => report?.get(11))).toEqual(ids);
  expect([server.connections, server.count('A'), server.count('D')]).toEqual([1, 1, 200]);
  expect(pool.lines).toEqual([
    {
      ...{ exchange: 'Forex', line: 'trade', address: server.url, state: 'open' },
      ...{
        logons: 1,
        refused: 0,
        failed_attempts: 0,
        last_message_ms: 0,
        topics: 0,
        sent: 201,
        received: 201,
      },
    },
  ]);
});

test('who waits for a session gives up by itself', async () => {
  const { server, pool, line, ask } = await start();
  const signal = new Cancellation();
  const given = errorOf(pool.ask(line, order('given', { signal }), context));
  const other = ask('other');
  signal.abort(timeIsUp);
  expect(await given).toEqual({
    message: `the trade line: ${line.url.host} could not be connected to in time: check the network, or set HTTPS_PROXY; nothing was sent`,
    outcome: 'rejected',
  });
  await other;
  expect(server.received.map((message) => message.get(11))).not.toContain('given');
});

test('an order whose deadline passes while a session is opened is not sent late', async () => {
  const { server, pool, line, clock, name } = await start();
  const asked = errorOf(pool.ask(line, order('late', { deadline: clock.now() + 1000 }), context));
  clock.stop(2);
  expect(await asked).toEqual({
    message: `${name} was not asked: the time was up; nothing was sent`,
    outcome: 'rejected',
  });
  expect([server.count('A'), server.count('D')]).toEqual([1, 0]);
});

test('a refused Logon is sent once, however often somebody asks, and told again', async () => {
  const { server, pool, ask, clock, name } = await start({ logon: () => 'RET_INVALID_DATA' });
  const first = await Promise.all([ask('a'), ask('b'), ask('c')].map(errorOf));
  expect(new Set(first.map(({ message }) => message))).toEqual(
    new Set([`${name} refused the Logon: RET_INVALID_DATA; nothing was sent`]),
  );
  const logons: number[] = [];
  const texts: string[] = [];
  for (let second = 0; second < 200; second += 1) {
    const { message, outcome } = await errorOf(ask('poll'));
    expect(outcome).toBe('rejected');
    texts.push(message);
    logons.push(server.count('A'));
    clock.pass(1);
  }
  expect(texts[0]).toBe(
    `${name} refused the Logon: RET_INVALID_DATA; the next Logon is sent in 10 s at the earliest; nothing was sent`,
  );
  expect(logons.indexOf(2)).toBe(10);
  expect(logons.indexOf(3)).toBe(30);
  expect(logons.indexOf(4)).toBe(70);
  expect(logons.indexOf(5)).toBe(130);
  expect(logons.at(-1)).toBe(6);
  expect(server.connections).toBe(6);
  expect(pool.lines).toMatchObject([{ state: 'refused', logons: 0, refused: 6, failed_attempts: 0 }]);
  clock.pass(60);
  expect(pool.lines).toMatchObject([{ state: 'closed' }]);
});

test('a Logon that is accepted later ends the waiting', async () => {
  let open = false;
  const { ask, clock } = await start({ logon: () => (open ? undefined : 'not yet') });
  await errorOf(ask('a'));
  open = true;
  clock.pass(10);
  await ask('b');
});

test('a session that was lost is opened again by the next request, and what was sent is not repeated', async () => {
  const { server, pool, ask, name } = await start({
    on: {
      D: (message, session) => {
        if (message.get(11) === 'cut') session.cut();
        return accept(message, session);
      },
    },
  });
  await ask('a');
  expect(await errorOf(ask('cut'))).toEqual({
    message: `${name} gave no answer: it closed the connection`,
    outcome: 'unknown',
  });
  await ask('b');
  expect(server.count('A')).toBe(2);
  expect(server.received.map((message) => message.get(11)).filter(Boolean)).toEqual(['a', 'cut', 'b']);
  expect(pool.lines).toMatchObject([{ state: 'open', logons: 2 }]);
});

test('a session that is lost each time is not opened without end', async () => {
  const { server, pool, ask, clock } = await start({
    on: {
      D: (_message, session) => {
        session.cut();
        return undefined;
      },
    },
  });
  const counts: number[] = [];
  for (let second = 0; second < 120; second += 1) {
    counts.push(server.connections);
    await untilItWaits(ask('a'), pool, clock);
    clock.pass(1);
  }
  expect(counts.at(-1)).toBeLessThan(12);
});

test('nothing is opened more than 20 times at once, and 6 times a minute from then on', async () => {
  const { server, pool, ask, clock } = await start({
    on: {
      D: (message, session) => {
        setImmediate(() => session.cut());
        return accept(message, session);
      },
    },
  });
  for (let second = 0; second < 300; second += 1) {
    await untilItWaits(ask('a'), pool, clock);
    await expect.poll(() => server.sessions.every(({ open }) => !open)).toBe(true);
    clock.pass(1);
  }
  expect(server.count('A')).toBeGreaterThan(40);
  expect(server.count('A')).toBeLessThanOrEqual(20 + 30 + 1);
});

test('a session that nobody uses for 10 minutes is closed with a Logout', async () => {
  const { server, pool, ask, clock } = await start({}, { heartbeat: 0 });
  await ask('a');
  clock.pass(599);
  await ask('b');
  clock.pass(599);
  expect(server.sessions.at(-1)?.open).toBe(true);
  clock.pass(1);
  await expect.poll(() => server.count('5')).toBe(1);
  await expect.poll(() => pool.lines[0]?.state).toBe('closed');
  expect(clock.timers).toBe(0);
  await ask('c');
  expect(server.count('A')).toBe(2);
});

test('more than 100 sessions are not kept for 10 minutes: what was used longest ago is closed with a Logout', async () => {
  const { server, pool, line, clock } = await start({}, { heartbeat: 0 });
  const settings = Array.from({ length: 103 }, (_, index) => ({ ...line, sender: `demo.broker.${index}` }));
  const use = (some: LineSettings[]) =>
    Promise.all(some.map((one) => pool.ask(one, order(`a${one.sender}`), context)));
  await use(settings);
  await use(settings);
  clock.pass(30);
  await use([...settings.slice(0, 50), ...settings.slice(52)]);
  clock.pass(30);
  const left = () => server.received.flatMap((message) => (message.type === '5' ? message.get(49) : []));
  await expect.poll(left).toEqual(['demo.broker.50', 'demo.broker.51']);
  clock.pass(30);
  await use(settings.slice(1));
  clock.pass(30);
  await expect.poll(left).toEqual(['demo.broker.50', 'demo.broker.51', 'demo.broker.0']);
  await expect.poll(() => pool.lines.filter(({ state }) => state === 'open').length).toBe(102);
  clock.pass(60);
  await expect.poll(() => pool.lines.filter(({ state }) => state === 'open').length).toBe(100);
  clock.pass(400);
  expect(server.count('5')).toBe(5);
});

test('closing the pool logs out', async () => {
  const { server, pool, ask } = await start();
  await ask('a');
  await pool.close();
  expect(server.count('5')).toBe(1);
  await expect.poll(() => server.sessions[0]?.open).toBe(false);
  expect((await errorOf(ask('b'))).message).toMatch(/is being closed; nothing was sent$/);
});

test('closing the pool ends what waits for a session', async () => {
  const { pool, ask } = await start({ on: { A: () => undefined } });
  const asked = errorOf(ask('a'));
  await pool.close();
  expect(await asked).toMatchObject({ outcome: 'rejected' });
});

test('other keys for the same session take its place when what was asked is answered', async () => {
  const answers: (() => void)[] = [];
  const { server, ask, line } = await start({
    on: {
      D: async (message, session) => {
        if (message.get(11) === 'slow') await new Promise<void>((resolve) => answers.push(resolve));
        return accept(message, session);
      },
    },
  });
  const other = { ...line, fingerprint: 'other', logon: () => [[554, 'other password']] as const };
  await ask('a');
  const slow = ask('slow');
  await expect.poll(() => answers.length).toBe(1);
  const next = ask('b', other);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(server.count('A')).toBe(1);
  answers[0]?.();
  await slow;
  await next;
  expect(server.received.map(({ type }) => type)).toEqual(['A', 'D', 'D', '5', 'A', 'D']);
});

test('a request never goes out on a session of other keys, and two that take turns are slowed down', async () => {
  const { server, ask, line, clock, name } = await start();
  const other = { ...line, fingerprint: 'other', logon: () => [[554, 'other password']] as const };
  const errors = new Set<string>();
  let refused = 0;
  const note = (error: Error) => {
    refused += 1;
    errors.add(error.message.replace(/\d+ s/, 'n s'));
  };
  for (let second = 0; second < 120; second += 1) {
    await ask(`mine ${second}`).catch(note);
    await ask(`other ${second}`, other).catch(note);
    clock.pass(5);
  }
  let password: string | undefined;
  for (const message of server.received) {
    if (message.type === 'A') password = message.get(554);
    if (message.type === 'D') {
      expect(password).toBe(message.get(11)?.startsWith('mine') ? 'p4ssw0rd' : 'other password');
    }
  }
  expect(server.count('D')).toBe(240 - refused);
  expect(server.count('A')).toBeLessThanOrEqual(20 + 60 + 1);
  expect([...errors]).toEqual([
    `${name} is logged on to too often, as with two robots of different keys; the next connection is made in n s at the earliest; nothing was sent`,
  ]);
});

test('keys that are refused do not throw others out again and again', async () => {
  const { server, ask, line, clock } = await start({
    logon: (message) => (message.get(554) === 'pa55' ? 'wrong password' : undefined),
  });
  const wrong = { ...line, fingerprint: 'wrong', logon: () => [[554, 'pa55']] as const };
  await ask('a');
  for (let minute = 0; minute < 30; minute += 1) {
    expect((await errorOf(ask('b', wrong))).message).toContain('refused the Logon: wrong password');
    await ask('c');
    clock.pass(10);
    server.sessions.at(-1)?.send('0', []);
  }
  expect(server.received.filter((message) => message.get(554) === 'pa55')).toHaveLength(1);
});

test('keys whose Logon is not answered do not slow others down that are known to work', async () => {
  const { server, ask, line, clock } = await start({
    logon: (message, session) => {
      if (message.get(554) === 'pa55') session.cut();
      return undefined;
    },
  });
  const wrong = { ...line, fingerprint: 'wrong', logon: () => [[554, 'pa55']] as const };
  await ask('a');
  for (let minute = 0; minute < 30; minute += 1) {
    expect((await errorOf(ask('b', wrong))).message).toContain('before it answered the Logon');
    await ask('c');
    clock.pass(10);
    server.sessions.at(-1)?.send('0', []);
  }
  expect(server.received.filter((message) => message.get(554) === 'pa55')).toHaveLength(1);
});

test('an owner that is released logs out, and the next one waits for that', async () => {
  const { server, pool, ask, line, name } = await start();
  await ask('a');
  const next = { ...line, owner: {} };
  const asked = ask('b', next);
  await asked;
  expect(server.received.map(({ type }) => type)).toEqual(['A', 'D', '5', 'A', 'D']);
  await pool.release(line.owner);
  expect(await errorOf(ask('c'))).toEqual({
    message: `${name} was replaced; nothing was sent`,
    outcome: 'rejected',
  });
  await ask('d', next);
  await pool.release(next.owner);
  expect(server.count('5')).toBe(2);
});

test('a hang ends the session, and the next request gets another one', async () => {
  const { server, ask, clock, name } = await start({
    on: {
      D: (message, session) => {
        if (server.sessions.length === 1) session.hang();
        return accept(message, session);
      },
    },
  });
  const asked = errorOf(ask('a'));
  await expect.poll(() => server.count('D')).toBe(1);
  clock.pass(4.6);
  expect(await asked).toEqual({
    message: `${name} gave no answer: it stopped answering 5 s ago`,
    outcome: 'unknown',
  });
  await ask('b');
  expect(server.sessions).toHaveLength(2);
});

test('a topic is subscribed anew on the next session', async () => {
  const { server, pool, line } = await start({
    on: {
      V: (message) => ({
        type: 'W',
        fields: [
          [262, message.get(262) ?? ''],
          [270, '1.1'],
        ],
      }),
    },
  });
  const follow = () => pool.follow(line, prices('1'), bounds(), context);
  expect((await follow()).memory).toEqual(['1.1']);
  server.sessions[0]?.cut();
  await expect.poll(() => pool.lines[0]?.state).toBe('closed');
  expect((await follow()).memory).toEqual(['1.1']);
  expect([server.count('A'), server.count('V')]).toEqual([2, 2]);
});

test('connections are cut on request, by the name of their line', async () => {
  const { server, pool, line, ask } = await start();
  await ask('a');
  await ask('a', lineAt(server.url, { line: 'quote', sender: 'other' }));
  pool.cut('quote');
  await expect.poll(() => server.sessions.map(({ open }) => open)).toEqual([true, false]);
  pool.cut();
  await expect.poll(() => server.sessions.map(({ open }) => open)).toEqual([false, false]);
  expect(line.line).toBe('trade');
});

test('who observes is told what happens, in its order', async () => {
  const server = await startFixServer({ on: { D: accept } });
  const seen: string[] = [];
  const pool = createFixPool({
    ...{ proxies: new Proxies(), advise: true },
    observer: {
      connected: ({ line }) => seen.push(`connected ${line}`),
      sent: (_line, message) => seen.push(`sent ${message.type} ${message.get(34)}`),
      received: (_line, message) => seen.push(`received ${message.type} ${message.get(34)}`),
      ended: (_line, reason) => seen.push(`ended: ${reason}`),
    },
  });
  await pool.ask(lineAt(server.url), order('a'), context);
  await pool.close();
  await server.close();
  expect(seen).toEqual([
    ...['sent A 1', 'received A 1', 'connected trade', 'sent D 2', 'received 8 2'],
    ...['sent 5 3', 'received 5 3', 'ended: was logged out of'],
  ]);
});

test('a line that is not encrypted is for this machine alone', async () => {
  const pool = createFixPool({ proxies: new Proxies(), advise: true });
  onTestFinished(() => pool.close());
  const asked = pool.ask(lineAt('fix://fix.example.com:5201'), order('a'), context);
  expect(await errorOf(asked)).toEqual({
    message:
      'the trade line at fix.example.com:5201 is not encrypted: fix:// is for this machine alone, write fix+tls://; nothing was sent',
    outcome: 'rejected',
  });
  expect(pool.lines).toEqual([]);
});
