import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Chalk } from 'chalk';
import { afterEach, describe, expect, test } from 'vitest';
import { createHttpClient } from '../../src/http/HttpClient.js';
import { createRegistry } from '../../src/runtime/registry.js';
import { createApp } from '../../src/server/createApp.js';
import { createLog } from '../../src/server/Log.js';
import { type RunningServer, startServer } from '../../src/server/startServer.js';
import { exampleExchange, exampleTicker } from '../support/exampleExchange.js';

const sockets: Socket[] = [];
let server: RunningServer | undefined;
/** How many requests the adapter has begun, and how many are at work at most. */
let begun = 0;
let atWork = 0;
let most = 0;
let release: () => void = () => undefined;
let held: Promise<void> = Promise.resolve();

afterEach(async () => {
  release();
  for (const socket of sockets.splice(0)) socket.destroy();
  await server?.stop(100);
});

async function start(
  limits?: { connections: number; requests: number; waiting: number },
  timeout = 60_000,
  headTime?: number,
): Promise<void> {
  begun = 0;
  atWork = 0;
  most = 0;
  held = Promise.resolve();
  const registry = createRegistry({
    exchanges: [
      exampleExchange({
        async ticker({ symbol }) {
          begun += 1;
          atWork += 1;
          most = Math.max(most, atWork);
          await held;
          await sleep(1);
          atWork -= 1;
          return { data: { ...exampleTicker, symbol: symbol.name } };
        },
        trade: async () => {
          begun += 1;
          await held;
          return { data: { id: 'A,1' } };
        },
      }),
    ],
    http: createHttpClient({ proxy: false }),
  });
  const log = createLog({
    level: 'error',
    format: 'json',
    colors: new Chalk({ level: 0 }),
    write: () => undefined,
  });
  const app = createApp({ registry, log, version: '0', timeout, defaultExchange: 'Example' });
  server = await startServer(app, {
    ...{ host: '127.0.0.1', port: 0 },
    ...(limits && { limits }),
    ...(headTime && { headTime }),
  });
}

/** Keeps the adapter from answering. */
function hold(): void {
  held = new Promise((resolve) => {
    release = resolve;
  });
}

