import { execFileSync } from 'node:child_process';
import { mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { adapter, createFolder, parse, write } from './adapterFiles.js';
import { runCli } from './runCli.js';
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

const put = (path: string, text: string) => write(folder, path, text);
const soon = (read: () => Promise<unknown>) => expect.poll(read, { interval: 20 });

async function serve(...args: string[]): Promise<Served> {
  const served = await startServe(args, { cwd: folder });
  running.push(served);
  return served;
}

async function lastOf(served: Served, name: string): Promise<unknown> {
  return Object(Object(await served.call(name, 'ticker')).data).last;
}

/** The same adapter as JavaScript: the types are taken off. */
const script = (name: string) =>
  adapter(name).replaceAll(/: (Promise<)?(\{ data: )?Data<'ticker'>( \}>)?|: string|, type Data/g, '');
const common = (name: string) =>
  script(name)
    .replaceAll(/import (\{.*\}) from '(.*)';/g, "const $1 = require('$2');")
    .replace("import * as v from 'valibot';", "const v = require('valibot');")
    .replace('import.meta.dirname', '__dirname')
    .replace('export default', 'module.exports =');

describe('packages', () => {
  test('of package.json: ES modules, CommonJS, scoped, linked, with other copies of fmzproto; reloaded', async () => {
    const manifest = {
      dependencies: { 'fmzproto-exchange-one': '1', 'left-pad': '1' },
      devDependencies: { '@me/fmzproto-exchange-two': '1' },
      optionalDependencies: { 'fmzproto-exchange-three': '1', 'fmzproto-exchange-four': '1' },
    };
    await put('package.json', JSON.stringify(manifest));
    const one = 'node_modules/fmzproto-exchange-one';
    await put(
      `${one}/package.json`,
      '{"name":"fmzproto-exchange-one","type":"module","exports":{"import":"./dist/index.js"}}',
    );
    await put(`${one}/dist/index.js`, script('One'));
    await put(`${one}/dist/parse.js`, "export const last = '1';");
    for (const name of ['fmzproto', 'valibot']) {
      await put(`${one}/node_modules/${name}/package.json`, `{"name":"${name}","main":"index.js"}`);
      await put(`${one}/node_modules/${name}/index.js`, "throw new Error('another copy');");
    }
    const two = 'node_modules/@me/fmzproto-exchange-two';
    await put(
      `${two}/package.json`,
      '{"name":"@me/fmzproto-exchange-two","type":"module","main":"lib/index.cjs"}',
    );
    await put(`${two}/lib/index.cjs`, common('Two').replace("'./parse.js'", "'./parse.cjs'"));
    await put(`${two}/lib/parse.cjs`, "exports.last = '2';");
    await put('elsewhere/three/package.json', '{"name":"fmzproto-exchange-three","main":"index.ts"}');
    await put('elsewhere/three/index.ts', adapter('Three'));
    await put('elsewhere/three/parse.ts', parse('3'));
    await symlink(join(folder, 'elsewhere/three'), join(folder, 'node_modules/fmzproto-exchange-three'));
    await put('node_modules/left-pad/index.js', "throw new Error('not an adapter');");

    const served = await serve();
    for (const [name, last] of [
      ['one', '1'],
      ['two', '2'],
      ['three', '3'],
    ] as const) {
      expect(await lastOf(served, name)).toBe(last);
      expect(await served.call(name, 'ticker', { symbol: 'NONE_USDT' })).toEqual({
        error: '404 no such pair',
      });
    }
    expect((await served.call('four', 'ticker')).error).toBe(
      'four cannot be loaded: the package fmzproto-exchange-four is not installed, or its file is missing: run npm install',
    );
    await put(`${one}/dist/parse.js`, "export const last = '11';");
    await put(`${two}/lib/parse.cjs`, "exports.last = '22';");
    await put('elsewhere/three/parse.ts', parse('33'));
    await soon(() => Promise.all(['one', 'two', 'three'].map((name) => lastOf(served, name)))).toEqual([
      '11',
      '22',
      '33',
    ]);
    await soon(async () => served.log()).toContain('reloaded Two from @me/fmzproto-exchange-two');
  });
});

describe('the config file', () => {
  test('names folders, files and packages; the folder of adapters wins over it, and it over packages', async () => {
    await put('package.json', '{"dependencies":{"fmzproto-exchange-mine":"1"}}');
    await put('node_modules/fmzproto-exchange-mine/package.json', '{"name":"fmzproto-exchange-mine"}');
    await put(
      'node_modules/fmzproto-exchange-mine/index.js',
      common('Mine').replace("require('./parse.js')", "{ last: '0' }"),
    );
    await put('node_modules/plain-name/package.json', '{"name":"plain-name"}');
    await put(
      'node_modules/plain-name/index.js',
      common('Plain').replace("require('./parse.js')", "{ last: '4' }"),
    );
    await put('adapters/mine/index.ts', adapter('Mine'));
    await put('adapters/mine/parse.ts', parse('1'));
    await put('single.ts', adapter('Single', './helper.ts'));
    await put('helper.ts', parse('2'));
    const exchanges = ['./adapters/mine', join(folder, 'single.ts'), 'plain-name'];
    await put('fmzproto.config.json', JSON.stringify({ exchanges }));

    const served = await serve();
    const lasts = () => Promise.all(['mine', 'single', 'plain'].map((name) => lastOf(served, name)));
    expect(await lasts()).toEqual(['1', '2', '4']);
    await soon(async () => served.log()).toContain(
      'Mine of adapters/mine takes the place of Mine of fmzproto-exchange-mine\n',
    );
    await put('helper.ts', parse('22'));
    await put('adapters/mine/parse.ts', parse('11'));
    await soon(lasts).toEqual(['11', '22', '4']);
    await put('exchanges/mine/index.ts', adapter('Mine', '../../helper.js'));
    await soon(lasts).toEqual(['22', '22', '4']);
    await soon(async () => served.log()).toContain(
      'Mine of exchanges/mine takes the place of Mine of adapters/mine\n',
    );
    await rm(join(folder, 'exchanges'), { recursive: true });
    await soon(lasts).toEqual(['11', '22', '4']);
  });

  test.each([
    ['{', /^error: fmzproto\.config\.json is not valid JSON: .+\n$/],
    ['[]', /^error: fmzproto\.config\.json: the file must be an object like \{"exchanges": .*\n$/],
    ['{"exchanges":"./a"}', /^error: fmzproto\.config\.json: exchanges must be .*\n$/],
    ['{"exchanges":["./a",5]}', /^error: fmzproto\.config\.json: exchanges\.1 must be string, not 5\n$/],
    [
      '{"exchange":[]}',
      /^error: fmzproto\.config\.json has no setting "exchange": did you mean exchanges\?\n$/,
    ],
    [
      '{"port":1}',
      /^error: fmzproto\.config\.json has no setting "port": the settings are exchanges, serve\n$/,
    ],
  ])('%s is refused', async (text, message) => {
    await put('fmzproto.config.json', text);
    const { code, stdout, stderr } = await runCli(['exchanges'], { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });

  test('one that is no file is refused', async () => {
    const path = join(folder, 'fmzproto.config.json');
    await mkdir(path);
    expect(await runCli(['serve'], { cwd: folder })).toMatchObject({
      code: 2,
      stderr: 'error: fmzproto.config.json is a folder\n',
    });
    await rm(path, { recursive: true });
    execFileSync('mkfifo', [path]);
    expect(await runCli(['serve'], { cwd: folder })).toMatchObject({
      code: 2,
      stderr: 'error: fmzproto.config.json is not a regular file\n',
    });
  });

  test('what it names is not there', async () => {
    await put('fmzproto.config.json', '{"exchanges":["./gone"]}');
    const { code, stderr } = await runCli(['exchanges'], { cwd: folder });
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'note: gone cannot be loaded: gone does not exist\n',
    });
  });
});

describe('an adapter that misbehaves takes nothing else down', () => {
  const exits = {
    exit: 'process.exit(3);',
    named: "import { exit } from 'node:process';\nexit(3);",
    really: "Reflect.get(process, 'reallyExit').call(process, 3);",
    abort: 'process.abort();',
    kill: "process.kill(process.pid, 'SIGKILL');",
    chdir: "process.chdir('/');",
    never: 'await new Promise(() => {});',
    text: "throw 'text';",
    none: 'throw undefined;',
    bare: "setTimeout(() => { throw Object.create(null); }); Promise.reject(Object.create(null)); throw new Error('and a bare one');",
    timer: "setInterval(() => process.exit(5), 50); throw new Error('and a timer');",
  };

  test('at import', async () => {
    for (const [name, source] of Object.entries(exits)) await put(`exchanges/${name}/index.ts`, source);
    await put('exchanges/mine/index.ts', adapter('Mine', './parse.ts'));
    await put('exchanges/mine/parse.ts', parse('1'));
    const served = await serve('--default', 'mine');
    expect(await lastOf(served, '')).toBe('1');
    for (const name of Object.keys(exits)) {
      expect((await served.call(name, 'ticker')).error).toMatch(
        new RegExp(
          `^${name} cannot be loaded: exchanges/${name}/index\\.ts(:\\d)?: (called process|its import did|throws|and a)`,
        ),
      );
    }
    await soon(async () => served.log()).toContain(
      'internal error: called process.exit, which would stop every exchange',
    );
    expect(await lastOf(served, 'Paper')).toBeDefined();
    served.child.kill('SIGTERM');
    expect((await served.done).code).toBe(0);
  });

  test('in the other commands', async () => {
    await put('exchanges/mine/index.ts', 'process.exit(3);');
    await put('exchanges/timer/index.ts', exits.timer);
    const reason = /mine cannot be loaded: exchanges\/mine\/index\.ts:1: called process\.exit, .*\n/;
    const listed = await runCli(['exchanges', '--json'], { cwd: folder });
    expect(listed.code).toBe(0);
    expect(listed.stderr).toMatch(reason);
    const names = JSON.parse(listed.stdout).exchanges.map(({ name }: { name: string }) => name);
    expect(names).toEqual([
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
    const checked = await runCli(['check', 'mine'], { cwd: folder });
    expect({ code: checked.code, stdout: checked.stdout }).toEqual({ code: 1, stdout: '' });
    expect(checked.stderr).toMatch(new RegExp(`error: ${reason.source}`));
    const other = await runCli(['check', 'Paper', '--only', 'transport'], { cwd: folder });
    expect(other.code).toBe(0);
    expect(other.stderr).toMatch(reason);
  });

  test('in its methods', async () => {
    const methods = `{
      ticker: async () => process.exit(4),
      depth: async () => { throw 'text'; },
      cancel: async () => { throw Object.create(null); },
      trades: async () => { throw undefined; },
      records: () => new Promise(() => {}),
      markets: async () => undefined,
      tickers: async () => ({ raw: 1 }),
      accounts: async () => ({ data: undefined }),
      orders: async () => ({ data: [{ id: '1' }] }),
      positions: async (params, { keys }) => { setTimeout(() => { throw new Error('later ' + keys.secret_key); }, 1); return { data: [] }; },
      fundings: () => { throw new Error('at once'); },
    }`;
    const source = adapter('Mine').replace(/methods: \{[\s\S]*?\n {2}\},/, `methods: ${methods} as never,`);
    await put('exchanges/mine/index.ts', source);
    await put('exchanges/mine/parse.ts', parse('1'));
    const served = await serve('--timeout', '300');
    const errorOf = async (method: string, params: object = { symbol: 'LTC_USDT', period: 1 }) =>
      (await served.call('mine', method, params)).error;
    const answers = 'internal error: the adapter answered';
    expect(await errorOf('ticker')).toMatch(
      /^internal error in exchanges\/mine\/index\.ts:\d+: called process\.exit, which/,
    );
    expect(await errorOf('depth')).toBe('internal error: text');
    expect(await errorOf('cancel', { id: '1' })).toBe(
      'outcome unknown: internal error: something was thrown that cannot be shown; ' +
        'it may have been carried out, look at the orders before sending it again',
    );
    expect(await errorOf('trades')).toBe('internal error: undefined');
    expect(await errorOf('records')).toBe('no answer within 0.3 s');
    expect(await errorOf('markets')).toBe(`${answers} nothing: a method returns { data, raw }`);
    expect(await errorOf('tickers')).toBe(
      `${answers} an object without data: a method returns { data, raw }`,
    );
    expect(await errorOf('accounts')).toBe(`${answers} data that breaks the protocol: data is missing`);
    expect(await errorOf('orders')).toMatch(/^.* data that breaks the protocol: 0\.symbol is missing$/);
    expect(await errorOf('fundings')).toMatch(/^internal error in exchanges\/mine\/index\.ts:\d+: at once$/);
    expect(await served.call('mine', 'positions', {})).toEqual({ data: [] });
    await soon(async () => served.log()).toContain('internal error: later ***\n');
    expect(await lastOf(served, 'Paper')).toBeDefined();
    served.child.kill('SIGTERM');
    expect((await served.done).code).toBe(0);
  });
});

test('--base-url holds for an exchange that is reloaded, and for one that could not be loaded at first', async () => {
  await mkdir(join(folder, 'exchanges'));
  const source = adapter('Mine')
    .replace("name: 'Mine',", "name: 'Mine', baseUrl: 'https://api.example.com',")
    .replace(
      'return { data: ticker(symbol.name) };',
      "return { data: { ...ticker(symbol.name), last: (await api.get('/last')).text } };",
    )
    .replace('async ticker({ symbol })', 'async ticker({ symbol }, api)');
  await put('exchanges/mine/index.ts', source);
  const served = await serve('--base-url', 'mine=http://127.0.0.1:9');
  expect(await lastOf(served, 'mine')).toBeUndefined();
  await put('exchanges/mine/parse.ts', parse('1'));
  await soon(async () => (await served.call('mine', 'ticker')).error).toMatch(
    /127\.0\.0\.1:9 refused the connection/,
  );
});
