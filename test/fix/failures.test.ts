import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { createFixPool } from '../../src/fix/FixPool.js';
import type { LineSettings } from '../../src/fix/FixTransport.js';
import { Cancellation } from '../../src/http/Cancellation.js';
import { timeIsUp } from '../../src/http/deadline.js';
import { Proxies } from '../../src/http/Proxies.js';
import { startFixServer } from '../../src/testing/startFixServer.js';
import { certificate, key } from '../doubles/proxy/certificate.js';
import { deadPort, startProxy } from '../doubles/proxy/startProxy.js';
import { context, lineAt, order } from './lines.js';
import { ManualClock } from './ManualClock.js';
import { wire } from './wire.js';

interface Peer {
  port: number;
  connections: number;
  /** Bytes. */
  received: number;
  /** Those that are open. */
  open: Set<Socket>;
}

/** What takes connections, and does something with each. */
async function listen(act: (socket: Socket) => void, server: Server = createServer(act)): Promise<Peer> {
  const peer: Peer = { port: 0, connections: 0, received: 0, open: new Set() };
  server.on('connection', (socket: Socket) => {
    peer.connections += 1;
    peer.open.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => peer.open.delete(socket));
    socket.on('data', (bytes: Buffer) => {
      peer.received += bytes.length;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of peer.open) socket.destroy();
    server.close();
  });
  const address = server.address();
  peer.port = typeof address === 'object' && address ? address.port : 0;
  return peer;
}

function poolAt(
  url: string,
  environment: Record<string, string> = {},
  changes: Partial<LineSettings> = {},
  signal = new Cancellation(),
) {
  const clock = new ManualClock();
  const pool = createFixPool({ proxies: new Proxies(environment), advise: true, clock });
  onTestFinished(async () => {
    await pool.close();
    expect(clock.timers).toBe(0);
  });
  const line = lineAt(url, changes);
  let sent = 0;
  const ask = async () => {
    const error: unknown = await pool
      .ask(line, order('a', { signal, onSent: () => (sent += 1) }), context)
      .catch((reason: unknown) => reason);
    if (!(error instanceof Error)) throw new Error('it was answered');
    return error.message;
  };
  return { pool, clock, ask, sent: () => sent };
}

const answerWith = (bytes: string | Buffer) => (socket: Socket) =>
  socket.once('data', () => socket.write(bytes));

test.each<[string, (socket: Socket) => void, string]>([
  [
    'closes the connection',
    (socket) => socket.once('data', () => socket.destroy()),
    'closed the connection before it answered the Logon: is this SenderCompID in use elsewhere?',
  ],
  ['is HTTP', answerWith('HTTP/1.1 400 Bad Request\r\n\r\n'), 'answered HTTP: this is not the port of FIX'],
  ['is TLS', answerWith(Buffer.from([0x15, 3, 1, 0, 2, 2, 70])), 'speaks TLS there: write fix+tls://'],
  [
    'is SSH',
    (socket) => socket.write('SSH-2.0-OpenSSH_9.9\r\n'),
    'sent something that is not FIX.4.4: "SSH-2.0-OpenSSH_9.9"',
  ],
  [
    'says 2 GB',
    answerWith('8=FIX.4.4\x019=2147483648\x0135=A\x01'),
    'sent a message of 21474836 bytes or more: at most 16777216 are read',
  ],
  [
    'refuses the Logon',
    answerWith(wire('35=5|49=cServer|56=demo.broker.12345|34=1|58=RET_INVALID_DATA for 12345 p4ssw0rd|')),
    'refused the Logon: RET_INVALID_DATA for *** ***',
  ],
])('a host that %s', async (_what, act, text) => {
  const peer = await listen(act);
  const { ask, sent, pool } = poolAt(`fix://127.0.0.1:${peer.port}`);
  expect(await ask()).toBe(`the trade line at 127.0.0.1:${peer.port} ${text}; nothing was sent`);
  expect(sent()).toBe(0);
  await expect.poll(() => peer.open.size).toBe(0);
  expect(pool.lines[0]?.state).toBe(text.startsWith('refused') ? 'refused' : 'closed');
});

