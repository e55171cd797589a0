import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, Script } from 'node:vm';
import { afterAll, describe, expect, test } from 'vitest';
import { readDocument } from '../docs/readDocument.js';
import { bin, cliEnvironment, runCli } from './runCli.js';
import { killServed, startServe } from './startServe.js';

const folder = mkdtempSync(join(tmpdir(), 'fmzproto-'));
afterAll(() => {
  killServed();
  rmSync(folder, { recursive: true });
});

const blocksOf = (path: string, language: string) =>
  readDocument(path)
    .blocks.filter((block) => block.language === language)
    .map(({ lines }) => lines.join('\n'));

test('docs/commands.md shows the matrix that is printed', async () => {
  const { stdout } = await runCli(['exchanges'], { cwd: folder });
  expect(blocksOf('docs/commands.md', '')).toContain(stdout.trimEnd());
});

test('the smallest adapter of docs/adapters.md is loaded', async () => {
  const [code = ''] = blocksOf('docs/adapters.md', 'ts');
  mkdirSync(join(folder, 'exchanges/example'), { recursive: true });
  writeFileSync(join(folder, 'exchanges/example/index.ts'), code);
  const { stdout, stderr } = await runCli(['exchanges', '--json'], { cwd: folder });
  rmSync(join(folder, 'exchanges'), { recursive: true });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout).exchanges).toContainEqual(
    expect.objectContaining({ name: 'Example', methods: ['depth'] }),
  );
});

describe.each([
  ['README.md', 'canceled'],
  ['README.zh-CN.md', '已撤单'],
])('the first strategy of %s', (path, canceled) => {
  test('places an order, looks at it and cancels it', async () => {
    const { url } = await startServe([], { cwd: folder });
    const [code = ''] = blocksOf(path, 'js');
    const logs: unknown[] = [];
    run(code, { exchange: connect(url), Log: (value: unknown) => logs.push(value) });
    expect(logs).toEqual([expect.objectContaining({ symbol: 'LTC_USDT', status: 'pending' }), canceled]);
  });

  test('warns where the outcome is unknown', () => {
    const [code = ''] = blocksOf(path, 'js');
    const logs: string[] = [];
    run(code, {
      exchange: { GetTicker: () => ({ Buy: 78 }), CreateOrder: () => null },
      GetLastError: () => 'outcome unknown: no answer came',
      Log: (value: string) => logs.push(value),
    });
    expect(logs).toHaveLength(1);
  });
});

/** Runs a strategy among some of FMZ's globals. */
function run(code: string, globals: object): void {
  const _N = (value: number, digits: number) => Math.floor(value * 10 ** digits) / 10 ** digits;
  new Script(`${code}\nmain();`).runInContext(createContext({ _N, GetLastError: () => null, ...globals }));
}

/** An exchange object whose calls wait for the plugin, as FMZ's do. */
function connect(url: string) {
  const env = cliEnvironment({ FMZPROTO_ACCESS_KEY: 'documents', FMZPROTO_SECRET_KEY: 'any' });
  const call = (...words: unknown[]) => {
    const args = ['call', ...words.map(String), '--exchange', 'Paper', '--url', url, '--json'];
    const { stdout } = spawnSync(process.execPath, [bin, ...args], { encoding: 'utf8', env });
    return JSON.parse(stdout).data;
  };
  return {
    GetTicker: (symbol: string) => ({ Buy: Number(call('ticker', symbol).buy) }),
    CreateOrder: (...order: unknown[]) => call('trade', ...order).id,
    GetOrder: (id: string) => call('order', id),
    CancelOrder: (id: string) => call('cancel', id),
  };
}
