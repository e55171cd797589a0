import { rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { queryObjects } from 'node:v8';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Budget } from '../../src/http/Budget.js';
import { startRecordingServer } from '../../src/testing.js';
import { createFolder, write } from '../e2e/adapterFiles.js';
import { type Held, type Subject, startSubject } from '../soak/startSubject.js';
import { brokerExchange, liveKeys } from '../support/brokerExchange.js';
import { startPlugin } from '../support/startPlugin.js';

// What a client may pour over the built `serve`: what it holds stays bounded, and others are answered.

/** An exchange that counts the requests of each endpoint, of each account and of all. */
const paced = (url: string) => `
import { defineExchange, relayIo } from 'fmzproto';
import * as v from 'valibot';

export default defineExchange({
  name: 'Paced',
  baseUrl: '${url}',
  credentials: v.object({ access_key: v.string(), secret_key: v.string() }),
  sign: (request, { access_key }) => ({ ...request, headers: { ...request.headers, 'x-key': access_key } }),
  limits: { default: { requests: 10000, per: 60000, by: 'key' }, all: { requests: 10000, per: 1000, by: 'ip' } },
  createState: () => ({}),
  methods: { io: relayIo },
});
`;

let venue: Server;
let subject: Subject;
let port: number;
let folder: string;
const sockets: Socket[] = [];

beforeAll(async () => {
  venue = createServer((incoming, outgoing) => {
    if (incoming.url?.startsWith('/hang')) return;
    incoming.resume().once('end', () => outgoing.end('{"code":"0","retCode":0,"data":[]}'));
  });
  await new Promise<void>((resolve) => venue.listen(0, '127.0.0.1', resolve));
  const address = venue.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  folder = await createFolder();
  await write(folder, 'paced/index.ts', paced(url));
  subject = await startSubject(['--exchanges', folder]);
  port = Number(new URL(subject.url).port);
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});
afterAll(async () => {
  expect(subject.internal()).toEqual([]);
  expect(await subject.stop()).toBe(0);
  venue.close().closeAllConnections();
  await rm(folder, { recursive: true });
});

interface Call {
  exchange: string;
  method: string;
  params?: object;
  headers?: string;
  key?: string;
}

function requestOf({ exchange, method, params = {}, headers = '', key = 'me' }: Call): string {
  const body = JSON.stringify({ access_key: key, secret_key: 'a-secret', method, params });
  return `POST /${exchange} HTTP/1.1\r\nHost: 127.0.0.1\r\n${headers}Content-Length: ${body.length}\r\n\r\n${body}`;
}

/** @param allowHalfOpen leaves its own side open for good. */
function open(
  text: string,
  allowHalfOpen = false,
  localAddress = '127.0.0.1',
): { socket: Socket; received(): string } {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen, localAddress });
  sockets.push(socket);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk)).on('error', () => undefined);
  socket.write(text);
  return { socket, received: () => Buffer.concat(chunks).toString() };
}

async function post(call: Call): Promise<string> {
  const { socket, received } = open(requestOf({ ...call, headers: 'Connection: close\r\n' }));
  await new Promise((resolve) => socket.once('close', resolve));
  return received();
}

/** Asks for as many paths that nobody has asked for before. */
async function askPaths(name: string, count: number): Promise<void> {
  const asker = async (first: number) => {
    for (let index = first; index < count; index += 8) {
      const method = `__api_/${name}/${index}/${'x'.repeat(1500)}?a=${index}`;
      const body = JSON.stringify({ access_key: 'me', secret_key: 'a-secret', method, params: {} });
      const response = await fetch(`${subject.url}/Paced`, { method: 'POST', body });
      expect(await response.text()).toMatch(/^\{"data":/);
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, first) => asker(first)));
}

const MB = 1024 * 1024;

test('more different paths of IO than there may be limits share one', async () => {
  const limits = { default: { requests: 5, per: 60_000, by: 'key' as const } };
  const server = await startRecordingServer(() => ({ body: { ok: true } }));
  const broker = brokerExchange({ live: server.url, paper: server.url, data: server.url }, { limits });
  const plugin = await startPlugin({ exchanges: [broker] });
  // Those beyond share one limit, and are refused at once.
  for (let first = 0; first < 1500; first += 100)
    await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        plugin.call('Broker', `__api_/${first + index}`, {}, liveKeys),
      ),
    );
  expect(queryObjects(Budget, { format: 'count' })).toBeLessThanOrEqual(1001);
  await plugin.stop();
  await server.close();
});

test('6,000 different paths of IO leave nothing behind', async () => {
  await askPaths('warm', 1500);
  const warm = await subject.held();
  await askPaths('other', 6000);
  const held = await subject.held();
  expect(held.heap - warm.heap).toBeLessThan(6 * MB);
  expect(held.timers).toBeLessThanOrEqual(warm.timers + 10);
});