test('a host that asks without end, and takes in nothing', async () => {
  const peer = await listen((socket) => {
    socket.once('data', () => {
      socket.pause();
      socket.write(wire('35=A|49=cServer|56=demo.broker.12345|34=1|52=20260513-10:20:30|108=30|'));
      const id = 'x'.repeat(1_000_000);
      const storm = (sequence: number) => {
        const text = `35=1|49=cServer|56=demo.broker.12345|34=${sequence}|52=20260513-10:20:30|112=${id}|`;
        if (!socket.destroyed && sequence < 40) socket.write(wire(text), () => storm(sequence + 1));
      };
      storm(2);
    });
  });
  const { ask, pool } = poolAt(`fix://127.0.0.1:${peer.port}`);
  expect(await ask()).toBe(
    `the trade line at 127.0.0.1:${peer.port} gave no answer: it does not read what it is sent`,
  );
  expect(pool.lines).toMatchObject([{ state: 'closed' }]);
});

test('a host that answers nothing', async () => {
  const peer = await listen(() => undefined);
  const { ask, clock } = poolAt(`fix://127.0.0.1:${peer.port}`);
  const asked = ask();
  await expect.poll(() => clock.timers).toBe(2);
  clock.pass(10);
  expect(await asked).toBe(
    `the trade line at 127.0.0.1:${peer.port} did not answer the Logon within 10 s: some venues do not answer a wrong CompID, password or clock; nothing was sent`,
  );
  await expect.poll(() => peer.open.size).toBe(0);
});

test('whoever has less time than the Logon is told what it waited for', async () => {
  const peer = await listen(() => undefined);
  const { pool, clock } = poolAt(`fix://127.0.0.1:${peer.port}`);
  const signal = new Cancellation();
  const line = lineAt(`fix://127.0.0.1:${peer.port}`);
  const asked = expect(pool.ask(line, order('a', { signal }), context)).rejects.toMatchObject({
    message: `the trade line at 127.0.0.1:${peer.port} has not answered the Logon yet: some venues do not answer a wrong CompID, password or clock; nothing was sent`,
    outcome: 'rejected',
  });
  await expect.poll(() => clock.timers).toBe(2);
  signal.abort(timeIsUp);
  await asked;
});

test('where nobody listens, it is tried again after 1, 2, 4 ... 60 s, however often somebody asks', async () => {
  const port = await deadPort();
  const { ask, clock, pool } = poolAt(`fix://127.0.0.1:${port}`);
  const refused = `the trade line: 127.0.0.1:${port} refused the connection (ECONNREFUSED): check the port, or host= in the secret key; nothing was sent`;
  expect(await ask()).toBe(refused);
  const attempts = [0];
  for (let second = 1; second <= 310; second += 1) {
    clock.pass(1);
    let settled = false;
    const asked = ask().finally(() => {
      settled = true;
    });
    // A short pause is waited for.
    await expect.poll(() => settled || clock.timers > 0).toBe(true);
    if (settled)
      expect((await asked).replace(/; the next connection is made in \d+ s at the earliest/, '')).toBe(
        refused,
      );
    if (pool.lines[0]?.failed_attempts !== attempts.length) attempts.push(second);
  }
  const pauses = attempts.slice(1).map((at, index) => at - (attempts[index] ?? 0));
  expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60, 60]);
});

test('who waits no longer for TLS is told that', async () => {
  const peer = await listen(() => undefined);
  const signal = new Cancellation();
  const { ask } = poolAt(`fix+tls://127.0.0.1:${peer.port}`, {}, {}, signal);
  const asked = ask();
  await expect.poll(() => peer.received).toBeGreaterThan(0);
  signal.abort(timeIsUp);
  expect(await asked).toBe(
    `the trade line: 127.0.0.1:${peer.port} did not finish the TLS handshake in time: is this its port for TLS?; nothing was sent`,
  );
});

