import { once } from 'node:events';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { loadExchange } from '../../src/loading/loadExchange.js';
import { startRecordingServer } from '../../src/testing.js';
import { netKeys, netOrder } from '../support/networkExchange.js';
import { sharedPackages } from '../support/sharedPackages.js';
import { startPlugin } from '../support/startPlugin.js';

let folder: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'fmzproto-faults-')));
});
afterEach(() => rm(folder, { recursive: true }));

/** Loads an adapter from files, and calls it over the wire. */
async function ask(files: Record<string, string>, method: string, params: object) {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const [entry = ''] = Object.keys(files);
  const result = await loadExchange(join(folder, entry), { root: folder, shared: sharedPackages });
  if ('reason' in result) throw new Error(result.reason);
  const server = await startRecordingServer(() => ({ body: { rows: null } }));
  const plugin = await startPlugin({ exchanges: [result.exchange], baseUrls: { Mine: server.url } });
  const answer = await plugin.call('Mine', method, params, netKeys);
  await plugin.stop();
  await server.close();
  return { error: answer.error ?? '', log: plugin.log() };
}

/** An adapter whose methods are given; they begin in line 13. */
const adapter = (methods: string) => `import { defineExchange, type Api } from 'fmzproto';
import * as v from 'valibot';
import { first } from './parse.js';

interface Keys {
  access_key: string;
  secret_key: string;
}

const use = <T,>(value: T): T => value;

export default defineExchange({ name: 'Mine', baseUrl: 'https://mine.example', createState: () => ({}), credentials: v.object({ access_key: v.string(), secret_key: v.string() }) as v.GenericSchema<Keys, Keys>, methods: {
${methods}
} });
void first; void use;
`;

const parse = `/** Rows of the
 * exchange. */
enum Side {
  Buy = 'buy',
  Sell = 'sell',
}

export type Rows<T> = {
  readonly rows: readonly T[];
};

export function first(answer: Rows<{ side: Side }>): Side {
  const [row] = answer.rows;
  return row?.side ?? Side.Buy;
}
`;

const symbol = { symbol: 'LTC_USDT' };
const stack = /at first|at async|node:internal/;

