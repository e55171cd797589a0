import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, Script } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readDocument } from '../docs/readDocument.js';
import { defaultAccount, type OkxDouble, startOkxDouble } from '../doubles/okx/startOkxDouble.js';
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

describe('calls that documents show', () => {
  let okx: OkxDouble;
  let url = '';
  beforeAll(async () => {
    okx = await startOkxDouble({ accounts: [{ ...defaultAccount, acctLv: '2' }] });
    ({ url } = await startServe(['--base-url', `OKX=${okx.url}`], { cwd: folder }));
  });
  afterAll(() => okx?.close());

  const lines = ['docs/okx.md', 'docs/paper.md'].flatMap((path) =>
    blocksOf(path, 'sh').flatMap((block) => block.split('\n').filter((line) => / call /.test(line))),
  );

  test('are answered with data', async () => {
    const { accessKey, secret, passphrase } = defaultAccount;
    const env = { FMZPROTO_ACCESS_KEY: accessKey, FMZPROTO_SECRET_KEY: `${secret},${passphrase}` };
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) {
      const words = line.replace('node bin/run.js ', '').split(' ');
      const { code, stderr } = await runCli([...words, '--url', url], { cwd: folder, env });
      expect({ line, code, stderr }).toEqual({ line, code: 0, stderr: '' });
    }
  });
});

describe.each(['README.md', 'README.zh-CN.md'])('the messages in %s', (path) => {
  // Those of an exchange and of a network are left to the tests of adapters.
  const messages = [...readDocument(path).text.matchAll(/^\| `(.*?)` \| /gm)]
    .map(([, message = '']) => message)
    .filter((message) => message.includes(' ') && !/host name|outcome unknown/.test(message));

  test('are those that are printed', async () => {
    mkdirSync(join(folder, 'exchanges/example'), { recursive: true });
    writeFileSync(join(folder, 'exchanges/example/index.ts'), blocksOf('docs/adapters.md', 'ts')[0] ?? '');
    const { url } = await startServe([], { cwd: folder });
    const { port } = new URL(url);
    const env = { FMZPROTO_ACCESS_KEY: 'documents', FMZPROTO_SECRET_KEY: 'any' };
    const errors = await Promise.all(
      [
        ['call', 'ticker', 'LTC_USDT', '--url', 'http://127.0.0.1:1'],
        ['serve', '--port', port],
        ['call', 'ticker', 'USDT', '--exchange', 'Paper', '--url', url],
        ['call', 'account', '--url', url],
        ['call', 'trade', 'LTC_USDT', 'buy', '10', '1.0001', '--exchange', 'Paper', '--url', url],
        ['call', 'fundings', '--exchange', 'Example', '--url', url],
      ].map(async (words) => (await runCli(words, { cwd: folder, env })).stderr),
    );
    const text = errors
      .join('')
      .replace('127.0.0.1:1:', '127.0.0.1:6666:')
      .replace(`port ${port}`, 'port 6666');
    expect(messages).toHaveLength(6);
    expect(messages.filter((message) => !text.includes(message))).toEqual([]);
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
