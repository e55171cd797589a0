import { mkdir, rename, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFolder, write } from './adapterFiles.js';
import { type Served, startServe } from './startServe.js';

/** Counts what it is asked. */
interface Venue {
  url: string;
  requests: string[];
  server: Server;
}

let folder: string;
let live: Venue;
let other: Venue;
let double: Venue;
let served: Served | undefined;

beforeEach(async () => {
  folder = await createFolder();
  [live, other, double] = await Promise.all([startVenue(), startVenue(), startVenue()]);
});
afterEach(async () => {
  served?.child.kill('SIGKILL');
  for (const { server } of [live, other, double]) server.close().closeAllConnections();
  await rm(folder, { recursive: true });
});

async function startVenue(): Promise<Venue> {
  const requests: string[] = [];
  const server = createServer((incoming, outgoing) => {
    requests.push(`${incoming.url} ${incoming.headers['x-key'] ?? ''}`);
    outgoing.end('{"ok":true}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return { url: `http://127.0.0.1:${port}`, requests, server };
}

const adapter = (name: string, baseUrl: string) => `
import { defineExchange } from 'fmzproto';
import * as v from 'valibot';
export default defineExchange({
  name: '${name}',
  baseUrl: '${baseUrl}',
  credentials: v.object({ access_key: v.string(), secret_key: v.string() }),
  sign: (request, keys) => ({ ...request, headers: { ...request.headers, 'x-key': keys.access_key } }),
  createState: () => ({}),
  methods: {
    async cancel(_params, api) {
      await api.request({ method: 'POST', path: '/cancel', body: {}, signed: true });
      return { data: true };
    },
  },
});
`;

const cancel = (exchange: string) => served?.call(exchange, 'cancel', { id: 'A,1', symbol: 'LTC_USDT' });
const errorOf = async (exchange: string) => (await cancel(exchange))?.error;
const serve = async (...pairs: string[]) => {
  served = await startServe(
    pairs.flatMap((pair) => ['--base-url', pair]),
    { cwd: folder },
  );
};
const logged = (text: string) => expect.poll(() => served?.log()).toContain(text);

test('an adapter that is renamed while it runs keeps the address that it was given', async () => {
  await write(folder, 'exchanges/gmo/index.ts', adapter('GmoCoin', live.url));
  await serve(`gmocoin=${double.url}`);
  expect(await cancel('GmoCoin')).toEqual({ data: true });
  await write(folder, 'exchanges/gmo/index.ts', adapter('GMO', live.url));
  await logged('which was GmoCoin before');
  await logged('GMO keeps the address that --base-url gave it under another name');
  expect(await cancel('GMO')).toEqual({ data: true });
  expect(double.requests).toHaveLength(2);
  expect(live.requests).toEqual([]);
});

test('a folder that is renamed, and then its adapter', async () => {
  await write(folder, 'exchanges/gmo/index.ts', adapter('GmoCoin', live.url));
  await serve(`gmocoin=${double.url}`);
  await rename(join(folder, 'exchanges/gmo'), join(folder, 'exchanges/gmo2'));
  await logged('loaded GmoCoin from exchanges/gmo2');
  expect(await cancel('GmoCoin')).toEqual({ data: true });
  await write(folder, 'exchanges/gmo2/index.ts', adapter('GMO', live.url));
  await logged('which was GmoCoin before');
  expect(await cancel('GMO')).toEqual({ data: true });
  expect(live.requests).toEqual([]);
  expect(double.requests).toHaveLength(2);
});

test('a folder and its adapter that are renamed at once are not served, and the reason says what to do', async () => {
  await write(folder, 'exchanges/gmo/index.ts', adapter('GmoCoin', live.url));
  await serve(`gmocoin=${double.url}`);
  await mkdir(join(folder, 'exchanges/new'), { recursive: true });
  await write(folder, 'exchanges/new/index.ts', adapter('GMO', live.url));
  await rm(join(folder, 'exchanges/gmo'), { recursive: true });
  await logged('GMO is not served');
  await logged('was removed');
  expect(await errorOf('GMO')).toMatch(
    /GMO cannot be loaded: it would reach .*--base-url.*start serve again/,
  );
  expect(live.requests).toEqual([]);
});

test('another adapter under the same name has the address of the name', async () => {
  await write(folder, 'exchanges/gmo/index.ts', adapter('GmoCoin', live.url));
  await serve(`gmocoin=${double.url}`);
  await write(folder, 'exchanges/second/index.ts', adapter('GmoCoin', other.url));
  await logged('takes the place of');
  expect(await cancel('GmoCoin')).toEqual({ data: true });
  expect([live.requests.length, other.requests.length, double.requests.length]).toEqual([0, 0, 1]);
});

test('two adapters that swap their names: keys meant for the given address go to no live one', async () => {
  await write(folder, 'exchanges/a/index.ts', adapter('GmoCoin', live.url));
  await write(folder, 'exchanges/b/index.ts', adapter('Second', other.url));
  await serve(`gmocoin=${double.url}`);
  expect(await cancel('Second')).toEqual({ data: true });
  expect(other.requests).toHaveLength(1);
  await write(folder, 'exchanges/b/index.ts', adapter('GmoCoin', other.url));
  await write(folder, 'exchanges/a/index.ts', adapter('Second', live.url));
  await logged('which was Second before');
  await logged('which was GmoCoin before');
  await cancel('GmoCoin');
  await cancel('Second');
  expect(live.requests).toEqual([]);
  expect(other.requests).toHaveLength(1);
  expect(double.requests).toHaveLength(2);
});

test('an adapter that takes the place of a built-in one, and leaves it again', async () => {
  await write(folder, 'exchanges/okx/index.ts', adapter('OKX', live.url));
  await serve(`okx=${double.url}`);
  expect(await cancel('OKX')).toEqual({ data: true });
  await write(folder, 'exchanges/okx/index.ts', adapter('Mine', live.url));
  await logged('which was OKX before');
  expect(await cancel('Mine')).toEqual({ data: true });
  const before = double.requests.length;
  expect(await served?.call('OKX', 'ticker')).toHaveProperty('error');
  expect(double.requests.length).toBeGreaterThan(before);
  expect(live.requests).toEqual([]);
});

test('an adapter that could not be loaded at the start has the address under whatever name it comes', async () => {
  await write(folder, 'exchanges/gmocoin/index.ts', 'export default {');
  await serve(`gmocoin=${double.url}`);
  await write(folder, 'exchanges/gmocoin/index.ts', adapter('GMO', live.url));
  await logged('GMO from');
  expect(await cancel('GMO')).toEqual({ data: true });
  expect(double.requests).toHaveLength(1);
  expect(live.requests).toEqual([]);
});

test('what was there without an address stays at its own, and so does what is new elsewhere', async () => {
  await write(folder, 'exchanges/a/index.ts', adapter('GmoCoin', live.url));
  await write(folder, 'exchanges/b/index.ts', adapter('Global', live.url));
  await serve(`gmocoin=${double.url}`);
  await write(folder, 'exchanges/c/index.ts', adapter('Third', other.url));
  await logged('loaded Third');
  await write(folder, 'exchanges/b/index.ts', `${adapter('Global', live.url)}// changed\n`);
  await logged('reloaded Global');
  expect(await cancel('Global')).toEqual({ data: true });
  expect(await cancel('Third')).toEqual({ data: true });
  expect([live.requests.length, other.requests.length, double.requests.length]).toEqual([1, 1, 0]);
});

const broker = (name: string, host: string, ending = '') => `
import { defineExchange } from 'fmzproto';
import * as v from 'valibot';
export default defineExchange({
  name: '${name}',
  hosts: { api: '${live.url}', ${host}: '${other.url}' },
  credentials: v.object({ access_key: v.string(), secret_key: v.string() }),
  sign: (request, keys) => ({ ...request, headers: { ...request.headers, 'x-key': keys.access_key } }),
  createState: () => ({}),
  methods: {
    async cancel(_params, api) {
      await api.request({ method: 'POST', path: '/cancel', body: {}, signed: true });
      return { data: true };
    },
    async accounts(_params, api) {
      await api.request({ host: '${host}', path: '/account', signed: true });
      return { data: [] };
    },
  },
});
${ending}`;
const counts = () => [live, other, double].map(({ requests }) => requests.length);

test('each host of an adapter keeps its address when it is reloaded and renamed', async () => {
  await write(folder, 'exchanges/broker/index.ts', broker('Broker', 'data'));
  await serve(`Broker=${double.url}`, `Broker.data=${double.url}`);
  expect(await served?.call('Broker', 'accounts')).toEqual({ data: [] });
  await write(folder, 'exchanges/broker/index.ts', broker('Broker', 'data', '// changed'));
  await logged('reloaded Broker');
  expect(await served?.call('Broker', 'accounts')).toEqual({ data: [] });
  await write(folder, 'exchanges/broker/index.ts', broker('House', 'data'));
  await logged('House.data keeps the address that --base-url gave it under another name');
  expect(await served?.call('House', 'accounts')).toEqual({ data: [] });
  expect(await cancel('House')).toEqual({ data: true });
  expect(counts()).toEqual([0, 0, 4]);
});

test('a host that is renamed does not fall back to the address that it was moved away from', async () => {
  await write(folder, 'exchanges/broker/index.ts', broker('Broker', 'data'));
  await serve(`Broker.data=${double.url}`);
  expect(await served?.call('Broker', 'accounts')).toEqual({ data: [] });
  await write(folder, 'exchanges/broker/index.ts', broker('Broker', 'market'));
  await logged('Broker is not served');
  expect((await served?.call('Broker', 'accounts'))?.error).toMatch(
    /it would reach .*, from where --base-url moved Broker\.data: name Broker\.market in --base-url as well/,
  );
  expect(counts()).toEqual([0, 0, 1]);
});

test('a host that comes with a reload is not asked while the API is elsewhere', async () => {
  await write(folder, 'exchanges/broker/index.ts', adapter('Broker', live.url));
  await serve(`Broker=${double.url}`);
  await write(folder, 'exchanges/broker/index.ts', broker('Broker', 'data'));
  await logged('reloaded Broker');
  expect((await served?.call('Broker', 'accounts'))?.error).toContain('--base-url Broker.data=URL as well');
  expect(await cancel('Broker')).toEqual({ data: true });
  expect(counts()).toEqual([0, 0, 1]);
});