test("an adapter's TypeError names the file and the line that its author wrote", async () => {
  const methods = `  async ticker(_params, api) {
    const reply = await api.get('/ticker');
    return first(reply.json as never) as never;
  },`;
  const { error, log } = await ask({ 'index.ts': adapter(methods), 'parse.ts': parse }, 'ticker', symbol);
  expect(error).toMatch(/^internal error in .*\/parse\.ts:13: .*not iterable/);
  expect(error.startsWith(`internal error in ${join(folder, 'parse.ts')}:13: `)).toBe(true);
  expect(error).not.toMatch(stack);
  expect(log).toMatch(/ {2}because TypeError: .* at first \(/);
});

test('an order that its code failed before sending was not sent, and after it the outcome is unknown', async () => {
  const files = (body: string) => ({ 'index.ts': adapter(body), 'parse.ts': parse });
  const before = await ask(
    files('  async trade() {\n    return use(undefined as never)["id"];\n  },'),
    'trade',
    netOrder,
  );
  expect(before.error).toMatch(/index\.ts:14: Cannot read properties of undefined .*; nothing was sent$/);
  const sent = `  async trade(_params, api) {
    await api.signedPost('/order', {});
    throw new RangeError('out of range');
  },`;
  const after = await ask(files(sent), 'trade', netOrder);
  expect(after.error).toMatch(
    /^outcome unknown: internal error in .*index\.ts:15: out of range; it may have/,
  );
});

test('a fault of sign, of reject or of session.open names its line', async () => {
  const methods =
    '  ticker: async (_params, api) => ({ data: (await api.signedGet("/ticker")).json as never }),\n';
  const faulty = (member: string) => ({
    'index.ts': adapter(`${methods}},\n${member}, close: async () => {`),
    'parse.ts': parse,
  });
  const sign = await ask(faulty('sign: () => use(undefined as never)["path"]'), 'ticker', symbol);
  expect(sign.error).toMatch(/^internal error in .*index\.ts:15: Cannot read properties of undefined/);
  const reject = await ask(faulty('reject: () => use(undefined as never)["code"]'), 'ticker', symbol);
  expect(reject.error).toMatch(/index\.ts:15: Cannot read properties of undefined/);
  const session = await ask(
    faulty('session: { open: async () => use(undefined as never)["token"], isOver: () => false }'),
    'ticker',
    symbol,
  );
  expect(session.error).toMatch(/index\.ts:15: Cannot read properties of undefined/);
});

test("what a stream's reader throws names its line in the log", async () => {
  const venue = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  venue.on('connection', (socket) => socket.send('{"rows":null}'));
  await once(venue, 'listening');
  const address = venue.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const streams = `  ticker: async () => { throw new Error('REST'); } },
streams: {
  url: 'wss://stream.mine.example', paths: { public: '/ws' }, ping: { text: 'ping', after: 5000, within: 5000 },
  limits: { connections: { requests: 5, per: 1000 }, topics: 10 },
  subscribe: () => 'subscribe', unsubscribe: () => 'unsubscribe',
  read: (text: string) => first(JSON.parse(text) as never) as never,
  methods: { ticker: async () => rowFeed({ topics: [{ address: 'public', name: 't' }], read: () => undefined }) },
}, close: async () => {`;
  const index = adapter(streams).replace('import { defineExchange,', 'import { rowFeed, defineExchange,');
  await writeFile(join(folder, 'index.ts'), index);
  await writeFile(join(folder, 'parse.ts'), parse);
  const result = await loadExchange(join(folder, 'index.ts'), { root: folder, shared: sharedPackages });
  if ('reason' in result) throw new Error(result.reason);
  const baseUrls = { 'Mine.stream': `ws://127.0.0.1:${port}` };
  const plugin = await startPlugin({ exchanges: [result.exchange], baseUrls, streams: {} });
  await plugin.call('Mine', 'ticker', symbol, netKeys);
  await expect.poll(() => plugin.log()).toMatch(/it pushed what cannot be read: .*parse\.ts:13: /);
  await plugin.stop();
  venue.close();
});

test('a stack in the message stays out of the line', async () => {
  const methods = `  async ticker() {
    const error = new Error('first');
    throw new Error(error.stack);
  },`;
  const { error } = await ask({ 'index.ts': adapter(methods), 'parse.ts': parse }, 'ticker', symbol);
  expect(error).toMatch(/index\.ts:15: Error: first$/);
});

test('what it throws of its own accord says what it said', async () => {
  const methods = `  async ticker() { throw 'a text'; },
  async depth() { return { data: 7 } as never; },`;
  const files = { 'index.ts': adapter(methods), 'parse.ts': parse };
  expect((await ask(files, 'ticker', symbol)).error).toBe('internal error: a text');
  expect((await ask(files, 'depth', symbol)).error).toMatch(
    /^internal error: the adapter answered data that/,
  );
});

test.each(['index.mjs', 'index.cjs'])('%s', async (name) => {
  const common = name.endsWith('.cjs');
  const text = `${common ? "const { defineExchange } = require('fmzproto');\nconst v = require('valibot');" : "import { defineExchange } from 'fmzproto';\nimport * as v from 'valibot';"}
${common ? 'module.exports =' : 'export default'} defineExchange({
  name: 'Mine',
  credentials: v.object({ access_key: v.string(), secret_key: v.string() }),
  createState: () => ({}),
  methods: {
    ticker: async () => missing.value,
  },
});
`;
  const { error } = await ask({ [name]: text }, 'ticker', symbol);
  expect(error).toBe(`internal error in ${join(folder, name)}:8: missing is not defined`);
});
