import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, readdir, readFile, realpath, rename, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectFolder } from '../scaffold/projectFolder.js';
import { onTerminal, pseudoTerminal } from './onTerminal.js';
import { cliEnvironment, runCli } from './runCli.js';
import { killServed, startServe } from './startServe.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const emptyFolder = () => mkdtemp(join(tmpdir(), 'fmzproto-'));
afterAll(killServed);

describe('the package as npm packs it, in an empty folder', () => {
  let cwd: string;
  /** The packed package's own command line. */
  const run = (...words: string[]) =>
    spawnSync(process.execPath, ['node_modules/fmzproto/bin/run.js', ...words], {
      cwd,
      encoding: 'utf8',
      env: cliEnvironment(),
    });

  beforeAll(async () => {
    const place = await emptyFolder();
    execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', place], {
      cwd: root,
      stdio: 'pipe',
    });
    const [archive = ''] = await readdir(place);
    execFileSync('tar', ['-xzf', archive], { cwd: place });
    await rename(join(place, 'package'), join(place, 'fmzproto'));
    await symlink(join(root, 'node_modules'), join(place, 'fmzproto/node_modules'));
    cwd = await projectFolder(join(place, 'fmzproto'));
    // What `npm install` leaves.
    await writeFile(
      join(cwd, 'package.json'),
      '{\n  "dependencies": {\n    "fmzproto": "file:fmzproto.tgz"\n  }\n}\n',
    );
  });

  test('runs nothing when it is installed', async () => {
    const packed = await readFile(join(cwd, 'node_modules/fmzproto/package.json'), 'utf8');
    const scripts = Object.keys(Object(JSON.parse(packed)).scripts);
    const events = ['preinstall', 'install', 'postinstall', 'preprepare', 'prepare', 'postprepare'];
    expect(scripts.filter((name) => events.includes(name))).toEqual([]);
    const { scripts: builds } = Object(JSON.parse(await readFile(join(root, 'tools/package.json'), 'utf8')));
    // What builds a clone is no part of it.
    expect(builds).toEqual({ prepare: 'node ../bin/build.js' });
    await expect(access(join(cwd, 'node_modules/fmzproto/tools'))).rejects.toThrow();
  });

  test('new-exchange bybit --yes && npm test', async () => {
    const { status, stdout, stderr } = run('new-exchange', 'bybit', '--yes');
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: 'note: your adapter takes the place of the built-in Bybit\n',
    });
    expect(stdout).toContain('created  exchanges/bybit/index.ts\n');
    expect(stdout).toContain('changed  package.json\n');
    expect(stdout).toMatch(
      /\nnext:\n {2}exchanges\/bybit\/README\.md .*\n {2}exchanges\/bybit\/AGENTS\.md .*\n {2}npx fmzproto check bybit .*\n {2}npm test .*\n$/,
    );
    const tests = spawnSync('npm', ['test'], { cwd, encoding: 'utf8', env: cliEnvironment(), shell: true });
    expect(tests.stdout).toMatch(/(#|ℹ) fail 0\n/);
    expect(tests.stdout).toMatch(/(#|ℹ) pass 26\n/);
    expect(tests.status).toBe(0);
  });

  test('new-exchange forex --protocol fix --yes && npm test, and check in front of its double', async () => {
    const forex = await projectFolder(join(cwd, 'node_modules/fmzproto'));
    const created = await runCli(['new-exchange', 'forex', '--protocol', 'fix', '--yes'], { cwd: forex });
    expect(created).toMatchObject({ code: 0, stderr: '' });
    const env = cliEnvironment();
    const tests = spawnSync('npm', ['test'], { cwd: forex, encoding: 'utf8', env, shell: true });
    expect(tests.stdout).toMatch(/(#|ℹ) fail 0\n/);
    expect(tests.stdout).toMatch(/(#|ℹ) pass 16\n/);
    const double = spawn(
      process.execPath,
      ['--import', 'fmzproto/register', 'exchanges/forex/test/double.ts'],
      { cwd: forex, env },
    );
    try {
      const [line = ''] = await once(double.stdout, 'data')
        .then(String)
        .then((text) => text.split('\n'));
      const [variables = '', command = ''] = line.split(' npx fmzproto ');
      const keys = Object.fromEntries(variables.split(' ').map((pair) => pair.split('=')));
      const checked = await runCli([...command.split(' '), '--json'], { cwd: forex, env: keys });
      const { cases } = Object(JSON.parse(checked.stdout));
      expect(cases.filter(({ status }: { status: string }) => status === 'fail')).toEqual([]);
      expect(cases).toContainEqual(expect.objectContaining({ id: 'trade.shape', status: 'ok' }));
      expect(checked.code).toBe(0);
    } finally {
      double.kill();
    }
  });

  test('serve finds it, exchanges lists it', async () => {
    const { stdout } = run('exchanges', '--json');
    const { exchanges } = Object(JSON.parse(stdout));
    const mine = exchanges.find(({ name }: { name: string }) => name === 'Bybit');
    expect(mine).toMatchObject({ keys: 'required' });
    expect(mine.methods).toEqual(expect.arrayContaining(['ticker', 'markets', 'trade', 'io']));
    const served = await startServe([], { cwd });
    const answer = await fetch(`${served.url}/bybit`, {
      method: 'POST',
      body: '{"access_key":"","secret_key":"","method":"accounts","params":{}}',
    });
    expect(await answer.json()).toEqual({
      error: 'access_key is empty: it belongs in the box of the same name',
    });
    served.child.kill('SIGTERM');
    expect((await served.done).code).toBe(0);
  });

  test('check says what is left to fill in', async () => {
    const { code, stdout } = await runCli(['check', 'bybit', '--only', 'transport'], { cwd });
    expect(code).toBe(0);
    const [, left = ''] = stdout.split('left to fill in:\n');
    expect(left).toMatch(
      /^ {2}exchanges\/bybit\/index\.ts:\d+ +baseUrl: https:\/\/api\.bybit\.example is a placeholder$/m,
    );
    expect(left).toMatch(/^ {2}exchanges\/bybit\/market\.ts:\d+ +path of the ticker\.$/m);

    const json = await runCli(['check', 'BYBIT', '--only', 'transport', '--json'], { cwd });
    const gaps: { file: string; line: number; text: string }[] = Object(JSON.parse(json.stdout)).left;
    expect(gaps).toHaveLength(left.trimEnd().split('\n').length);
    for (const { file, line, text } of gaps) {
      const source = (await readFile(join(cwd, file), 'utf8')).split('\n')[line - 1] ?? '';
      expect(source).toContain(text.startsWith('baseUrl') ? '.example' : text);
    }
  });

  test('check leaves nothing to fill in of an exchange that is built in', async () => {
    const { stdout } = await runCli(['check', 'Paper', '--only', 'transport', '--json'], { cwd });
    expect(JSON.parse(stdout)).not.toHaveProperty('left');
  });

  test('an adapter takes the place of an exchange that is built in', async () => {
    expect(run('new-exchange', 'okx', '--yes').status).toBe(0);
    const { stdout } = run('exchanges', '--json');
    const names = Object(JSON.parse(stdout)).exchanges.map(({ name }: { name: string }) => name);
    expect(names).toContain('Okx');
    expect(names).not.toContain('OKX');
  });
});

describe('new-exchange', () => {
  test('depends on the folder that it runs from, since no registry has fmzproto, and says to install it', async () => {
    const cwd = await emptyFolder();
    const { stdout } = await runCli(['new-exchange', 'mine', '--yes'], { cwd });
    expect(stdout).toMatch(/\nnext:\n {2}npm install +installs what the adapter imports\n/);
    const { dependencies } = Object(JSON.parse(await readFile(join(cwd, 'package.json'), 'utf8')));
    expect(dependencies.fmzproto).toMatch(/^file:/);
    expect(await realpath(resolve(cwd, dependencies.fmzproto.slice('file:'.length)))).toBe(
      await realpath(root),
    );
  });

  test('--dry-run lists the files, --json as data, and neither writes one', async () => {
    const cwd = await emptyFolder();
    const flags = ['--yes', '--products', 'spot,futures', '--signing', 'kraken', '--dry-run'];
    const text = await runCli(['new-exchange', 'mine', ...flags], { cwd });
    expect(text).toMatchObject({ code: 0, stderr: '' });
    expect(text.stdout).toMatch(
      /^would create {2}exchanges\/mine\/account\.ts\n(would create .*\n)+nothing was written\n$/,
    );
    const json = await runCli(['new-exchange', 'mine', ...flags, '--json'], { cwd });
    const { name, folder, written, files } = Object(JSON.parse(json.stdout));
    expect({ name, folder, written }).toEqual({ name: 'Mine', folder: 'exchanges/mine', written: false });
    expect(files).toContainEqual({ path: 'exchanges/mine/positions.ts', action: 'create' });
    expect(await readdir(cwd)).toEqual([]);
  });

  test('flags and environment make the choices', async () => {
    const cwd = await emptyFolder();
    const words = [
      'new-exchange',
      'My-X',
      '--dir',
      'adapters',
      '--base-url',
      'https://api.my.com',
      '--symbols',
      'BTC_USDT',
    ];
    const env = {
      FMZPROTO_PRODUCTS: 'futures',
      FMZPROTO_SIGNING: 'okx',
      FMZPROTO_STYLE: 'rest',
      FMZPROTO_SYMBOL: 'AAPL_USD',
    };
    const { code, stdout } = await runCli(words, { cwd, env });
    expect(code).toBe(0);
    expect(stdout).toContain('npx fmzproto check My-X --exchanges adapters');
    const index = await readFile(join(cwd, 'adapters/My-X/index.ts'), 'utf8');
    expect(index).toContain("name: 'My-X',\n  baseUrl: 'https://api.my.com',");
    expect(await readFile(join(cwd, 'adapters/My-X/sign.ts'), 'utf8')).toContain(
      'export const sign = signOkx;',
    );
    await expect(access(join(cwd, 'adapters/My-X/spotOrder.ts'))).rejects.toThrow();
  });

  test.each([
    [
      ['bybit'],
      'there is no terminal to ask on: give --base-url, --products, --style, --signing, --symbols, --symbol, or --yes',
    ],
    [
      ['bybit', '--signing', 'okx'],
      'give --base-url, --products, --style, --symbols, --symbol, or --yes for the defaults',
    ],
    [[], 'no name given for the exchange'],
    [['--yes'], 'no name given for the exchange'],
    [['my exchange', '--yes'], 'did you mean my-exchange?'],
    [['..', '--yes'], 'like bybit'],
    [['class', '--yes'], 'is reserved'],
    [['mine', '--yes', '--signing', 'nope'], '--signing "nope" is not a signing scheme'],
    [
      ['forex', '--protocol', 'fix'],
      'give --base-url, --products, --lines, --logon, --symbols, --symbol, or --yes',
    ],
    [
      ['forex', '--yes', '--lines', 'one'],
      '--lines does not go with --protocol rest: leave it out, or add --protocol fix',
    ],
    [['mine', 'yours', '--yes'], 'unexpected argument "yours"'],
    [['mine', '--yes', '--dir', '/'], 'lies outside of this folder'],
  ])('%j is wrong usage', async (words, message) => {
    const cwd = await emptyFolder();
    const { code, stdout, stderr } = await runCli(['new-exchange', ...words], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(await readdir(cwd)).toEqual([]);
  });

  test('a folder that is there is overwritten with --force only', async () => {
    const cwd = await emptyFolder();
    await runCli(['new-exchange', 'mine', '--yes'], { cwd });
    const again = await runCli(['new-exchange', 'mine', '--yes'], { cwd });
    expect(again.code).toBe(2);
    expect(again.stderr).toContain('--force');
    const forced = await runCli(['new-exchange', 'mine', '--yes', '--force'], { cwd });
    expect(forced.code).toBe(0);
    expect(forced.stdout).toContain('changed  exchanges/mine/index.ts\n');
  });
});

describe('new-exchange in Chinese', () => {
  test('says what was written, and what comes next', async () => {
    const cwd = await emptyFolder();
    const { code, stdout, stderr } = await runCli(['new-exchange', 'okx', '--yes', '--lang', 'zh'], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '提示：你的适配器会代替内置的 OKX\n' });
    expect(stdout).toContain('已新建  exchanges/okx/index.ts\n');
    const [, next = ''] = stdout.split('\n\n');
    expect(next.split('\n').map((line) => line.replace(/ {2,}/g, ' | '))).toEqual([
      '下一步：',
      ' | npm install | 安装适配器导入的包',
      ' | exchanges/okx/README.zh-CN.md | 要填写的内容，按顺序',
      ' | exchanges/okx/AGENTS.md | 供编程智能体阅读，并写明每一步如何证明',
      ' | npx fmzproto check okx | 检查哪些可用、还有哪些要填写',
      ' | npm test | 离线运行适配器的测试',
      '',
    ]);
    // What the files say stays as it is.
    expect(await readFile(join(cwd, 'exchanges/okx/index.ts'), 'utf8')).not.toMatch(/\p{Script=Han}/u);
    const again = await runCli(['new-exchange', 'okx', '--yes', '--lang', 'zh'], { cwd });
    expect(again.stderr).toMatch(/^错误：.*okx 已存在：请换一个名称，或用 --force 覆盖其中生成的文件\n$/);
  });

  test.skipIf(!pseudoTerminal)('asks on a terminal', async () => {
    const flags = '--base-url https://a.com --style rest --signing none --symbols base --symbol A_USD';
    const { code, stdout } = await onTerminal(
      `new-exchange ${flags} --dry-run --lang zh`,
      [
        ['交易所名称', 'class\r'],
        ['名称 "class" 是保留的：请换一个，例如 class-exchange', '\u0015mine\r'],
        ['产品（spot 为现货，futures 为期货）', '\r'],
      ],
      { cwd: await emptyFolder() },
    );
    expect(code).toBe(0);
    expect(stdout).toContain('未写入任何文件');
  });
});
