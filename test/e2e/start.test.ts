import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RecordingServer, startRecordingServer } from '../../src/testing.js';
import { runCli } from './runCli.js';
import { type Served, startServe } from './startServe.js';

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

/** What `serve` runs from its start until it has been asked something, and ended. */
async function filesServed(args: readonly string[], ask?: (served: Served) => Promise<unknown>) {
  const folder = coverage();
  const served = await startServe(args, { env: { NODE_V8_COVERAGE: folder } });
  await ask?.(served);
  served.child.kill('SIGTERM');
  await served.done;
  return filesRun(folder);
}

it('serve runs few files, and nothing that loads adapters, asks questions, sends requests, opens streams or draws pages', async () => {
  const files = await filesServed([]);
  expect(files.length, files.join('\n')).toBeGreaterThan(2);
  expect(files.length, files.join('\n')).toBeLessThanOrEqual(32);
  const late =
    /\/node_modules\/(jiti|inquirer|ws|ccxt)\/|\/dist\/vendor\/(client|metrics)\.js$|openConsole|renderPage|serve\/share/;
  expect(files.filter((path) => late.test(path))).toEqual([]);
});

describe('an exchange is loaded when it is first asked for', () => {
  const okx = '/dist/exchanges/okx/index.js';
  const alpaca = '/dist/exchanges/alpaca/index.js';
  const bybit = '/dist/exchanges/bybit/index.js';
  const ctrader = '/dist/exchanges/ctrader/index.js';
  const paper = ['/dist/exchanges/paper/index.js', '/dist/exchanges/synthetic/index.js'];
  const ccxt = '/dist/exchanges/ccxt/library/createCcxtExchange.js';
  const call = (exchange: string) => (served: Served) => served.call(exchange, 'ticker');
  // Nothing listens there.
  const offline = ['OKX', 'kraken'].flatMap((name) => ['--base-url', `${name}=http://127.0.0.1:1`]);

  it.each<[string, string[], ((served: Served) => Promise<unknown>) | undefined, string[]]>([
    ['none at the start', [], undefined, []],
    ['none for its name', ['--default', 'kraken', '--stream', 'OKX=off', ...offline], undefined, []],
    ['none for an unknown one', [], call('nothing'), []],
    ['OKX', offline, call('okx'), [okx]],
    ['Paper', [], call('Paper'), paper],
    ['both', offline, call('paper/okx'), [okx, ...paper]],
    ['the code for ccxt', offline, call('kraken'), [ccxt]],
    [
      'all, for /healthz',
      [],
      async ({ url }) => (await fetch(`${url}/healthz`)).text(),
      [alpaca, bybit, ctrader, okx, ...paper],
    ],
  ])('%s', async (_title, args, ask, loaded) => {
    const files = (await filesServed(args, ask)).filter((path) => path.includes('/dist/exchanges/'));
    expect(files.map((path) => path.slice(path.indexOf('/dist/'))).sort()).toEqual(loaded.toSorted());
  });

  it('Paper at the start where it has a file, which is taken from then on', async () => {
    const files = await filesServed(['--paper-state', join(coverage(), 'paper.json')]);
    expect(files.filter((path) => path.includes('/dist/exchanges/'))).toHaveLength(2);
  });
});
