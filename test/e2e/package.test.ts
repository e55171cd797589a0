import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import * as index from '../../src/index.js';
import * as testing from '../../src/testing.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(root, 'dist');
const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const filesOf = (ending: string) =>
  readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending))
    .map((path) => join(dist, path));

const IMPORT = /^(?:import|export|\}) ?(?:.* from )?["']([^"']+)["'];$|\bimport\(["']([^"']+)["']\)/gm;

/** What a file imports, by a path or by the name of a package. */
function importsOf(file: string): string[] {
  const found = readFileSync(file, 'utf8').matchAll(IMPORT);
  return [...found].flatMap(([, fixed, late]) => fixed ?? late ?? []);
}

/** Whether a module is Node's own, or of a package that is installed with this one. */
function isThere(name: string): boolean {
  const known = ['fmzproto', ...Object.keys(dependencies), ...Object.keys(peerDependencies)];
  return name.startsWith('node:') || known.some((one) => name === one || name.startsWith(`${one}/`));
}

it.each([
  ['index', index],
  ['testing', testing],
])('%s.js has what is exported, and nothing else', async (door, exported) => {
  const built: object = await import(join(dist, `${door}.js`));
  expect(Object.keys(built).sort()).toEqual(Object.keys(exported).sort());
});

it('has all types that its own are made of, and those of no package that is not installed with it', () => {
  const types = filesOf('.d.ts');
  expect(types).toEqual(expect.arrayContaining([join(dist, 'index.d.ts'), join(dist, 'testing.d.ts')]));
  const imports = types.flatMap((file) => importsOf(file).map((name) => ({ file, name })));
  const missing = imports.filter(({ file, name }) =>
    name.startsWith('.') ? !existsSync(join(dirname(file), name.replace(/\.js$/, '.d.ts'))) : !isThere(name),
  );
  expect(imports.length).toBeGreaterThan(100);
  expect(missing).toEqual([]);
});

it('imports only what is installed with it', () => {
  const own = filesOf('.js').filter((file) => !file.includes('/vendor/'));
  const packages = own.flatMap(importsOf).filter((name) => !name.startsWith('.'));
  expect(packages).toEqual(expect.arrayContaining(['valibot', 'jiti', 'chokidar', 'inquirer', 'ws']));
  expect(packages.filter((name) => !isThere(name))).toEqual([]);
});

it('has the licenses of what goes along', () => {
  const licenses = readFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), 'utf8');
  for (const name of ['@oclif/core', 'undici', 'hono', 'ofetch', 'chalk', 'lossless-json', 'bignumber.js']) {
    expect(licenses).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
  }
  const parts = licenses.split(/^-{80}$/m).map((part) => part.trim().split('\n'));
  expect(parts.filter((lines) => lines.length < 5).map(([title]) => title)).toEqual([]);
});
