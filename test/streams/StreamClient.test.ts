import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startTlsFront } from '../doubles/proxy/startTlsFront.js';
import { protocol, useVenue } from './startVenue.js';

const stage = useVenue();
const { known, reopen } = stage;
afterEach(() => void vi.restoreAllMocks());

const names = (count: number) => Array.from({ length: count }, (_, index) => `topic${index}`);

describe('what is wanted', () => {
  it('is subscribed beside it, over one connection for many topics, and is proven from then on', async () => {
    for (const name of names(10)) expect(stage.opened.row(name)).toBeUndefined();
    for (const name of names(10)) await known(name).toEqual({ topic: name });
    expect(stage.venue.handshakes).toBe(1);
    expect(stage.venue.operations.map(({ op, topics }) => `${op} ${topics.length}`)).toEqual([
      'subscribe 4',
      'subscribe 4',
      'subscribe 2',
    ]);
  });

  it('is merged of a snapshot and what has changed', async () => {
    await known('a').toEqual({ topic: 'a' });
    stage.venue.push('a', { last: '1' }, false);
    stage.venue.push('a', { bid: '2' }, false);
    await known('a').toEqual({ topic: 'a', last: '1', bid: '2' });
    stage.venue.push('a', { last: '3' });
    await known('a').toEqual({ last: '3' });
  });

  it('keeps to the bytes of a request, and to the operations of a connection', async () => {
    reopen(stage.venue.url, {
      limits: { ...protocol.limits, topics: 100, bytes: 90, operations: { requests: 3, per: 3_600_000 } },
    });
    for (const name of names(20)) stage.opened.row(name);
    await expect.poll(() => stage.venue.operations.length).toBe(3);
    await known('topic0').toBeDefined();
    stage.venue.send(JSON.stringify({ kind: 'data', topic: 'topic0', snapshot: true, data: { done: true } }));
    await known('topic0').toEqual({ done: true });
    expect(stage.venue.operations).toHaveLength(3);
    expect(stage.venue.operations.every((one) => JSON.stringify(one).length <= 90)).toBe(true);
    expect(stage.opened.row('topic19')).toBeUndefined();
  });

  it('is found among others that are refused with it, and asked for no more', async () => {
    for (const name of ['a', 'b', 'no', 'c']) stage.opened.row(name);
    for (const name of ['a', 'b', 'c']) await known(name).toEqual({ topic: name });
    await expect.poll(() => stage.opened.warnings).toHaveLength(1);
    expect(stage.opened.warnings).toEqual(['stream no: is refused, and asked for over REST: no such topic']);
    const before = stage.venue.operations.length;
    expect(stage.opened.row('no')).toBeUndefined();
    stage.opened.row('d');
    await known('d').toEqual({ topic: 'd' });
    expect(stage.venue.operations.slice(before).map(({ topics }) => topics)).toEqual([['d']]);
  });

  it('is bounded in number, and in the characters of all topics', async () => {
    reopen(stage.venue.url, { limits: { ...protocol.limits, characters: 14 } });
    for (const name of names(3)) stage.opened.row(name);
    await known('topic0').toBeDefined();
    expect(stage.opened.client.state).toMatchObject([{ topics: 2 }]);
    reopen(stage.venue.url);
    for (const name of names(600)) stage.opened.row(name);
    expect(stage.opened.client.state).toMatchObject([{ topics: 500 }]);
  });
});