const post = (method: string, params: object = { symbol: 'LTC_USDT' }) => {
  const body = JSON.stringify({ method, params });
  return `POST /example HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
};
const ticker = post('ticker');

interface Client {
  socket: Socket;
  received(): string;
  closed: Promise<void>;
}

function open(text = '', allowHalfOpen = false, localAddress = '127.0.0.1'): Client {
  const port = Number(new URL(server?.url ?? '').port);
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen, localAddress });
  sockets.push(socket);
  let received = '';
  socket.on('data', (chunk) => (received += chunk)).on('error', () => undefined);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()).once('end', resolve));
  if (text) socket.write(text);
  return { socket, received: () => received, closed };
}

const answers = (text: string) => text.match(/\{"(data|error)":/g)?.length ?? 0;
const until = (read: () => unknown) => expect.poll(read, { interval: 5 });

describe('idle connections', () => {
  test('are kept for longer than the 90 s of a docker', async () => {
    await start();
    const client = open(ticker);
    await until(() => answers(client.received())).toBe(1);
    expect(Number(/^keep-alive: timeout=(\d+)/im.exec(client.received())?.[1])).toBeGreaterThan(90);
  });

  test('are closed at once when the server stops, used or not, and what is at work is answered', async () => {
    await start();
    const [used, unused] = [open(ticker), open()];
    await until(() => answers(used.received())).toBe(1);
    hold();
    const working = open(post('trade', { symbol: 'LTC_USDT', type: 'buy', price: '1', amount: '1' }));
    await until(() => begun).toBe(2);
    const order: string[] = [];
    const stopped = server?.stop(60_000).then(() => order.push('stopped'));
    await Promise.all([used.closed, unused.closed]);
    order.push('idle ones closed');
    release();
    await stopped;
    expect(order).toEqual(['idle ones closed', 'stopped']);
    await until(working.received).toContain('{"data":{"id":"A,1"}}');
  });
});

describe('more than there is room for', () => {
  test('requests sent ahead on one connection are answered one after another, in their order', async () => {
    await start({ connections: 10, requests: 10, waiting: 400 });
    const client = open(
      Array.from({ length: 300 }, (_, index) => post('ticker', { symbol: `C${index}_USDT` })).join(''),
    );
    await until(() => answers(client.received())).toBe(300);
    expect(most).toBe(1);
    const symbols = [...client.received().matchAll(/"symbol":"C(\d+)_USDT"/g)].map(([, index]) =>
      Number(index),
    );
    expect(symbols).toEqual(Array.from({ length: 300 }, (_, index) => index));
  });

  test('too many ahead on one connection are refused, those before them are not', async () => {
    await start({ connections: 10, requests: 10, waiting: 5 });
    hold();
    const client = open(ticker.repeat(20));
    // All of them come in one piece: with the first one the others are there.
    await until(() => begun).toBe(1);
    release();
    await client.closed;
    expect(client.received().match(/\{"data":/g)).toHaveLength(6);
    expect(client.received()).toContain('more than 5 requests wait on this connection: nothing was done');
    expect(begun).toBe(6);
  });

  test('too many at work are refused with an error, and taken again when there is room', async () => {
    await start({ connections: 100, requests: 3, waiting: 5 });
    hold();
    const working = [open(ticker), open(ticker), open(ticker)];
    await until(() => begun).toBe(3);
    const refused = open(ticker);
    await refused.closed;
    expect(refused.received()).toContain('{"error":"3 requests are at work already: nothing was done');
    expect(refused.received()).toMatch(/^HTTP\/1\.1 200 OK/);
    release();
    for (const client of working) await until(() => answers(client.received())).toBe(1);
    const next = open(ticker);
    await until(() => next.received()).toContain('{"data":');
  });

  test('an idle connection makes room for a new one; where all are busy, the new one gets an error', async () => {
    await start({ connections: 3, requests: 100, waiting: 5 });
    const idle = open(ticker);
    await until(() => answers(idle.received())).toBe(1);
    hold();
    const busy = [open(ticker), open(ticker)];
    await until(() => begun).toBe(3);
    const third = open(ticker);
    await idle.closed;
    await until(() => begun).toBe(4);
    const fourth = open(ticker);
    await fourth.closed;
    expect(fourth.received()).toContain('{"error":"3 connections are open already: nothing was done');
    release();
    for (const client of [...busy, third]) await until(() => answers(client.received())).toBe(1);
  });
});

describe('one address', () => {
  test('has four fifths of what is taken at once', async () => {
    await start({ connections: 100, requests: 10, waiting: 5 });
    hold();
    const working = Array.from({ length: 8 }, () => open(ticker));
    await until(() => begun).toBe(8);
    const refused = open(ticker);
    await refused.closed;
    expect(refused.received()).toContain(
      '{"error":"8 requests from 127.0.0.1 are at work already: nothing was done, ask again in a moment"}',
    );
    const other = open(ticker, false, '127.0.0.2');
    await until(() => begun).toBe(9);
    release();
    for (const client of [...working, other]) await until(() => answers(client.received())).toBe(1);
  });

  test('and of the connections: its own idle ones make room', async () => {
    await start({ connections: 10, requests: 100, waiting: 5 });
    const elsewhere = open(ticker, false, '127.0.0.2');
    await until(() => answers(elsewhere.received())).toBe(1);
    hold();
    const busy = Array.from({ length: 7 }, () => open(ticker));
    await until(() => begun).toBe(8);
    const idle = open();
    const next = open(ticker);
    await idle.closed;
    await until(() => begun).toBe(9);
    const ninth = open(ticker);
    await ninth.closed;
    expect(ninth.received()).toContain(
      '{"error":"8 connections from 127.0.0.1 are open already: nothing was done, ask again in a moment"}',
    );
    release();
    for (const client of [...busy, next]) await until(() => answers(client.received())).toBe(1);
    elsewhere.socket.write(ticker);
    await until(() => answers(elsewhere.received())).toBe(2);
  });
});

describe('slow clients', () => {
  test('a head that does not arrive in time is told so; a connection that has said nothing is kept', async () => {
    await start(undefined, 60_000, 300);
    const unused = open();
    const slow = open('POST /example HTTP/1.1\r\nHost: x\r\n');
    // It says something all the while.
    const drip = setInterval(() => slow.socket.write('X-A: b\r\n'), 50);
    await slow.closed;
    clearInterval(drip);
    expect(slow.received()).toMatch(
      /^HTTP\/1\.1 200 OK\r\n[\s\S]*\{"error":"the request did not arrive within 0\.3 s"\}$/,
    );
    unused.socket.write(ticker);
    await until(() => answers(unused.received())).toBe(1);
    unused.socket.write('POST /exa');
    await unused.closed;
    expect(answers(unused.received())).toBe(1);
    expect(begun).toBe(1);
  });
});

describe('what is hardly HTTP', () => {
  test('a broken chunk, and the client closes its side', async () => {
    await start();
    const client = open(
      'POST /example HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"met\r\nZZZ',
      true,
    );
    client.socket.end();
    await client.closed;
    expect(client.received()).toMatch(
      /^HTTP\/1\.1 200 OK\r\n[\s\S]*\{"error":"(Example: )?the request body broke off/,
    );
    expect(answers(client.received())).toBe(1);
  });

  test('a broken rest of a body whose request was answered without it gets no second answer', async () => {
    await start(undefined, 200);
    const client = open(
      'POST /example HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"met\r\n',
    );
    await until(client.received).toContain('did not arrive in time');
    client.socket.write('ZZZ\r\n');
    await client.closed;
    expect(answers(client.received())).toBe(1);
  });

  test('half a body, and the client closes its side', async () => {
    await start();
    const client = open('POST /example HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"method', true);
    client.socket.end();
    await client.closed;
    expect(client.received()).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*the request body broke off/);
  });

  test('a whole request, and the client closes its side', async () => {
    await start();
    const client = open('', true);
    client.socket.end(ticker);
    await client.closed;
    expect(client.received()).toContain('{"data":{"symbol":"LTC_USDT"');
  });

  test.each(['www.okx.com:443', '/x', 'x'])('CONNECT %s is refused as JSON', async (target) => {
    await start();
    const client = open(`CONNECT ${target} HTTP/1.1\r\nHost: x\r\n\r\n`, true);
    await client.closed;
    expect(client.received()).toMatch(/^HTTP\/1\.1 (405|200) [\s\S]*\{"error":"/);
  });

  test.each(['websocket', 'h2c', 'TLS/1.0'])(
    'Upgrade: %s is answered as if it were not there',
    async (protocol) => {
      await start();
      const client = open(
        ticker.replace('Host: x', `Host: x\r\nConnection: Upgrade\r\nUpgrade: ${protocol}`),
      );
      await until(() => answers(client.received())).toBe(1);
      expect(client.received()).toContain('{"data":{"symbol":"LTC_USDT"');
    },
  );

  test.each(['a b', 'x:y', '[', ']', 'a/b', 'a?b', 'a@b', 'a:99999', '::1', '%zz', 'ä', '', 'x#'])(
    'the Host header %j',
    async (host) => {
      await start();
      const client = open(ticker.replace('Host: x', `Host: ${host}`));
      await until(() => answers(client.received())).toBe(1);
      expect(client.received()).toMatch(/^HTTP\/1\.1 200 OK/);
      expect(client.received()).toContain('{"data":{"symbol":"LTC_USDT"');
    },
  );

  test.each([
    '*',
    'http://x/example',
    'http://[/example',
    'example',
    '//example',
    '/\\example',
    '/%',
    '/\u00ff',
  ])('the target %j', async (target) => {
    await start();
    const client = open(ticker.replace('/example', target));
    await until(() => answers(client.received())).toBe(1);
    expect(client.received()).toMatch(/^HTTP\/1\.1 200 OK/);
    expect(client.received()).not.toContain('internal error');
  });
});
