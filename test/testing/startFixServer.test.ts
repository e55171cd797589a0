import { expect, onTestFinished, test } from 'vitest';
import type { FixField } from '../../src/fix/FixMessage.js';
import { type FixServerOptions, startFixServer } from '../../src/testing.js';
import { certificate, key } from '../doubles/proxy/certificate.js';
import { connectFix } from './fixClient.js';

const LOGON: FixField[] = [
  [98, '0'],
  [108, '30'],
  [141, 'Y'],
];

async function start(options: FixServerOptions = {}) {
  const server = await startFixServer(options);
  onTestFinished(() => server.close());
  return server;
}

async function logOn(options: FixServerOptions = {}, fields = LOGON) {
  const server = await start(options);
  const client = await connectFix(server.url, {
    header: [
      [57, 'TRADE'],
      [50, 'desk'],
    ],
  });
  client.send('A', fields);
  await expect.poll(() => client.seen()).toEqual(['A']);
  const [session] = server.sessions;
  if (!session) throw new Error('there is no session');
  return { server, client, session };
}

const order = (id: string): FixField[] => [
  [11, id],
  [55, '1'],
];

test('a Logon is answered as it was made, with CompIDs and SubIDs the other way round', async () => {
  const { server, client, session } = await logOn();
  const tags = [49, 56, 50, 57, 34, 98, 108, 141];
  expect(client.seen(...tags)).toEqual(['A you me TRADE desk 1 0 30 Y']);
  expect([session.client, session.open, server.connections, server.count('A')]).toEqual(['me', true, 1, 1]);
});

test('a handler answers with none, one or several messages, at once or later', async () => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { client } = await logOn({
    on: {
      D: (message) => ({ type: '8', fields: [[11, message.get(11) ?? '']] }),
      F: () => [
        { type: '8', fields: [[150, '6']] },
        { type: '8', fields: [[150, '4']] },
      ],
      G: async () => {
        await released;
        return { type: '9', fields: [[58, 'late']] };
      },
      H: () => undefined,
    },
  });
  for (const type of ['G', 'H', 'D', 'F']) client.send(type, order('x'));
  await expect.poll(() => client.seen(34, 11, 150)).toEqual(['A 1', '8 2 x', '8 3  6', '8 4  4']);
  release();
  await expect.poll(() => client.seen(58).at(-1)).toBe('9 late');
});

test('what nobody handles is rejected', async () => {
  const { server, client } = await logOn();
  client.send('D', order('x'));
  await expect.poll(() => client.seen(45, 372, 380, 58)).toContain('j 2 D 3 nothing handles the type D');
  server.on = { D: () => ({ type: '8', fields: order('x') }) };
  client.send('D', order('x'));
  await expect.poll(() => client.seen()).toEqual(['A', 'j', '8']);
  expect(server.received.map(({ type }) => type)).toEqual(['A', 'D', 'D']);
  expect(server.count('D')).toBe(2);
});

test('who may not log on is told why, and has no session', async () => {
  const server = await start({
    logon: (logon) => (logon.get(554) === 'right' ? undefined : 'RET_INVALID_DATA'),
  });
  const client = await connectFix(server.url);
  client.send('A', [...LOGON, [554, 'wrong']]);
  await expect.poll(() => client.closed).toBe(true);
  expect(client.seen(58)).toEqual(['5 RET_INVALID_DATA']);
  expect(server.sessions).toEqual([]);
});

test.each<[string, (url: string) => Promise<{ closed: boolean }>]>([
  [
    'a message before the Logon',
    async (url) => {
      const client = await connectFix(url);
      client.send('D', order('x'));
      return client;
    },
  ],
  [
    'HTTP',
    async (url) => {
      const client = await connectFix(url);
      client.socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
      return client;
    },
  ],
])('%s is cut off', async (_title, send) => {
  const server = await start();
  const client = await send(server.url);
  await expect.poll(() => client.closed).toBe(true);
});

test('a TestRequest, a Heartbeat of its own, a TestRequest of its own, and the end', async () => {
  const { server, client } = await logOn({}, [[108, '1']]);
  client.send('1', [[112, 'still there']]);
  await expect.poll(() => client.seen(112)).toContain('0 still there');
  await expect.poll(() => client.closed).toBe(true);
  expect(client.seen()).toEqual(expect.arrayContaining(['A', '0', '1']));
  expect(client.seen(112).filter((line) => line === '0')).not.toEqual([]);
  expect(server.sessions.map(({ open }) => open)).toEqual([false]);
});

test('a Logout is answered, and that of the server ends with the answer to it', async () => {
  const { server, client } = await logOn();
  client.send('5');
  await expect.poll(() => client.closed).toBe(true);
  expect(client.seen()).toEqual(['A', '5']);
  const second = await connectFix(server.url);
  second.send('A', LOGON);
  await expect.poll(() => second.seen()).toEqual(['A']);
  server.sessions.at(-1)?.logout('maintenance');
  await expect.poll(() => second.seen(58)).toEqual(['A', '5 maintenance']);
  expect(second.closed).toBe(false);
  second.send('5');
  await expect.poll(() => second.closed).toBe(true);
  expect(second.seen()).toEqual(['A', '5']);
});

test('a handler may take the place of the session itself', async () => {
  const { client } = await logOn({
    on: { 1: () => undefined, 5: () => ({ type: 'B', fields: [[148, 'no']] }) },
  });
  client.send('1', [[112, 'x']]);
  client.send('5');
  await expect.poll(() => client.seen()).toEqual(['A', 'B']);
});