describe('a connection', () => {
  it('proves nothing once the exchange is silent, and is opened anew', async () => {
    await known('a').toBeDefined();
    stage.venue.silent = true;
    await known('a').toBeUndefined();
    await expect
      .poll(() => stage.opened.warnings[0])
      .toMatch(/^stream public: silent for \d+ ms, and no answer to a ping/);
    stage.venue.silent = false;
    await known('a').toBeDefined();
  });

  it('stays proven without messages for as long as pings are answered', async () => {
    await known('a').toBeDefined();
    for (let count = 0; count < 5; count += 1) {
      await new Promise((resolve) => setTimeout(resolve, 150));
      expect(stage.opened.row('a')).toBeDefined();
    }
    expect(stage.venue.handshakes).toBe(1);
  });

  it('restores in batches what was subscribed', async () => {
    for (const name of names(9)) stage.opened.row(name);
    for (const name of names(9)) await known(name).toBeDefined();
    stage.venue.operations.length = 0;
    stage.venue.cut();
    await expect.poll(() => stage.opened.client.state[0]?.reconnects).toBe(1);
    for (const name of names(9)) await known(name).toEqual({ topic: name });
    expect(stage.venue.operations.map(({ topics }) => topics.length)).toEqual([4, 4, 1]);
    expect(stage.opened.client.state).toMatchObject([{ reconnects: 1, failed_attempts: 0 }]);
  });

  it('is told to be lost once an hour at most, and to be back once it has held', async () => {
    const now = performance.now.bind(performance);
    let later = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => now() + later);
    const { venue, opened } = stage;
    const lost = expect.stringMatching(
      /^stream public: .*; its prices are asked for over REST until it is open again$/,
    );
    const back = 'stream public: is open again, and its prices come from memory';
    for (const reconnects of [1, 2]) {
      await known('a').toBeDefined();
      venue.cut();
      await expect.poll(() => opened.client.state[0]?.reconnects).toBe(reconnects);
      expect(opened.warnings).toEqual([lost]);
    }
    await known('a').toBeDefined();
    later += 30_000;
    await expect.poll(() => opened.row('a') && opened.warnings).toEqual([lost, back]);
    venue.closing = true;
    venue.cut();
    await expect.poll(() => opened.warnings).toEqual([lost, back, lost]);
    const before = venue.handshakes;
    await expect.poll(() => venue.handshakes).toBeGreaterThan(before);
    expect(opened.warnings).toHaveLength(3);
    later += 3_600_000;
    await expect.poll(() => opened.warnings).toEqual([lost, back, lost, lost]);
  });

  it('is not made again and again where the exchange closes it', async () => {
    stage.venue.closing = true;
    stage.opened.row('a');
    await expect.poll(() => stage.venue.handshakes).toBeGreaterThan(2);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    // Without longer pauses there would be hundreds.
    expect(stage.venue.handshakes).toBeLessThan(20);
    expect(stage.opened.warnings).toHaveLength(1);
  });

  it('takes a burst, and is closed by a message that is too large or cannot be read', async () => {
    await known('a').toBeDefined();
    for (let count = 1; count <= 10_000; count += 1) stage.venue.push('a', { count });
    await known('a').toEqual({ count: 10_000 });
    for (const text of ['{"kind":', 'x'.repeat(5 * 1024 * 1024)]) {
      const before = stage.venue.handshakes;
      stage.venue.send(text);
      await expect.poll(() => stage.venue.handshakes).toBe(before + 1);
      await known('a').toEqual({ topic: 'a' });
    }
  });

  it('is another one before the exchange closes it, and both answer until then', async () => {
    await known('a').toBeDefined();
    stage.venue.send(JSON.stringify({ kind: 'closing', reason: 'upgrade' }));
    await expect
      .poll(() => {
        expect(stage.opened.row('a')).toBeDefined();
        return stage.venue.handshakes;
      })
      .toBe(2);
    await expect.poll(() => stage.opened.row('a') && stage.venue.open).toBe(1);
    expect(stage.opened.row('a')).toBeDefined();
    expect(stage.opened.client.state).toMatchObject([{ reconnects: 0, failed_attempts: 0 }]);
  });

  it('ends at once when it is closed', async () => {
    await known('a').toBeDefined();
    stage.opened.client.close();
    await expect.poll(() => stage.venue.open).toBe(0);
    expect(stage.opened.row('a')).toBeUndefined();
    expect(stage.opened.warnings).toEqual([]);
  });
});

describe('an address that cannot be used', () => {
  it('answers nothing and is said once: nobody listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    server.close();
    await once(server, 'close');
    reopen(`ws://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
    await expect
      .poll(() => {
        expect(stage.opened.row('a')).toBeUndefined();
        return stage.opened.warnings;
      })
      .toHaveLength(1);
    expect(stage.opened.warnings[0]).toContain('refused the connection (ECONNREFUSED)');
    await expect.poll(() => stage.opened.client.state[0]?.failed_attempts).toBeGreaterThan(1);
    expect(stage.opened.client.state).toMatchObject([{ state: 'connecting', reconnects: 0 }]);
  });

  it('answers nothing and is said once: TLS that does not verify', async () => {
    const front = await startTlsFront(stage.venue.port);
    reopen(`wss://127.0.0.1:${front.port}`);
    stage.opened.row('a');
    await expect.poll(() => stage.opened.warnings).toHaveLength(1);
    expect(stage.opened.warnings[0]).toContain('has a TLS certificate that cannot be verified');
    await front.close();
  });

  it('answers nothing and is said once: a proxy that forbids it', async () => {
    const proxy = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n'));
    }).listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const address = proxy.address();
    const port = typeof address === 'object' ? address?.port : 0;
    reopen('wss://stream.example.com', {}, { HTTPS_PROXY: `http://127.0.0.1:${port}` });
    stage.opened.row('a');
    await expect.poll(() => stage.opened.warnings).toHaveLength(1);
    expect(stage.opened.warnings[0]).toContain('refused to connect to stream.example.com (HTTP 403)');
    proxy.close();
  });
});
