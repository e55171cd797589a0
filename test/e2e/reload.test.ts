import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { adapter, createFolder, parse, write } from './adapterFiles.js';
import { type Served, startServe } from './startServe.js';

let folder: string;
const running: Served[] = [];

beforeEach(async () => {
  folder = await createFolder();
});
afterEach(async () => {
  for (const { child } of running.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

async function serve(...args: string[]): Promise<Served> {
  const served = await startServe(args, { cwd: folder });
  running.push(served);
  return served;
}

const edit = (path: string, text: string) => write(folder, path, text);
const lastOf = async (served: Served, name = 'Mine') => Object(await served.call(name, 'ticker')).data?.last;
const soon = (read: () => Promise<unknown>) => expect.poll(read);

/** A file of the adapter's; "" where it is not there yet. */
const readText = (name: string) => readFile(join(folder, 'exchanges/mine', name), 'utf8').catch(() => '');

/** The versions that were closed; each of them once. */
async function closed(): Promise<Set<string | undefined>> {
  const text = await readText('closed.txt');
  const lines = text.trimEnd().split('\n');
  expect(new Set(lines).size).toBe(lines.length);
  return new Set(lines.map((line) => line.split(' ')[0]));
}

/** Asks again and again over 50 kept connections. */
function load(url: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 50 });
  const answers: string[] = [];
  let stopped = false;
  const ask = () =>
    new Promise<string>((resolve, reject) => {
      const outgoing = request(`${url}/mine`, { method: 'POST', agent }, (incoming) => {
        let text = '';
        incoming.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        incoming.on('end', () => resolve(text)).on('error', reject);
      });
      outgoing.on('error', reject).end('{"method":"ticker","params":{"symbol":"LTC_USDT"}}');
    });
  const clients = Array.from({ length: 50 }, async () => {
    while (!stopped) {
      answers.push(await ask().catch(String));
      await sleep(40);
    }
  });
  return {
    answers,
    async stop() {
      stopped = true;
      await Promise.all(clients);
      agent.destroy();
    },
  };
}

test('edits under load are answered before slow calls end on the old version, and no request is lost', async () => {
  await edit('exchanges/mine/index.ts', adapter('Mine'));
  await edit('exchanges/mine/parse.ts', parse('100'));
  const served = await serve('--log-level', 'warn', '--timeout', '600000');
  const clients = load(served.url);
  await expect.poll(() => clients.answers.length).toBeGreaterThan(50);
  const slow: Promise<unknown>[] = [];
  let ended = 0;
  for (let version = 1; version <= 4; version += 1) {
    slow.push(served.call('mine', 'ticker', { symbol: 'SLOW_USDT' }).finally(() => ended++));
    await expect.poll(() => readText('slow.txt')).toContain(`10${version - 1}\n`);
    if (version === 3) {
      await edit('exchanges/mine/index.ts', adapter('Mine', './other.ts'));
      await edit('exchanges/mine/other.ts', parse('103'));
    } else if (version === 4) {
      await edit('exchanges/mine/other.ts~.ts', parse('104'));
      await rename(join(folder, 'exchanges/mine/other.ts~.ts'), join(folder, 'exchanges/mine/other.ts'));
    } else {
      await edit('exchanges/mine/parse.ts', parse(`10${version}`));
    }
    await expect.poll(() => clients.answers.at(-1)).toContain(`"10${version}"`);
    expect(ended).toBe(0);
  }
  expect(await readText('closed.txt')).toBe('');
  await edit('exchanges/mine/release.txt', '');
  expect(await Promise.all(slow)).toMatchObject(
    ['100', '101', '102', '103'].map((last) => ({ data: { symbol: 'SLOW_USDT', last } })),
  );
  await clients.stop();
  expect(
    clients.answers.filter((text) => !/^\{"data":\{"symbol":"LTC_USDT",.*"last":"10\d"/.test(text)),
  ).toEqual([]);
  const versions = clients.answers.map((text) => Number(/"last":"10(\d)"/.exec(text)?.[1]));
  expect(new Set(versions)).toEqual(new Set([0, 1, 2, 3, 4]));
  await expect.poll(closed).toContain('103');
  served.child.kill('SIGTERM');
  expect((await served.done).code).toBe(0);
  expect(served.log()).not.toContain('error');
  expect(await closed()).toEqual(new Set(['100', '101', '102', '103', '104']));
});

test('a broken file changes nothing and says where, until it is mended', async () => {
  await edit('exchanges/mine/index.ts', adapter('Mine'));
  await edit('exchanges/mine/parse.ts', parse('100'));
  const served = await serve();
  const broken = [
    ['export const one = 1;\n\nexport const last: string = ;', 'exchanges/mine/parse.ts:3: Unexpected token'],
    ["\nthrow new Error('not yet');", 'exchanges/mine/parse.ts:2: not yet'],
    ["import './gone.js';", "exchanges/mine/parse.ts:1: cannot find module './gone.js'"],
    ['\nprocess.exit(1);', 'exchanges/mine/parse.ts:2: called process.exit'],
  ] as const;
  for (const [text, reason] of broken) {
    await edit('exchanges/mine/parse.ts', text);
    await soon(async () => served.log()).toContain(reason);
    expect(await lastOf(served)).toBe('100');
  }
  await soon(async () => served.log()).toMatch(
    / exchanges\/mine\/parse\.ts:3: Unexpected token; Mine stays in use\n/,
  );
  expect(served.log()).not.toMatch(/\n\s+at /);
  await edit('exchanges/mine/parse.ts', parse('101'));
  await soon(() => lastOf(served)).toBe('101');
  await soon(async () => served.log()).toContain(' reloaded Mine from exchanges/mine\n');
});

describe('what comes and goes', () => {
  test('a folder that was not there, a new name, and removal', async () => {
    const served = await serve();
    await edit('exchanges/mine/parse.ts', parse('100'));
    await edit('exchanges/mine/index.ts', adapter('Mine'));
    await soon(() => lastOf(served)).toBe('100');
    await soon(async () => served.log()).toContain(' loaded Mine from exchanges/mine\n');
    await edit('exchanges/mine/index.ts', adapter('Yours'));
    await soon(() => lastOf(served, 'yours')).toBe('100');
    await soon(async () => served.log()).toContain(
      'reloaded Yours from exchanges/mine, which was Mine before',
    );
    expect((await served.call('mine', 'ticker')).error).toMatch(
      /^unknown exchange "mine": this plugin has OKX, /,
    );
    await rm(join(folder, 'exchanges/mine'), { recursive: true });
    await soon(async () => (await served.call('yours', 'ticker')).error).toMatch(/^unknown exchange "yours"/);
    const health = Object(await (await fetch(`${served.url}/healthz`)).json());
    expect(health.exchanges.map(({ name }: { name: string }) => name)).toEqual([
      'OKX',
      'Bybit',
      'Alpaca',
      'CTrader',
      'Paper',
      'Paper/OKX',
      'Paper/Bybit',
      'Paper/Alpaca',
      'Paper/CTrader',
    ]);
  });

  test('one that cannot be loaded from the start is answered with the reason, until it can', async () => {
    await edit('exchanges/mine/index.ts', adapter('Mine'));
    await edit('exchanges/okx/index.ts', '\nthrow new Error("not yet");');
    const served = await serve();
    await soon(async () => served.log()).toContain(
      "mine cannot be loaded: exchanges/mine/index.ts:6: cannot find module './parse.js'",
    );
    await soon(async () => served.log()).toContain(
      'okx cannot be loaded: exchanges/okx/index.ts:2: not yet; the built-in OKX does not stand in for it',
    );
    for (const name of ['mine', 'paper/MINE']) {
      expect((await served.call(name, 'ticker')).error).toBe(
        "mine cannot be loaded: exchanges/mine/index.ts:6: cannot find module './parse.js'",
      );
    }
    expect((await served.call('OKX', 'ticker')).error).toBe(
      'okx cannot be loaded: exchanges/okx/index.ts:2: not yet',
    );
    expect(await served.call('Paper', 'ticker')).toHaveProperty('data');
    const health = await (await fetch(`${served.url}/healthz`)).json();
    expect(health).toMatchObject({
      default: 'okx',
      failed: [
        { name: 'mine', reason: "exchanges/mine/index.ts:6: cannot find module './parse.js'" },
        { name: 'okx', reason: 'exchanges/okx/index.ts:2: not yet' },
      ],
    });
    await edit('exchanges/mine/parse.ts', parse('100'));
    await soon(() => lastOf(served)).toBe('100');
    await edit('exchanges/okx/index.ts', adapter('OKX', '../mine/parse.ts'));
    await soon(() => lastOf(served, '')).toBe('100');
    await soon(async () => served.log()).toContain(
      'OKX of exchanges/okx takes the place of the built-in OKX',
    );
    await edit('exchanges/mine/parse.ts', parse('101'));
    await soon(() => lastOf(served, 'okx')).toBe('101');
    await rm(join(folder, 'exchanges/okx'), { recursive: true });
    await soon(async () => served.log()).toContain('OKX of exchanges/okx was removed');
  });

  test('what is no code, tests and fixtures change nothing', async () => {
    await edit('exchanges/mine/index.ts', adapter('Mine'));
    await edit('exchanges/mine/parse.ts', `import './empty.js';\n${parse('100')}`);
    await edit('exchanges/mine/empty.ts', '');
    const served = await serve();
    for (const path of [
      'README.md',
      'test/a.test.ts',
      'fixtures/a.json',
      'node_modules/a/index.js',
      '.a/b.ts',
    ]) {
      await edit(`exchanges/mine/${path}`, 'no code');
    }
    await mkdir(join(folder, 'exchanges/empty'));
    await sleep(500);
    expect(served.log()).toBe('');
  });
});

test('Paper around a reloaded exchange has its new methods and prices, and keeps its accounts', async () => {
  await edit('exchanges/mine/index.ts', adapter('Mine').replace(/async markets.*\n/, ''));
  await edit('exchanges/mine/parse.ts', parse('1'));
  const served = await serve();
  expect(await served.call('paper/mine', 'ticker')).toMatchObject({ data: { last: '1' } });
  expect((await served.call('paper/mine', 'trade')).error).toBe('Paper/Mine does not support CreateOrder');
  const market =
    "{ LTC_USDT: { symbol: 'LTC_USDT', base_asset: 'LTC', quote_asset: 'USDT', tick_size: 0.1 } }";
  await edit('exchanges/mine/index.ts', adapter('Mine').replace('{ data: {} }', `{ data: ${market} }`));
  await soon(async () => (await served.call('paper/mine', 'markets')).data).toHaveProperty('LTC_USDT');
  const order = { symbol: 'LTC_USDT', type: 'buy', price: '10', amount: '2' };
  const placed = await served.call('paper/mine', 'trade', order);
  expect(placed).toHaveProperty('data.id');
  await edit('exchanges/mine/parse.ts', parse('2'));
  await soon(async () => Object(await served.call('paper/mine', 'ticker')).data.last).toBe('2');
  expect(await served.call('paper/mine', 'orders')).toMatchObject({ data: [Object(placed.data)] });
});

test('a folder that holds links out of it, and what never ends, serves and reloads all the same', async () => {
  await edit('exchanges/mine/index.ts', adapter('Mine'));
  await edit('exchanges/mine/parse.ts', parse('1'));
  await symlink('..', join(folder, 'exchanges/mine/loop'));
  await symlink('/', join(folder, 'exchanges/mine/disk'));
  await symlink('/dev/zero', join(folder, 'exchanges/mine/zero.ts'));
  execFileSync('mkfifo', [join(folder, 'exchanges/mine/pipe.ts')]);
  await edit('elsewhere/linked/index.ts', adapter('Linked'));
  await edit('elsewhere/linked/parse.ts', parse('1'));
  await symlink('../elsewhere/linked', join(folder, 'exchanges/linked'));
  const served = await serve();
  await edit('exchanges/mine/parse.ts', parse('2'));
  await soon(() => lastOf(served)).toBe('2');
  await edit('elsewhere/linked/parse.ts', parse('3'));
  await soon(() => lastOf(served, 'linked')).toBe('3');
  await edit('exchanges/mine/parse.ts', `import './zero.js';\n${parse('4')}`);
  await soon(async () => served.log()).toContain('/dev/zero: is not a regular file; Mine stays in use');
  expect(await lastOf(served)).toBe('2');
});
