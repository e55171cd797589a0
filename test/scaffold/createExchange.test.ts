import { mkdir, mkdtemp, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { createExchange } from '../../src/scaffold/createExchange.js';
import type { ExchangeChoices } from '../../src/scaffold/ExchangeChoices.js';

const choices: ExchangeChoices = {
  name: 'mine',
  protocol: 'rest',
  baseUrl: 'https://api.mine.example',
  products: ['spot'],
  style: 'envelope',
  signing: 'custom',
  symbols: 'joined',
  base: 'BTC',
  quote: 'USDT',
};
let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'fmzproto-'));
});
const create = (options: { dir?: string; force?: boolean; dryRun?: boolean } = {}, name = 'mine') =>
  createExchange({ ...choices, name }, { cwd, dir: './exchanges', force: false, dryRun: false, ...options });
const everything = async () => (await readdir(cwd, { recursive: true })).sort();

describe('createExchange', () => {
  test('writes what it says, and nothing with dryRun', async () => {
    const planned = await create({ dryRun: true });
    expect(await everything()).toEqual([]);
    const written = await create();
    expect(written).toEqual(planned);
    expect(written.files.every(({ action }) => action === 'create')).toBe(true);
    const files = (await everything()).filter((path) => /\.\w+$/.test(path));
    expect(files).toEqual(written.files.map(({ path }) => path).sort());
  });

  test('leaves project files that are there', async () => {
    for (const [name, text] of [
      ['tsconfig.json', '{ "mine": 1 }'],
      ['.gitignore', 'mine'],
    ] as const)
      await writeFile(join(cwd, name), text);
    await create();
    expect(await readFile(join(cwd, 'tsconfig.json'), 'utf8')).toBe('{ "mine": 1 }');
    expect(await readFile(join(cwd, '.gitignore'), 'utf8')).toBe('mine');
    expect(Object(JSON.parse(await readFile(join(cwd, 'package.json'), 'utf8'))).type).toBe('module');
  });

  test('does not make modules of .js files that are there', async () => {
    await writeFile(join(cwd, 'index.js'), 'module.exports = 1');
    const { notes } = await create();
    expect(notes).toEqual([expect.stringContaining('has no "type"')]);
    expect(await readFile(join(cwd, 'package.json'), 'utf8')).not.toContain('module"');
  });

  test('overwrites its own files with force, and no others', async () => {
    await create();
    await writeFile(join(cwd, 'exchanges/mine/market.ts'), 'changed');
    await writeFile(join(cwd, 'exchanges/mine/own.ts'), 'own');
    await expect(create()).rejects.toThrow(
      /exchanges.mine already exists: choose another name, or overwrite its generated files with --force/,
    );
    expect(await readFile(join(cwd, 'exchanges/mine/market.ts'), 'utf8')).toBe('changed');
    const { files } = await create({ force: true });
    expect(files.every(({ action }) => action === 'change')).toBe(true);
    expect(files.map(({ path }) => path)).not.toContain('package.json');
    expect(await readFile(join(cwd, 'exchanges/mine/market.ts'), 'utf8')).toContain('Public market data');
    expect(await readFile(join(cwd, 'exchanges/mine/own.ts'), 'utf8')).toBe('own');
  });

  test('fills an empty folder', async () => {
    await mkdir(join(cwd, 'exchanges/mine'), { recursive: true });
    expect((await create()).folder).toBe('exchanges/mine');
  });

  test('takes another folder of the project', async () => {
    const { folder } = await create({ dir: join(cwd, 'lib/adapters') });
    expect(folder).toBe('lib/adapters/mine');
    expect(await readFile(join(cwd, 'package.json'), 'utf8')).toContain('lib/adapters/*/test/*.test.ts');
    expect(await readFile(join(cwd, 'lib/adapters/mine/README.md'), 'utf8')).toContain(
      'lib/adapters/mine/fixtures',
    );
  });
});

describe('nothing is written where something stands in the way', () => {
  const folder = (path: string) => mkdir(join(cwd, path), { recursive: true });
  const file = async (path: string, text = '') => {
    await folder(join(path, '..'));
    await writeFile(join(cwd, path), text);
  };
  const link = async (path: string, target: string) => {
    await folder(join(path, '..'));
    await symlink(target, join(cwd, path));
  };
  const cases: [string, string | RegExp, () => Promise<unknown>, { force?: boolean; dir?: string }?][] = [
    ['a file', /is not a folder/, () => file('exchanges/mine')],
    ['a file in place of exchanges', /cannot be read as a folder/, () => file('exchanges')],
    ['its name in another case', /Mine already exists: use its name/, () => folder('exchanges/Mine')],
    ['a link', /is not a folder/, () => link('exchanges/mine', '../elsewhere'), { force: true }],
    ['a link in it', 'mine/test is a link', () => link('exchanges/mine/test', '..'), { force: true }],
    ['a link to nowhere', 'sign.ts is a link', () => link('exchanges/mine/sign.ts', 'no'), { force: true }],
    ['a folder for a file', 'is not a file', () => folder('exchanges/mine/sign.ts'), { force: true }],
    ['a broken package.json', 'package.json in this folder is not valid', () => file('package.json', '{')],
    ['a folder elsewhere', 'lies outside of this folder', async () => undefined, { dir: '../elsewhere' }],
    ['a folder with a blank', 'a test script cannot name', async () => undefined, { dir: 'my adapters' }],
    ['a folder that is a command', 'a test script cannot name', async () => undefined, { dir: 'a;id' }],
    ['a folder that ends a comment', 'a test script cannot name', async () => undefined, { dir: 'a*/b' }],
  ];
  test.each(cases)('%s', async (_, message, prepare, options = {}) => {
    await prepare();
    const before = await everything();
    await expect(create(options)).rejects.toThrow(message);
    expect(await everything()).toEqual(before);
  });
});
