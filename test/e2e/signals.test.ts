import { rm } from 'node:fs/promises';
import { request } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFolder, write } from './adapterFiles.js';
import { killServed, startServe } from './startServe.js';

let folder: string;

beforeEach(async () => {
  folder = await createFolder();
  await write(folder, 'exchanges/slow/index.ts', slow);
});
afterEach(async () => {
  killServed();
  await rm(folder, { recursive: true });
});

const slow = `
import { setTimeout as sleep } from 'node:timers/promises';
import { defineExchange } from 'fmzproto';
import * as v from 'valibot';
export default defineExchange({
  name: 'Slow',
  credentials: v.object({ access_key: v.string(), secret_key: v.string() }),
  createState: () => ({}),
  methods: {
    async trade() {
      process.stderr.write('the order is being placed\\n');
      await sleep(1500);
      return { data: { id: 'A,1' } };
    },
    async markets() { return { data: {} }; },
  },
});
`;

/** Starts `serve`, also through another program. */
const start = (before: readonly string[] = []) => startServe([], { cwd: folder, before });

function post(url: string, method: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST' }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      incoming.on('end', () => resolve(text));
    });
    outgoing.on('error', reject);
    outgoing.end(
      JSON.stringify({ method, params: { symbol: 'LTC_USDT', type: 'buy', price: '1', amount: '1' } }),
    );
  });
}

test.each([
  ['SIGTERM', ['SIGTERM']],
  ['SIGINT', ['SIGINT']],
  ['SIGHUP', ['SIGHUP']],
  ['SIGQUIT', ['SIGQUIT']],
  ['Ctrl-C that npm hands on once more', ['SIGINT', 'SIGINT']],
  ['SIGTERM, and then everything else', ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGTERM', 'SIGQUIT']],
] satisfies [string, NodeJS.Signals[]][])(
  '%s: the order that is at work is answered, exit code 0',
  async (_what, signals) => {
    const { child, url, done, log } = await start();
    const order = post(`${url}/Slow`, 'trade');
    await expect.poll(log).toContain('the order is being placed');
    for (const signal of signals) {
      child.kill(signal);
      await expect.poll(log).toContain(signal);
    }
    expect(await order).toBe('{"data":{"id":"A,1"}}');
    expect((await done).code).toBe(0);
  },
);

test('SIGHUP under nohup without a terminal: the order that is at work is answered, exit code 0', async () => {
  const { child, url, done, log } = await start(['nohup']);
  const order = post(`${url}/Slow`, 'trade');
  await expect.poll(log).toContain('the order is being placed');
  child.kill('SIGHUP');
  expect(await order).toBe('{"data":{"id":"A,1"}}');
  expect((await done).code).toBe(0);
});

// What nohup makes of a terminal's input, without a terminal.
test('SIGHUP where nohup has taken the input away: the server goes on', async () => {
  const { child, url, log } = await start(['sh', '-c', 'exec "$@" 0>/dev/null', 'sh']);
  child.kill('SIGHUP');
  expect(await post(`${url}/Slow`, 'trade')).toBe('{"data":{"id":"A,1"}}');
  expect(await post(`${url}/Slow`, 'markets')).toBe('{"data":{}}');
  expect(log()).not.toContain('finishing');
});