test('10 connections that ask for 300 large lists each and read nothing: others are answered, and the memory stays', async () => {
  const large = {
    exchange: 'Paper',
    method: 'records',
    params: { symbol: 'BTC_USDT', period: 1, limit: 5000 },
  };
  const size = (await post(large)).length;
  expect(size).toBeGreaterThan(MB / 4);
  const before = await subject.held();
  const floods = Array.from({ length: 10 }, () => {
    const flood = open(requestOf(large).repeat(300));
    flood.socket.pause();
    return flood;
  });
  for (let round = 0; round < 20; round += 1)
    expect(await post({ exchange: 'Paper', method: 'ticker', params: { symbol: 'BTC_USDT' } })).toContain(
      '{"data":',
    );
  const during = await subject.held();
  // One answer a connection, as it is written and as it is sent: of all of them there would be some 900 MB.
  expect(during.heap - before.heap).toBeLessThan(60 * MB);
  expect(during.rss - before.rss).toBeLessThan(200 * MB);
  for (const { socket } of floods) socket.resume();
  for (const { socket, received } of floods) {
    await expect.poll(() => socket.closed).toBe(true);
    const answers = received().match(/\{"(data|error)":/g) ?? [];
    expect(answers.slice(0, -1).every((answer) => answer === '{"data":')).toBe(true);
    expect(answers.length).toBeGreaterThan(1);
    expect(received()).toMatch(/\{"error":"more than 50 requests wait on this connection: [^"]*"\}$/);
  }
  await expect.poll(async () => (await subject.held()).sockets).toBeLessThanOrEqual(before.sockets);
});

describe('a flood from several addresses', () => {
  const trade = { symbol: 'BTC_USDT', type: 'buy', price: '1000', amount: '0.001' };
  const robot = (method: string, params: object) => post({ exchange: 'Paper', method, params, key: 'robot' });

  /** The robot places an order and cancels it. */
  async function expectRobotAtWork(): Promise<void> {
    const id = /"id":"([^"]+)"/.exec(await robot('trade', trade))?.[1];
    expect(await robot('cancel', { id })).toContain('{"data":true');
  }

  /** Opens 1,800 connections, from seven addresses. */
  async function pour(textFor: (index: number) => string, reads: boolean): Promise<void> {
    for (let index = 0; index < 1800; index += 1) {
      const { socket } = open(textFor(index), false, `127.0.0.${1 + (index % 7)}`);
      if (!reads) socket.pause();
      if (index % 200 === 199) await subject.held();
    }
  }

  async function expectAllOver(before: Held): Promise<void> {
    for (const socket of sockets.splice(0)) socket.destroy();
    await expect.poll(async () => (await subject.held()).sockets).toBeLessThanOrEqual(before.sockets + 10);
    await expect.poll(async () => (await subject.held()).heap).toBeLessThan(before.heap + 10 * MB);
    for (let count = 0; count < 5; count += 1)
      expect(await post({ exchange: 'Paced', method: '__api_/again' })).toContain('{"data":');
  }

  test('whose requests hang, each with a body of 100 KiB, holds a bounded part of the memory', async () => {
    await expectRobotAtWork();
    const before = await subject.held();
    const params = { a: 'x'.repeat(100_000) };
    const textFor = (index: number) =>
      requestOf({ exchange: 'Paced', method: `__api_/hang/${index}`, params, key: `made-up-${index}` });
    await pour((index) => (index % 3 === 0 ? textFor(index).slice(0, -10) : textFor(index)), true);
    await expectRobotAtWork();
    const during = await subject.held();
    // Of 750 connections and 400 beyond, and of 600 requests to the exchange.
    expect(during.sockets - before.sockets).toBeLessThanOrEqual(1750);
    // Of all that was sent there would be 180 MB.
    expect(during.heap - before.heap).toBeLessThan(60 * MB);
    expect(during.rss - before.rss).toBeLessThan(300 * MB);
    await expectAllOver(before);
  });

  test('that reads no answers keeps no robot out', async () => {
    await expectRobotAtWork();
    const before = await subject.held();
    const params = { symbol: 'BTC_USDT', period: 1, limit: 5000 };
    await pour(() => requestOf({ exchange: 'Paper', method: 'records', params }), false);
    await expectRobotAtWork();
    expect((await subject.held()).sockets - before.sockets).toBeLessThanOrEqual(1150);
    await expectAllOver(before);
  });
});

test.each([
  ['a request that cannot be read', 'NOTHING\r\n\r\n'],
  ['CONNECT', 'CONNECT www.okx.com:443 HTTP/1.1\r\nHost: x\r\n\r\n'],
  ['a broken chunk', 'POST /Paper HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'],
  ['a web page', `POST /Paper HTTP/1.1\r\nHost: x\r\nOrigin: null\r\nContent-Length: 9\r\n\r\n{`],
  ['a body that is too large', `POST /Paper HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n{`],
  ['a last request', requestOf({ exchange: 'Paper', method: 'markets', headers: 'Connection: close\r\n' })],
])('200 clients that never close their side, after %s: no descriptor is held', async (_what, text) => {
  const before = await subject.held();
  const clients = Array.from({ length: 200 }, () => open(text, true));
  for (const { received } of clients) await expect.poll(received).toMatch(/\{"(data|error)":/);
  await expect.poll(async () => (await subject.held()).sockets).toBeLessThanOrEqual(before.sockets);
  for (const { socket } of clients) expect(socket.writable).toBe(true);
});