test.each<[string, (client: Awaited<ReturnType<typeof connectFix>>) => void, string]>([
  [
    'a number that was there',
    (client) => client.send('0', [], 1),
    '5 MsgSeqNum too low, expecting 2 but received 1',
  ],
  ['another CompID', (client) => client.send('0', [], 2, 'you?'), '5 CompID problem'],
])('%s ends the session', async (_title, act, logout) => {
  const { client } = await logOn();
  act(client);
  await expect.poll(() => client.closed).toBe(true);
  expect(client.seen(58)).toEqual(['A', logout]);
});

test('what may have been there before is dropped where it was', async () => {
  const { server, client } = await logOn({ on: { D: () => ({ type: '8', fields: order('x') }) } });
  client.send('D', order('x'));
  client.send('D', [[43, 'Y'], ...order('x')], 2);
  client.send('D', order('y'));
  await expect.poll(() => client.seen(34)).toEqual(['A 1', '8 2', '8 3']);
  expect(server.count('D')).toBe(3);
});

test('it asks once for what is missing, takes what came early when its turn comes, and answers a ResendRequest at once', async () => {
  const taken: (string | undefined)[] = [];
  const { client } = await logOn({
    on: {
      D: (message) => {
        taken.push(message.get(11));
        return undefined;
      },
    },
  });
  client.send('D', order('third'), 4);
  client.send('D', order('fourth'), 5);
  client.send(
    '2',
    [
      [7, '1'],
      [16, '0'],
    ],
    6,
  );
  await expect.poll(() => client.seen(7, 16, 36)).toEqual(['A', '2 2 0', '4   3']);
  expect(taken).toEqual([]);
  client.send('D', [[43, 'Y'], ...order('first')], 2);
  await expect.poll(() => taken).toEqual(['first']);
  client.send(
    '4',
    [
      [43, 'Y'],
      [123, 'Y'],
      [36, '7'],
    ],
    3,
  );
  await expect.poll(() => taken).toEqual(['first', 'third', 'fourth']);
  client.send('D', order('fifth'), 7);
  await expect.poll(() => taken).toHaveLength(4);
  client.send('4', [[36, '100']], 99);
  client.send('D', order('sixth'), 100);
  await expect.poll(() => taken).toHaveLength(5);
  expect(client.seen().filter((type) => type === '2')).toHaveLength(1);
});

test('what was lost comes again when it is asked for, what was skipped does not', async () => {
  const { client, session } = await logOn();
  session.send('8', order('lost'), { lost: true });
  session.skip();
  session.send('8', order('seen'));
  await expect.poll(() => client.seen(34, 11)).toEqual(['A 1', '8 4 seen']);
  client.send('2', [
    [7, '1'],
    [16, '0'],
  ]);
  await expect
    .poll(() => client.seen(34, 43, 36, 11).slice(2))
    .toEqual(['4 1 Y 2', '8 2 Y  lost', '4 3 Y 4', '8 4 Y  seen']);
  expect(client.received.at(-1)?.get(122)).toBe(client.received[1]?.get(52));
  session.resends = 'gapFill';
  client.send('2', [
    [7, '2'],
    [16, '3'],
  ]);
  await expect.poll(() => client.seen(34, 43, 123, 36).slice(6)).toEqual(['4 2 Y Y 4']);
  session.resends = 'nothing';
  client.send('2', [
    [7, '1'],
    [16, '0'],
  ]);
  client.send('1', [[112, 'x']]);
  await expect.poll(() => client.seen(34, 112).at(-1)).toBe('0 5 x');
  expect(client.received).toHaveLength(8);
});

test('ways to misbehave: a number twice, spoilt bytes, silence, a cut', async () => {
  const { server, client, session } = await logOn();
  session.send('8', order('a'));
  session.send('8', order('a'), { possDup: true, sequence: 2 });
  await expect.poll(() => client.seen(34, 43)).toEqual(['A 1', '8 2', '8 2 Y']);
  const bytes = session.encode('8', order('b'));
  session.raw(bytes);
  await expect.poll(() => client.seen(34, 11).at(-1)).toBe('8 3 b');
  session.hang();
  client.send('1', [[112, 'x']]);
  session.send('8', order('never'));
  const other = await connectFix(server.url);
  other.send('A', LOGON);
  await expect.poll(() => other.seen()).toEqual(['A']);
  expect(client.received).toHaveLength(4);
  session.cut();
  await expect.poll(() => client.closed).toBe(true);
  expect([session.open, other.closed, server.count('1')]).toEqual([false, false, 0]);
  session.send('8', order('nobody'));
});

test('over TLS, to clients that know its certificate', async () => {
  const server = await start({ tls: { key, cert: certificate } });
  expect(server.url).toMatch(/^fix\+tls:\/\/127\.0\.0\.1:\d+$/);
  const client = await connectFix(server.url, { ca: certificate });
  client.send('A', LOGON);
  await expect.poll(() => client.seen()).toEqual(['A']);
  const plain = await connectFix(server.url.replace('+tls', ''));
  plain.send('A', LOGON);
  await expect.poll(() => plain.closed).toBe(true);
  expect([client.closed, server.connections, server.count('A')]).toEqual([false, 2, 1]);
});

test('what a handler throws ends the connection, and is thrown by close', async () => {
  const server = await startFixServer({
    on: {
      D: () => ({ type: '8', fields: [[58, '']] }),
    },
  });
  const client = await connectFix(server.url);
  client.send('A', LOGON);
  client.send('D', order('x'));
  await expect.poll(() => client.closed).toBe(true);
  await expect(server.close()).rejects.toThrow('the FIX field 58 is empty: leave it out');
});

test('close ends what is open', async () => {
  const { server, client } = await logOn();
  await server.close();
  await expect.poll(() => client.closed).toBe(true);
  await server.close();
});
