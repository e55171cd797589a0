import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type RecordingServer, startRecordingServer } from '../../src/testing.js';
import { runCli } from './runCli.js';
import { startServe } from './startServe.js';

const TICKER =
  '{"data":{"symbol":"LTC_USDT","buy":"72.49","sell":"72.5","high":"75","low":"70","open":"71","last":"72.495","vol":"1","time":"1700000000000"}}';

let plugin: RecordingServer;
beforeEach(async () => {
  plugin = await startRecordingServer(() => ({ body: TICKER }));
});
afterEach(() => plugin.close());

/** The files of JavaScript that a process ran, as V8 counts them. */
function filesRun(folder: string): string[] {
  const reports = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  const urls = reports.flatMap((report) =>
    [...report.matchAll(/"url":"file:\/\/([^"]+)"/g)].flatMap(([, path]) => path ?? []),
  );
  return [...new Set(urls)].filter((path) => !path.endsWith('/shiftClock.js'));
}

const coverage = () => mkdtempSync(join(tmpdir(), 'fmzproto-'));

it.each([
  [['--version'], 8],
  [['call', 'ticker', 'LTC_USDT', '--json'], 12],
  [['call', 'ticker', 'LTC_USDT'], 14],
])('%j runs few files', async (args, most) => {
  const folder = coverage();
  const env = { NODE_V8_COVERAGE: folder, FMZPROTO_URL: plugin.url };
  expect(await runCli(args, { env })).toMatchObject({ code: 0, stderr: '' });
  const files = filesRun(folder);
  expect(files.length, files.join('\n')).toBeGreaterThan(2);
  expect(files.length, files.join('\n')).toBeLessThanOrEqual(most);
});

it('runs what is built under NODE_ENV=development, and looks for no TypeScript', async () => {
  const folder = coverage();
  const env = { NODE_V8_COVERAGE: folder, NODE_ENV: 'development' };
  expect(await runCli(['version'], { env })).toMatchObject({ code: 0, stderr: '' });
  expect(filesRun(folder).filter((path) => path.includes('/typescript/'))).toEqual([]);
});

it('serve runs few files, and nothing that loads adapters, asks questions or opens streams', async () => {
  const folder = coverage();
  const { child, done } = await startServe([], { env: { NODE_V8_COVERAGE: folder } });
  child.kill('SIGTERM');
  await done;
  const files = filesRun(folder);
  expect(files.length, files.join('\n')).toBeGreaterThan(2);
  expect(files.length, files.join('\n')).toBeLessThanOrEqual(40);
  expect(files.filter((path) => /node_modules\/(jiti|inquirer|ws|ccxt)\//.test(path))).toEqual([]);
});
