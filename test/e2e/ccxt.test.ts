import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { knownIds } from '../../src/exchanges/ccxt/library/findCcxt.js';
import { type BitvavoDouble, bitvavoKeys, startBitvavo } from '../doubles/ccxt/bitvavo.js';
import { type CliOptions, finish, runCli, spawnCli } from './runCli.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const env = { FMZPROTO_ACCESS_KEY: bitvavoKeys.access_key, FMZPROTO_SECRET_KEY: bitvavoKeys.secret_key };

let double: BitvavoDouble;
beforeAll(async () => {
  double = await startBitvavo();
});
afterAll(() => double?.close());

/** `serve` on a free port, and its address once it listens. */
async function serve(args: readonly string[], options: CliOptions = {}) {
  const child = spawnCli(['serve', '--port', '0', ...args], options);
  const url = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      const found = /listening on (\S+)/.exec(text)?.[1];
      if (found) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`serve ended with ${code}`)));
  });
  const stop = () => {
    child.kill('SIGTERM');
    return finish(child);
  };
  return { url, stop, pid: child.pid ?? 0 };
}

test('serve and call: the first answer takes three requests, and less than 60 MB', async () => {
  const plugin = await serve(['--base-url', `bitvavo=${double.url}`]);
  const post = (exchange: string, method: string, params: object) =>
    fetch(`${plugin.url}/${exchange}`, { method: 'POST', body: JSON.stringify({ method, params }) }).then(
      (answer) => answer.json(),
    );
  for (let count = 0; count < 20; count += 1) await post('Paper', 'ticker', { symbol: 'BTC_EUR' });
  const before = memoryOf(plugin.pid);
  const sent = double.requests.length;
  expect(await post('bitvavo', 'ticker', { symbol: 'BTC_EUR' })).toHaveProperty('data');
  const requests = double.requests.length - sent;
  const grown = memoryOf(plugin.pid) - before;
  const called = await runCli(['call', 'ticker', 'BTC_EUR', '--exchange', 'bitvavo', '--url', plugin.url], {
    env,
  });
  const { code } = await plugin.stop();
  expect({ code, called: called.code, stderr: called.stderr }).toEqual({ code: 0, called: 0, stderr: '' });
  expect(called.stdout).toMatch(/^symbol +BTC_EUR$/m);
  // Markets, currencies, the ticker.
  expect(requests).toBe(3);
  expect(grown).toBeLessThan(60);
});

/** MB of memory that a process holds. */
function memoryOf(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
}

test('check without --symbol takes a pair that the exchange lists', async () => {
  const args = ['check', 'bitvavo', '--only', 'ticker', '--base-url', double.url];
  const { code, stdout, stderr } = await runCli(args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: 'note: checking with BTC_EUR\n' });
  expect(stdout).toContain(' 0 failed');
});

test('exchanges --ccxt: a row for each id', async () => {
  const json = await runCli(['exchanges', '--ccxt', '--json']);
  expect({ code: json.code, stderr: json.stderr }).toEqual({ code: 0, stderr: '' });
  const { version, exchanges } = JSON.parse(json.stdout);
  expect(exchanges.map(({ name }: { name: string }) => name)).toEqual(knownIds);
  expect(version).toBe('4.5.84');
  const orders = (id: string) => exchanges.find(({ name }: { name: string }) => name === id).orders;
  expect(orders('bitvavo')).toEqual({ marketBuy: true, changes: 'inPlace', clientOrderId: true });
  expect(orders('bit2c')).toEqual({ marketBuy: false, changes: 'unclear', clientOrderId: false });
  const { stdout } = await runCli(['exchanges', '--ccxt']);
  expect(stdout.trim().split('\n')).toHaveLength(knownIds.length + 1);
});

test('docs/ccxt.md is what exchanges --ccxt --markdown prints', async () => {
  const { stdout } = await runCli(['exchanges', '--ccxt', '--markdown']);
  expect(readFileSync(join(root, 'docs/ccxt.md'), 'utf8').trim()).toBe(stdout.trim());
});

describe('an installation without ccxt', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fmzproto-'));
  const place = join(folder, 'fmzproto');
  const project = join(folder, 'project');
  beforeAll(() => {
    mkdirSync(join(place, 'node_modules'), { recursive: true });
    mkdirSync(join(project, 'node_modules'), { recursive: true });
    for (const item of ['bin', 'dist', 'package.json', 'oclif.manifest.json']) {
      cpSync(join(root, item), join(place, item), { recursive: true });
    }
    for (const name of readdirSync(join(root, 'node_modules')).filter((known) => known !== 'ccxt')) {
      symlinkSync(join(root, 'node_modules', name), join(place, 'node_modules', name));
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const program = join(place, 'bin/run.js');

  test('a clear sentence, and everything else as ever', async () => {
    const check = await runCli(['check', 'bitvavo'], { cwd: project, program });
    expect({ code: check.code, stdout: check.stdout }).toEqual({ code: 2, stdout: '' });
    expect(check.stderr).toContain('bitvavo needs ccxt: npm install -g ccxt@4');
    const prefixed = await runCli(['check', 'ccxt/okx'], { cwd: project, program });
    expect(prefixed.stderr).toContain('ccxt/okx needs ccxt: npm install -g ccxt@4');
    const matrix = await runCli(['exchanges', '--ccxt'], { cwd: project, program });
    expect({ code: matrix.code, stderr: matrix.stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('ccxt is not installed: npm install -g ccxt@4'),
    });
    expect((await runCli(['exchanges'], { cwd: project, program })).code).toBe(0);
    const unknown = await runCli(['check', 'bitvao'], { cwd: project, program });
    expect(unknown.stderr).toContain('did you mean bitvavo?');
  });

  test('with ccxt in the folder where it is started, bitvavo works, also where it came later', async () => {
    const plugin = await serve(['--timeout', '500'], { cwd: project, program });
    const errorOf = async () => {
      const body = JSON.stringify({ method: 'ticker', params: { symbol: 'BTC_EUR' } });
      return Object(await (await fetch(`${plugin.url}/ccxt/bitvavo`, { method: 'POST', body })).json()).error;
    };
    expect(await errorOf()).toBe('ccxt/bitvavo needs ccxt: npm install -g ccxt@4');
    symlinkSync(join(root, 'node_modules/ccxt'), join(project, 'node_modules/ccxt'));
    expect(await errorOf()).toMatch(/^(?!.*needs ccxt)/);
    expect((await plugin.stop()).stdout).not.toContain('every exchange of');
    const args = ['check', 'bitvavo', '--symbol', 'BTC_EUR', '--only', 'ticker', '--base-url', double.url];
    const { code, stderr } = await runCli(args, { cwd: project, program });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});
