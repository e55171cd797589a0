import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { describeConnecting, type Leg } from '../../src/http/connectionFailures.js';
import { createHttpClient } from '../../src/http/HttpClient.js';
import { NetworkError } from '../../src/http/NetworkError.js';
import { Proxies } from '../../src/http/Proxies.js';
import { deadPort } from '../doubles/proxy/startProxy.js';

const client = createHttpClient({ proxy: false });
let server: Server | undefined;
const sockets: Socket[] = [];

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  server?.close();
});

/** Answers each request with these bytes. */
async function listen(answer: (socket: Socket) => void): Promise<number> {
  const listening = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => socket.destroy());
    socket.on('data', () => answer(socket));
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const address = listening.address();
  return typeof address === 'object' && address ? address.port : 0;
}

async function post(url: string, headers: Record<string, string> = {}) {
  let sent = 0;
  const reply = await client
    .send({
      ...{ method: 'POST', url, headers, body: '{}', signal: AbortSignal.timeout(60_000) },
      deadline: performance.now() + 60_000,
      onSent: () => {
        sent += 1;
      },
    })
    .catch((error: unknown) => error);
  return { reply, sent };
}

describe('a good answer is read, whatever HTTP thinks of it', () => {
  test.each([
    ['HTTP/1.1 600 Odd\r\nContent-Length: 2\r\n\r\n{}', 600],
    ['HTTP/1.1 999 Odd\r\nContent-Length: 2\r\n\r\n{}', 999],
    ['HTTP/1.1 200\r\nContent-Length: 2\r\n\r\n{}', 200],
    ['HTTP/1.1 102 Wait\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}', 200],
    ['HTTP/1.1 103 Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}', 200],
    ['HTTP/1.1 200 OK\r\nx-name: 価値\r\nContent-Length: 2\r\n\r\n{}', 200],
    ['HTTP/1.1 200 OK\r\n__proto__: x\r\nContent-Length: 2\r\n\r\n{}', 200],
  ])('%j', async (bytes, status) => {
    const port = await listen((socket) => socket.write(bytes));
    expect(await post(`http://127.0.0.1:${port}`)).toMatchObject({ reply: { status, text: '{}' }, sent: 1 });
  });

  test('a header that comes twice is one, its name in any case', async () => {
    const port = await listen((socket) =>
      socket.write('HTTP/1.1 200 OK\r\nX-A: 1\r\nx-a: 2\r\nContent-Length: 2\r\n\r\n{}'),
    );
    const { reply } = await post(`http://127.0.0.1:${port}`);
    expect(reply).toHaveProperty('headers');
    const { headers } = Object(reply);
    expect([headers.get('x-A'), headers.get('X-B'), headers.has('X-a')]).toEqual(['1, 2', null, true]);
    expect([...headers]).toEqual([
      ['x-a', '1, 2'],
      ['content-length', '2'],
    ]);
  });
});

describe('what cannot be read is said, and the outcome is unknown', () => {
  test.each([
    ['HTTP/1.1 101 Switching\r\nContent-Length: 2\r\n\r\n{}', 'answered HTTP 101 and nothing after it'],
    [
      'HTTP/1.1 101 Switching\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n',
      'answered HTTP 101 and nothing after it',
    ],
    ['HTTP/1.1 200 OK\r\nx-a: a\u0001b\r\nContent-Length: 2\r\n\r\n{}', 'answered with what is not HTTP'],
    ['HTTP/1.1 200 OK\r\nx (a): b\r\nContent-Length: 2\r\n\r\n{}', 'answered with what is not HTTP'],
    ['HTTP/1.1 20 Odd\r\nContent-Length: 2\r\n\r\n{}', 'answered with what is not HTTP'],
    ['SSH-2.0-OpenSSH_9.6\r\n', 'answered with what is not HTTP'],
  ])('%j', async (bytes, said) => {
    const port = await listen((socket) => socket.write(bytes));
    const { reply, sent } = await post(`http://127.0.0.1:${port}`);
    expect(reply).toBeInstanceOf(NetworkError);
    expect(reply).toMatchObject({ outcome: 'unknown', message: `127.0.0.1:${port} ${said}` });
    expect(sent).toBe(1);
  });
});

