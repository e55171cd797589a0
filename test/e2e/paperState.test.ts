import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type OkxDouble, startOkxDouble } from '../doubles/okx/startOkxDouble.js';
import { finish, runCli, spawnCli } from './runCli.js';

const running: ReturnType<typeof spawnCli>[] = [];
let okx: OkxDouble;
let file: string;

beforeEach(async () => {
  okx = await startOkxDouble();
  file = join(await mkdtemp(join(tmpdir(), 'fmzproto-state-')), 'paper.json');
});

afterEach(async () => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  await okx.close();
});

async function serve(env: Record<string, string> = {}) {
  const args = ['serve', '--port', '0', '--base-url', `OKX=${okx.url}`];
  const child = spawnCli(env.FMZPROTO_PAPER_STATE ? args : [...args, '--paper-state', file], { env });
  running.push(child);
  const done = finish(child);
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: string) => {
      const found = /listening on (http:\/\/\S+)\n/.exec(chunk)?.[1];
      if (found) resolve(found);
    });
    child.once('exit', () => reject(new Error('serve ended')));
  });
  const call = (...words: string[]) =>
    runCli(['call', ...words, '--exchange', 'paper/OKX', '--url', url, '--json'], {
      env: { FMZPROTO_ACCESS_KEY: 'trader', FMZPROTO_SECRET_KEY: 'x' },
    }).then(({ stdout }) => JSON.parse(stdout));
  return { child, done, call };
}

it('an order that was acknowledged survives a kill, on the prices of another exchange too', async () => {
  const first = await serve();
  const opened = await first.call('trade', 'BTC_USDT.swap', 'buy', '-1', '3');
  const waiting = await first.call('trade', 'BTC_USDT.swap', 'closebuy', '70000', '1');
  expect(waiting).toHaveProperty('data.id');
  first.child.kill('SIGKILL');
  await first.done;
  const second = await serve({ FMZPROTO_PAPER_STATE: file });
  expect(await second.call('orders')).toMatchObject({ data: [{ id: waiting.data.id, status: 'pending' }] });
  expect(await second.call('order', opened.data.id)).toMatchObject({ data: { status: 'filled' } });
  expect(await second.call('positions')).toMatchObject({ data: [{ amount: 3, frozen_amount: 1 }] });
  await second.call('cancel', waiting.data.id);
  expect(await second.call('trade', 'BTC_USDT.swap', 'closebuy', '-1', '3')).toHaveProperty('data.id');
  expect(await second.call('positions')).toEqual({ data: [] });
  second.child.kill('SIGTERM');
  expect((await second.done).code).toBe(0);
  expect(await readFile(file, 'utf8')).not.toContain('trader');
  expect(await readdir(dirname(file))).toEqual(['paper.json']);
});

it('a second one on the same file stops with one sentence, and the first goes on', async () => {
  const first = await serve();
  const { code, stdout, stderr } = await runCli(['serve', '--port', '0', '--paper-state', file]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toBe(
    `error: ${file} is in use by process ${first.child.pid}, as ${file}.lock says; nothing was changed, stop that one or name another with --paper-state\n`,
  );
  expect(await first.call('trade', 'BTC_USDT.swap', 'buy', '-1', '3')).toHaveProperty('data.id');
  // Stopped without Paper having been asked for anything.
  first.child.kill('SIGKILL');
  await first.done;
  const second = await serve();
  second.child.kill('SIGTERM');
  expect((await second.done).code).toBe(0);
  expect(await readdir(dirname(file))).toEqual(['paper.json']);
});

it('of several that start at once after a kill, one gets the file', async () => {
  const killed = await serve();
  killed.child.kill('SIGKILL');
  await killed.done;
  const started = await Promise.allSettled(Array.from({ length: 4 }, () => serve()));
  expect(started.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

it.each([
  ['an empty file', async () => writeFile(file, '')],
  ['no file', async () => undefined],
])('%s is a fresh start', async (_, prepare) => {
  await prepare();
  const { call } = await serve();
  expect(await call('positions')).toEqual({ data: [] });
});

it('a folder is no file', async () => {
  const folder = dirname(file);
  const { code, stderr } = await runCli(['serve', '--port', '0', '--paper-state', folder]);
  expect(code).toBe(1);
  expect(stderr).toBe(`error: ${folder} is a folder; nothing was changed, name another with --paper-state\n`);
});

it('a torn file is reported, and left as it is', async () => {
  const torn = '{"format":"fmzproto paper accounts","version":1,"exch';
  await writeFile(file, torn);
  const { code, stdout, stderr } = await runCli(['serve', '--port', '0', '--paper-state', file]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(
    /^error: \S+paper\.json is damaged or not a file of paper accounts: .*--paper-state\n$/,
  );
  expect(await readFile(file, 'utf8')).toBe(torn);
});
