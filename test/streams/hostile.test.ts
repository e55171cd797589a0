import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { useVenue } from './startVenue.js';

const stage = useVenue();
const { known, reopen } = stage;
afterEach(() => void vi.useRealTimers());

const said = (topic: string, time: number, data: object) =>
  JSON.stringify({ kind: 'data', topic, snapshot: true, data, time });

it('does not keep a row for ever because one message came from the future', async () => {
  await known('a').toEqual({ topic: 'a' });
  const now = Date.now();
  stage.venue.send(said('a', now + 31_536_000_000, { last: '1' }));
  await known('a').toEqual({ last: '1' });
  stage.venue.send(said('a', now, { last: '2' }));
  await known('a').not.toEqual({ last: '1' });
  await expect
    .poll(() => {
      stage.venue.send(said('a', Date.now(), { last: '3' }));
      return stage.opened.row('a');
    })
    .toEqual({ last: '3' });
});

it('takes no message that is a little late', async () => {
  await known('a').toEqual({ topic: 'a' });
  const now = Date.now();
  stage.venue.send(said('a', now, { last: '2' }));
  stage.venue.send(said('a', now - 100, { last: '1' }));
  stage.venue.send(said('b', now, {}));
  await known('a').toEqual({ last: '2' });
  expect(stage.opened.warnings).toEqual([]);
});

it('believes nothing that it heard before this machine was suspended', async () => {
  await known('a').toEqual({ topic: 'a' });
  expect(stage.opened.row('a')).toBeDefined();
  // The monotonic clock of Linux stands while a machine sleeps; the other one is right as soon as it wakes up.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
  expect(stage.opened.row('a')).toBeUndefined();
  await known('a').toEqual({ topic: 'a' });
});

it('believes nothing that had waited to be read while this machine was suspended', async () => {
  reopen(stage.venue.url, { ping: { text: 'ping', after: 60_000, within: 60_000 } });
  await known('a').toEqual({ topic: 'a' });
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
  stage.venue.push('a', { old: true });
  await expect.poll(() => stage.opened.want('a').memory?.row).toEqual({ old: true });
  expect(stage.opened.row('a')).toBeUndefined();
});

it('believes nothing of a topic that the exchange has ended by itself', async () => {
  await known('a').toEqual({ topic: 'a' });
  const before = stage.venue.operations.length;
  stage.venue.send(JSON.stringify({ kind: 'unsubscribed', topics: ['a'] }));
  await expect
    .poll(() => {
      stage.opened.row('a');
      return stage.venue.operations.slice(before).filter(({ op }) => op === 'subscribe').length;
    })
    .toBe(1);
  await known('a').toEqual({ topic: 'a' });
});

it('opens no connection after another where the exchange is about to close each of them', async () => {
  stage.venue.leaving = true;
  await expect
    .poll(() => {
      stage.opened.row('a');
      return stage.venue.handshakes;
    })
    .toBeGreaterThan(2);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  // Without longer pauses there would be hundreds.
  expect(stage.venue.handshakes).toBeLessThan(20);
});

/** A server that answers the handshake, and then does what it likes with the connection. */
async function startRaw(work: (socket: Socket) => void) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', (head) => {
      const key = /sec-websocket-key: (\S+)/i.exec(String(head))?.[1] ?? '';
      const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
      socket.pause();
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
      );
      work(socket);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return {
    url: `ws://127.0.0.1:${port}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Sends the same bytes again and again, as fast as they are taken. */
function flood(bytes: Buffer): (socket: Socket) => void {
  return (socket) => {
    const write = () => {
      while (socket.writable && socket.write(bytes));
    };
    socket.on('drain', write);
    write();
  };
}

const PINGS = Buffer.concat(
  Array.from({ length: 500 }, () => Buffer.from([0x89, 125, ...Buffer.alloc(125)])),
);
const FRAGMENTS = Buffer.concat(Array.from({ length: 5000 }, () => Buffer.from([0x00, 1, 0x20])));

it.each([
  ['pings without end, and reads no answer', flood(PINGS)],
  [
    'a message in pieces without end',
    (socket: Socket) => {
      socket.write(Buffer.from([0x01, 1, 0x20]));
      flood(FRAGMENTS)(socket);
    },
  ],
])('closes a connection that brings %s', async (_title, work) => {
  const raw = await startRaw(work);
  reopen(raw.url, { ping: { text: 'ping', after: 3_600_000, within: 3_600_000 } });
  stage.opened.row('a');
  await expect.poll(() => stage.opened.warnings).toHaveLength(1);
  expect(stage.opened.warnings[0]).toMatch(/^stream public: /);
  stage.opened.client.close();
  await raw.close();
});

it('gives up a handshake that is answered byte by byte', async () => {
  let ended = false;
  const server = createServer((socket) => {
    const drip = setInterval(() => socket.write('H'), 50);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      ended = true;
      clearInterval(drip);
    });
    socket.write('HTTP/1.1 101 Switching Protocols\r\nX-Slow: ');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  reopen(`ws://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
  stage.opened.row('a');
  await expect.poll(() => ended).toBe(true);
  expect(stage.opened.warnings).toEqual([expect.stringContaining('the handshake was not finished in time')]);
  stage.opened.client.close();
  server.close();
});

it('looks for another connection where a subscription is not answered, though pings are', async () => {
  stage.venue.mute = true;
  reopen(stage.venue.url, {}, {}, 2000);
  await expect
    .poll(() => {
      stage.opened.row('a');
      return stage.opened.warnings.join();
    })
    .toContain('it does not answer a subscription');
  stage.venue.mute = false;
  await known('a').toEqual({ topic: 'a' });
});
