import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFolder } from './adapterFiles.js';
import { killServed, startServe } from './startServe.js';

let folder: string;

beforeEach(async () => {
  folder = await createFolder();
});
afterEach(async () => {
  killServed();
  await rm(folder, { recursive: true, force: true });
});

test('the log goes to its file, whole by the end, and not to stderr', async () => {
  const { child, call, done } = await startServe(['--log-file', 'serve.log', '--log-format', 'json'], {
    cwd: folder,
  });
  await call('Paper', 'ticker');
  await call('Paper', 'GetTicekr');
  child.kill('SIGTERM');
  expect(await done).toMatchObject({ code: 0, stderr: '' });
  const lines = readFileSync(join(folder, 'serve.log'), 'utf8').trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { exchange: 'Paper', method: 'GetTicker', ok: true },
    { exchange: 'Paper', ok: false },
    { message: 'SIGTERM: finishing what is running' },
  ]);
});

test.runIf(existsSync('/dev/full'))('a disk that is full is told, and requests are answered', async () => {
  const { child, call, done } = await startServe(['--log-file', '/dev/full'], { cwd: folder });
  expect(await call('Paper', 'ticker')).toHaveProperty('data');
  await expect
    .poll(async () => ((await call('Paper', 'ticker')).data ? child.exitCode : 'no answer'))
    .toBe(null);
  child.kill('SIGTERM');
  const { code, stderr } = await done;
  expect(code).toBe(0);
  expect(stderr).toContain('the log cannot be written to /dev/full and goes to stderr: ');
  expect(stderr.split('the log cannot be written')).toHaveLength(2);
});

test('a pipe is no file of a log: that is told, and requests are answered', async () => {
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  const { child, call, done } = await startServe(['--log-file', 'pipe'], { cwd: folder });
  expect(await call('Paper', 'ticker')).toHaveProperty('data');
  child.kill('SIGTERM');
  expect((await done).stderr).toContain(
    'the log cannot be written to pipe and goes to stderr: it is not a regular file\n',
  );
});