describe('what never left this machine is rejected', () => {
  test('TLS that is cut in the handshake', async () => {
    const port = await listen((socket) => socket.destroy());
    const { reply, sent } = await post(`https://127.0.0.1:${port}`);
    expect(reply).toMatchObject({
      outcome: 'rejected',
      message: `127.0.0.1:${port} closed the connection in the TLS handshake (ECONNRESET)`,
    });
    expect(sent).toBe(0);
    expect(sockets).toHaveLength(1);
  });

  test('a host that does not speak TLS', async () => {
    const port = await listen((socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const { reply, sent } = await post(`https://127.0.0.1:${port}`);
    expect(reply).toMatchObject({
      outcome: 'rejected',
      transient: false,
      message: expect.stringMatching(/^127\.0\.0\.1:\d+ does not speak TLS \(\w+\)$/),
    });
    expect(sent).toBe(0);
  });

  test('several addresses of a name, none of which answers', async () => {
    const port = await deadPort();
    const { reply, sent } = await post(`http://localhost:${port}`);
    expect(reply).toMatchObject({
      outcome: 'rejected',
      message: `localhost:${port} refused the connection (ECONNREFUSED)`,
    });
    expect(sent).toBe(0);
  });

  test('a key that no header carries: without the key in the error or in what is behind it', async () => {
    const { reply, sent } = await post('http://127.0.0.1:9', { 'x-key': 'secret，key' });
    expect(reply).toMatchObject({ outcome: 'rejected', transient: false, cause: undefined });
    expect(String(reply)).toContain('127.0.0.1:9 was not asked: its header x-key has a line break or');
    expect(String(reply)).not.toContain('secret');
    expect(sent).toBe(0);
  });

  const facts = { leg: 'tcp' as const, host: 'okx.example', proxy: undefined, advise: true };
  const withCode = (code: string) => Object.assign(new Error('connect'), { code });
  const ADVICE = 'check the network, or set HTTPS_PROXY';

  test.each([
    [withCode('ETIMEDOUT'), `could not be connected to in time (ETIMEDOUT): ${ADVICE}`],
    [
      withCode('EADDRNOTAVAIL'),
      'could not be connected to, for this machine has no address or port left (EADDRNOTAVAIL)',
    ],
    [withCode('EMFILE'), 'could not be connected to, for this process has too many files open (EMFILE)'],
    [withCode('ENETUNREACH'), `cannot be reached: no network (ENETUNREACH): ${ADVICE}`],
    [
      withCode('ENOTFOUND'),
      `the host name okx.example could not be resolved (ENOTFOUND): ${ADVICE}; Paper works without a network`,
    ],
    [
      new AggregateError([withCode('EADDRNOTAVAIL'), withCode('ECONNREFUSED')]),
      'refused the connection (ECONNREFUSED)',
    ],
    [
      new AggregateError([withCode('ENETUNREACH'), withCode('ENETUNREACH')]),
      `cannot be reached: no network (ENETUNREACH): ${ADVICE}`,
    ],
    [withCode('EWHATEVER'), 'could not be connected to (EWHATEVER)'],
    [new DOMException('late', 'TimeoutError'), `could not be connected to in time: ${ADVICE}`],
  ])('%o', (error, said) => {
    expect(describeConnecting(error, facts)).toMatchObject({
      outcome: 'rejected',
      transient: true,
      message: said.startsWith('the host name') ? said : `okx.example ${said}`,
    });
  });

  const legs: Leg[] = ['tcp', 'tls', 'proxy tcp', 'proxy tls', 'proxy tunnel'];

  test.each(legs)('whatever goes wrong in the leg %s', (leg) => {
    const proxies = new Proxies({ HTTPS_PROXY: 'me:secret@127.0.0.1:7890' });
    const proxy = proxies.for(new URL('https://okx.example'));
    for (const error of [
      withCode('X'),
      new Error('no code'),
      new DOMException('late', 'AbortError'),
      'a text',
    ]) {
      const told = describeConnecting(error, { ...facts, leg, proxy });
      expect(told.outcome).toBe('rejected');
      expect(told.message).toMatch(leg === 'tls' ? /^okx\.example .*behind the proxy 127/ : /^the proxy 127/);
      expect(told.message).not.toMatch(/secret|check the network/);
    }
  });
});