test('TLS to a port that speaks without it', async () => {
  const plain = await startFixServer();
  const silent = await listen((socket) => socket.write('8=FIX.4.4\x019=5\x01'));
  onTestFinished(() => plain.close());
  const one = poolAt(plain.url.replace('fix:', 'fix+tls:'));
  const host = new URL(plain.url).host;
  expect(await one.ask()).toBe(
    `the trade line: ${host} closed the connection in the TLS handshake (ECONNRESET): is this its port for TLS?; nothing was sent`,
  );
  const other = poolAt(`fix+tls://127.0.0.1:${silent.port}`);
  expect(await other.ask()).toMatch(
    /^the trade line: 127\.0\.0\.1:\d+ does not speak TLS \(\w+\): is this its port for TLS\?; nothing was sent$/,
  );
});

test('a port of TLS without it', async () => {
  const server = await startFixServer({ tls: { key, cert: certificate } });
  onTestFinished(() => server.close());
  const { ask } = poolAt(server.url.replace('fix+tls:', 'fix:'));
  expect(await ask()).toMatch(
    /(speaks TLS there: write fix\+tls:\/\/|closed the connection before it answered the Logon: .*); nothing was sent$/,
  );
  expect(server.count('A')).toBe(0);
});

test('a certificate that nobody has signed is refused, whatever the environment says, and the name of the host is sent', async () => {
  const names: unknown[] = [];
  const server = createTlsServer({
    key,
    cert: certificate,
    SNICallback: (name, done) => {
      names.push(name);
      done(null);
    },
  });
  const peer = await listen(() => undefined, server);
  server.on('tlsClientError', () => undefined);
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
  onTestFinished(() => {
    delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  });
  const { ask, sent } = poolAt(`fix+tls://localhost:${peer.port}`);
  expect(await ask()).toMatch(
    /^the trade line: localhost:\d+ has a TLS certificate that cannot be verified \(\w+\); nothing was sent$/,
  );
  expect(names).toEqual(['localhost']);
  expect(sent()).toBe(0);
});

test('a line with TLS goes through the proxy of the environment', async () => {
  const server = await startFixServer({ tls: { key, cert: certificate } });
  onTestFinished(() => server.close());
  const proxy = await startProxy({ kind: 'tunnel', port: Number(new URL(server.url).port) });
  onTestFinished(() => proxy.close());
  const { ask } = poolAt('fix+tls://fix.example.com:5212', { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` });
  expect(await ask()).toMatch(
    /^the trade line: fix\.example\.com:5212 has a TLS certificate .*, behind the proxy/,
  );
  expect(proxy.asked.map((head) => head.split('\r\n')[0])).toEqual(['CONNECT fix.example.com:5212 HTTP/1.1']);
  const refusing = await startProxy({ kind: 'answer', bytes: 'HTTP/1.1 403 Forbidden\r\n\r\n' });
  onTestFinished(() => refusing.close());
  const refused = poolAt('fix+tls://fix.example.com:5212', {
    HTTPS_PROXY: `http://127.0.0.1:${refusing.port}`,
  });
  expect(await refused.ask()).toBe(
    `the trade line: the proxy 127.0.0.1:${refusing.port} (HTTPS_PROXY) refused to connect to fix.example.com:5212 (HTTP 403); nothing was sent`,
  );
});

test('this machine is reached directly', async () => {
  const server = await startFixServer();
  onTestFinished(() => server.close());
  const { ask } = poolAt(server.url, { HTTP_PROXY: 'http://127.0.0.1:9', ALL_PROXY: 'http://127.0.0.1:9' });
  // The server answers j: that is an answer.
  await expect(ask()).rejects.toThrow('it was answered');
});

test('a proof that cannot be made is told as it is, and not tried without end', async () => {
  const peer = await listen(() => undefined);
  const { ask } = poolAt(
    `fix://127.0.0.1:${peer.port}`,
    {},
    {
      logon: () => {
        throw new TypeError('secret_key: not a private key');
      },
    },
  );
  expect(await ask()).toBe('secret_key: not a private key');
  await expect.poll(() => peer.open.size).toBe(0);
  expect(peer.connections).toBe(1);
});
