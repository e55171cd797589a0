import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { request } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFolder, write } from './adapterFiles.js';
import { bin, cliEnvironment, finish } from './runCli.js';

let folder: string;
const started: { kill(signal: NodeJS.Signals): boolean }[] = [];

beforeEach(async () => {
  folder = await createFolder();
  await write(folder, 'exchanges/slow/index.ts', slow);
});
afterEach(async () => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
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

/** Starts `serve`, also through another program, and resolves when it listens. */
async function start(before: readonly string[] = []) {
  const [program = '', ...args] = [...before, process.execPath, bin, 'serve', '--port', '0'];
  const child = spawn(program, args, { cwd: folder, env: cliEnvironment(), stdio: 'pipe' });
  started.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const done = finish(child);
  await expect.poll(() => output).toContain('listening on');
  const url = /listening on (\S+)/.exec(output)?.[1] ?? '';
  return { child, url, done, output: () => output };
}

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
    const { child, url, done, output } = await start();
    const order = post(`${url}/Slow`, 'trade');
    await expect.poll(output).toContain('the order is being placed');
    for (const signal of signals) {
      child.kill(signal);
      await expect.poll(output).toContain(signal);
    }
    expect(await order).toBe('{"data":{"id":"A,1"}}');
    expect((await done).code).toBe(0);
  },
);

test('SIGHUP under nohup without a terminal: the order that is at work is answered, exit code 0', async () => {
  const { child, url, done, output } = await start(['nohup']);
  const order = post(`${url}/Slow`, 'trade');
  await expect.poll(output).toContain('the order is being placed');
  child.kill('SIGHUP');
  expect(await order).toBe('{"data":{"id":"A,1"}}');
  expect((await done).code).toBe(0);
});

// What nohup makes of a terminal's input, without a terminal.
test('SIGHUP where nohup has taken the input away: the server goes on', async () => {
  const { child, url, output } = await start(['sh', '-c', 'exec "$@" 0>/dev/null', 'sh']);
  child.kill('SIGHUP');
  expect(await post(`${url}/Slow`, 'trade')).toBe('{"data":{"id":"A,1"}}');
  expect(await post(`${url}/Slow`, 'markets')).toBe('{"data":{}}');
  expect(output()).not.toContain('finishing');
});
