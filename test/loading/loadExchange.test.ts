import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ExchangeError } from '../../src/adapter/ExchangeError.js';
import { loadExchange } from '../../src/loading/loadExchange.js';
import { sharedPackages } from '../support/sharedPackages.js';

let root: string;

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'fmzproto-load-')));
});
afterEach(() => rm(root, { recursive: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    const file = join(root, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

async function load(files: Readonly<Record<string, string>>, entry = Object.keys(files)[0] ?? '') {
  await write(files);
  return loadExchange(join(root, entry), { root, patience: 300, shared: sharedPackages });
}

/** The name of the exchange, which is how the files below say what they found. */
async function nameOf(files: Readonly<Record<string, string>>, entry?: string): Promise<string> {
  const result = await load(files, entry);
  if ('reason' in result) throw new Error(result.reason);
  return result.exchange.name;
}

/** Why it cannot be loaded, with paths from its folder on. */
async function reasonOf(files: Readonly<Record<string, string>>): Promise<string> {
  const result = await load(files);
  if (!('reason' in result)) throw new Error('it was loaded');
  const seen = relative(process.cwd(), root);
  return result.reason.replaceAll(`${root}/`, '').replaceAll(`${seen}/`, '');
}

const define = (name: string) =>
  `defineExchange({ name: ${name}, credentials: v.object({}), createState: () => ({}), methods: {} })`;
const imports = "import { defineExchange } from 'fmzproto';\nimport * as v from 'valibot';\n";
const requires = "const { defineExchange } = require('fmzproto');\nconst v = require('valibot');\n";
const esm = (name: string) => `${imports}export default ${define(name)};`;
const cjs = (name: string) => `${requires}module.exports = ${define(name)};`;

describe('what runs', () => {
  test('TypeScript with enums, parameter properties, type imports and await at the top level', async () => {
    const source = `
      import type { Data } from './types.js';
      ${imports}
      enum Side { Buy = 'B', Sell = 'S' }
      class Box { constructor(private readonly text: string) {} get(): string { return this.text; } }
      const later: string = await Promise.resolve('later');
      export default ${define("new Box(Side.Sell).get() + '-' + (later satisfies string)")};`;
    expect(await nameOf({ 'index.ts': source, 'types.ts': 'export type Data = string;' })).toBe('S-later');
  });

  test.each([
    ['./parse.js', 'parse.ts'],
    ['./parse.ts', 'parse.ts'],
    ['./parse', 'parse.ts'],
    ['./parse.mjs', 'parse.mts'],
    ['./parse.js', 'parse.js'],
    ['./parse', 'parse/index.ts'],
    ['../out/parse.js', '../out/parse.ts'],
  ])('import %j finds %s', async (specifier, file) => {
    const folder = join(root, 'in');
    await write({ 'in/index.ts': `import { name } from '${specifier}';\n${esm('name')}` });
    await write({ [join('in', file)]: "export const name = 'Found';" });
    const result = await loadExchange(join(folder, 'index.ts'), { root: folder, shared: sharedPackages });
    expect(result).toHaveProperty('exchange.name', 'Found');
  });

  test.each([
    ['index.mjs', esm("'A'"), '{}'],
    ['index.js', esm("'A'"), '{"type":"module"}'],
    ['index.js', esm("'A'"), '{"type":"commonjs"}'],
    ['index.js', cjs("'A'"), '{"type":"commonjs"}'],
    ['index.js', cjs("'A'"), '{}'],
    ['index.cjs', cjs("'A'"), '{"type":"module"}'],
    ['index.mts', esm("'A'"), '{}'],
    ['index.cts', esm("'A'"), '{}'],
    [
      'index.js',
      `"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });\n${requires}exports.default = ${define("'A'")};`,
      '{"type":"commonjs"}',
    ],
  ])('%s %#', async (file, source, manifest) => {
    expect(await nameOf({ [file]: source, 'package.json': manifest })).toBe('A');
  });

  test('CommonJS and ES modules import one another, JSON, and what Node has', async () => {
    const source = `
      import { createHash } from 'node:crypto';
      import { readFileSync } from 'fs';
      import common, { word } from './common.cjs';
      import data from './data.json' with { type: 'json' };
      import * as all from './data.json';
      ${esm('[common.word, word, data.a, all.a, common.inner, typeof createHash, typeof readFileSync].join("-")')}`;
    const files = {
      'index.ts': source,
      'common.cjs':
        "exports.word = 'w'; exports.inner = require('./inner.ts').default + require('./data').a;",
      'inner.ts': 'const inner: string = "i"; export default inner;',
      'data.json': '{"a":1}',
    };
    expect(await nameOf(files)).toBe('w-w-1-1-i1-function-function');
  });

  test('import() and import.meta', async () => {
    const source = `const { name } = await import('./late.js');
      import { basename } from 'node:path';
      ${esm('[name, basename(import.meta.filename).length, basename(new URL(import.meta.url).pathname).length].join("-")')}`;
    expect(await nameOf({ 'index.ts': source, 'late.ts': "export const name = 'Late';" })).toBe('Late-8-8');
    const common = `${requires}module.exports = ${define("'Common'")};\nmodule.exports.late = () => import('./late.ts');`;
    expect(await nameOf({ 'index.cjs': common })).toBe('Common');
  });

  test('modules that import one another in a circle', async () => {
    const files = {
      'index.ts': `import { a } from './a.js';\n${esm('a()')}`,
      'a.ts': "import { b } from './b.js';\nexport const a = () => b();",
      'b.ts': "import { a } from './a.js';\nexport const b = () => typeof a + 's';",
    };
    expect(await nameOf(files)).toBe('functions');
    const dynamic = {
      'index.ts': `await Promise.all([import('./x.js'), import('./y.js')]);\n${esm("'Both'")}`,
      'x.ts': "import './y.js';\nexport const x = 1;",
      'y.ts': "import './x.js';\nexport const y = 1;",
    };
    expect(await nameOf(dynamic)).toBe('Both');
  });
});

test('a module is run once a load, anew with each load, and kept in no cache', async () => {
  const files = {
    'index.ts': `import { a } from './a.js';\nimport { b } from './b.js';\nimport c from './c.cjs';\n${esm("(a === b && a === c) + '-' + a.n")}`,
    'a.ts': "export { one as a } from './one.js';",
    'b.mjs': "export { one as b } from './one.js';",
    'b.js': "export { one as b } from './one.js';",
    'c.cjs': "module.exports = require('./one.js').one;",
    'one.ts': 'export const one = { n: 1 };',
  };
  const { cache } = createRequire(import.meta.url);
  expect(await nameOf(files)).toBe('true-1');
  const before = Object.keys(cache).length;
  for (const n of [2, 3, 4]) {
    expect(await nameOf({ ...files, 'one.ts': `export const one = { n: ${n} };` })).toBe(`true-${n}`);
  }
  expect(Object.keys(cache).length).toBe(before);
  expect(Object.keys(cache).filter((file) => file.startsWith(root))).toEqual([]);
});

test("'fmzproto' and 'valibot' are this program's, whatever the adapter has itself", async () => {
  const own = { name: 'fmzproto', version: '0.0.1', main: 'index.js' };
  const files = {
    'node_modules/own/index.js': `${requires}const { ExchangeError } = require('fmzproto');\nmodule.exports = ${define("'Own'")};\nmodule.exports.withDefinition = () => { throw new ExchangeError({ message: 'mine' }); };`,
    'node_modules/own/node_modules/fmzproto/package.json': JSON.stringify(own),
    'node_modules/own/node_modules/fmzproto/index.js': "throw new Error('another copy');",
    'node_modules/own/node_modules/valibot/package.json': JSON.stringify({ ...own, name: 'valibot' }),
    'node_modules/own/node_modules/valibot/index.js': "throw new Error('another copy');",
    'node_modules/own/node_modules/dependency/index.js': "module.exports = 'native';",
    'node_modules/own/esm.mjs': `import dependency from 'dependency';\n${esm('dependency')}`,
  };
  await write(files);
  const folder = join(root, 'node_modules/own');
  const common = await loadExchange(join(folder, 'index.js'), { root: folder, shared: sharedPackages });
  if (!('exchange' in common)) throw new Error(common.reason);
  expect(() => Reflect.apply(common.exchange.withDefinition, undefined, [])).toThrow(ExchangeError);
  const module = await loadExchange(join(folder, 'esm.mjs'), { root: folder, shared: sharedPackages });
  expect(module).toHaveProperty('exchange.name', 'native');
});

describe('what cannot be loaded is one line with file and line', () => {
  const field = (name: string, value: string) => esm("'A'").replace(/methods: \{\}/, `${name}: ${value}`);
  test.each([
    ["throw new Error('first\\nsecond');", 'index.ts:1: first second'],
    ["throw 'text';", 'index.ts: throws "text", which is not an Error'],
    ['throw undefined;', 'index.ts: throws undefined, which is not an Error'],
    ['throw null;', 'index.ts: throws null, which is not an Error'],
    ["throw Object.assign(new Error('stack'), { stack: 5 });", 'index.ts: stack'],
    [
      "throw new (class extends Error { get message(): string { throw new Error('no'); } })();",
      'index.ts: something was thrown that cannot be shown',
    ],
    [
      'throw new Proxy({}, { getPrototypeOf() { throw new Error(); } });',
      'index.ts: something was thrown that cannot be shown',
    ],
    [
      "export default { name: 'a\\nb', supports: [], needsKeys: true, withDefinition() {} };",
      'index.ts: its name "a b" may contain only letters, digits and hyphens',
    ],
    [esm("'my/own'"), 'index.ts: its name "my/own" may contain only letters, digits and hyphens'],
    [
      "export default { name: 'A', supports: [null], needsKeys: true, withDefinition() {} };",
      'index.ts: the default export is a plain object, it must be what defineExchange returns',
    ],
    ['\nmissing();', 'index.ts:2: ReferenceError: missing is not defined'],
    ['const a = 1;\n\nconst b: number = ;', 'index.ts:3: Unexpected token'],
    [
      'await new Promise(() => {});',
      'index.ts: its import did not end within 0.3 s: is something awaited forever?',
    ],
    ['\nimport "./gone.js";', "index.ts:2: cannot find module './gone.js'"],
    ['\n\nimport { a } from "no-such-package"; a;', "index.ts:3: cannot find module 'no-such-package'"],
    ['', 'index.ts: has no default export: end it with "export default defineExchange({ ... })"'],
    [
      'export const a = 1;',
      'index.ts: has no default export: end it with "export default defineExchange({ ... })"',
    ],
    [
      'export default () => 1;',
      'index.ts: the default export is a function, it must be what defineExchange returns',
    ],
    [
      'export default class {}',
      'index.ts: the default export is a class, it must be what defineExchange returns',
    ],
    [
      'export default { name: "A" };',
      'index.ts: the default export is a plain object, it must be what defineExchange returns',
    ],
    [
      'export default Promise.resolve(1);',
      'index.ts: the default export is a promise, it must be what defineExchange returns',
    ],
    ['export default null;', 'index.ts: the default export is null, it must be what defineExchange returns'],
    [
      'export default "a";',
      'index.ts: the default export is a string, it must be what defineExchange returns',
    ],
    [esm("'A B'"), 'index.ts:3: name must be letters, digits and hyphens, not "A B"'],
    [esm('undefined'), 'index.ts:3: name is missing'],
    [
      field('methods', '{ tiker: async () => ({}) }'),
      "index.ts:3: methods.tiker is not a method of FMZ's protocol, did you mean ticker?",
    ],
    [
      field('methods', '{ GetAccount: async () => ({}) }'),
      "index.ts:3: methods.GetAccount is not a method of FMZ's protocol, did you mean accounts?",
    ],
    [field('methods', '{ depth: 5 }'), 'index.ts:3: methods.depth is not a function'],
    [
      field('methods: {}, unsupported', '{ GetAccount: "none" }'),
      "index.ts:3: unsupported.GetAccount is not a method of FMZ's protocol, did you mean accounts?",
    ],
    [field('methods: {}, unsupported', '{ depth: "" }'), 'index.ts:3: unsupported.depth must not be empty'],
    [
      field('methods: { depth: async () => ({}) }, unsupported', '{ depth: "no book" }'),
      'index.ts:3: unsupported.depth is among its methods',
    ],
    [field('x', '{}'), 'index.ts:3: methods is missing'],
    [field('methods: {}, sign', '"no"'), 'index.ts:3: sign is not a function'],
    [
      field('methods: {}, baseUrl', '"api.example.com"'),
      'index.ts:3: baseUrl must be an address without a path, like https://api.example.com',
    ],
    [
      field('methods: {}, baseUrl', '"https://api.example.com/v1"'),
      'index.ts:3: baseUrl must be an address without a path, like https://api.example.com',
    ],
    [
      field('methods: {}, limits', '{ default: { requests: 0, per: 1000, by: "ip" } }'),
      'index.ts:3: limits.default.requests must be 1 or more',
    ],
    [esm("'A'").replace('v.object({})', '{}'), 'index.ts:3: credentials must be a schema of valibot'],
    [esm("'A'").replace('createState: () => ({}), ', ''), 'index.ts:3: createState is missing'],
  ])('%j', async (source, reason) => {
    expect(await reasonOf({ 'index.ts': source })).toBe(reason);
  });

  test('in a file that it imports', async () => {
    const entry = `import './lib/deep.js';\n${esm("'A'")}`;
    expect(await reasonOf({ 'index.ts': entry, 'lib/deep.ts': '\n\nfunction (;' })).toBe(
      'lib/deep.ts:3: Unexpected token',
    );
    expect(await reasonOf({ 'index.ts': entry, 'lib/deep.ts': '\nthrow new Error("deep");' })).toBe(
      'lib/deep.ts:2: deep',
    );
    const data = `import './a.json';\n${esm("'A'")}`;
    expect(await reasonOf({ 'index.ts': data, 'a.json': '{' })).toMatch(/^a\.json: .*JSON/);
  });

  test.each([
    ["import { gone } from './lib.ts';\nexport const later = () => gone;", 'gone'],
    ["import { kept, gone as other } from './lib.ts';\nexport const later = () => other(kept);", 'gone'],
    ["import gone from './lib.ts';\nexport const later = () => gone;", 'default'],
  ])('an import of what a module no longer exports: %j', async (source, name) => {
    const lib = "export const kept = 1;\nexport type Gone = 'type';";
    expect(await reasonOf({ 'index.ts': `${source}\n${esm("'A'")}`, 'lib.ts': lib })).toBe(
      `index.ts:1: './lib.ts' has no export '${name}'`,
    );
    expect(
      await reasonOf({ 'index.ts': "import { defineExchang } from 'fmzproto';\ndefineExchang();" }),
    ).toBe("index.ts:1: 'fmzproto' has no export 'defineExchang'");
  });

  test('not what is read of import * as, which may lack it', async () => {
    const entry = `import * as lib from './lib.ts';\nconst name = lib.gone ?? 'A';\n${esm('name')}`;
    expect(await nameOf({ 'index.ts': entry, 'lib.ts': 'export const kept = 1;' })).toBe('A');
  });

  test('not an import of what is a type, or is handed on as one', async () => {
    const files = {
      'index.ts': `import { Kept, type Kind } from './lib.ts';\nexport { Kind } from './lib.ts';\nconst name: Kind & Kept = 'A';\n${esm('name')}`,
      'lib.ts': "export type Kind = 'A';\nexport type Kept = 'A';",
    };
    expect(await nameOf(files)).toBe('A');
  });

  test('without exports in CommonJS', async () => {
    expect(await reasonOf({ 'index.cjs': '' })).toMatch(/^index\.cjs: has no default/);
  });
});
