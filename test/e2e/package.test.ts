import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkPackage, createPackageFromTarballData, type Problem } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import * as v from 'valibot';
import { afterAll, expect, it } from 'vitest';
import * as index from '../../src/index.js';
import * as testing from '../../src/testing.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(root, 'dist');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const { dependencies, peerDependencies, exports: doors } = manifest;

const packing = v.tuple([v.object({ filename: v.string(), files: v.array(v.object({ path: v.string() })) })]);
const packed = mkdtempSync(join(tmpdir(), 'fmzproto-package-'));
afterAll(() => rmSync(packed, { recursive: true }));
const [{ filename, files }] = v.parse(
  packing,
  JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', packed], {
      cwd: root,
      shell: process.platform === 'win32',
    }).toString(),
  ),
);
const tarball = new Uint8Array(readFileSync(join(packed, filename)));

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

it('has each exchange and each command in a file of its own, and names that can be read', () => {
  const paths = filesOf('.js').map((file) => file.slice(dist.length + 1).replaceAll('\\', '/'));
  const [commands, exchanges] = ['commands', 'exchanges'].map((room) =>
    readdirSync(join(root, 'src', room), { withFileTypes: true }),
  );
  const own = [
    ...(commands ?? []).map(({ name }) => `commands/${name.replace(/\.ts$/, '.js')}`),
    ...(exchanges ?? [])
      .filter((item) => item.isDirectory() && item.name !== 'ccxt')
      .map(({ name }) => `exchanges/${name}/index.js`),
  ];
  expect(own.length).toBeGreaterThan(8);
  expect(paths).toEqual(expect.arrayContaining([...own, 'index.js', 'main.js']));
  expect(paths.filter((path) => !/^([\w-]+\/)*[a-z][\w-]*\.js$/i.test(path) || /\d/.test(path))).toEqual([]);
  // What several share is in few files.
  expect(paths.filter((path) => path.startsWith('shared/')).length).toBeLessThanOrEqual(32);
});

it('is packed with all of that, and with no source, test or build beside it', () => {
  const paths = files.map(({ path }) => path);
  const built = filesOf('').filter((file) => statSync(file).isFile());
  expect(paths.filter((path) => path.startsWith('dist/')).sort()).toEqual(
    built.map((file) => file.slice(root.length).replaceAll('\\', '/')).sort(),
  );
  const rooms = new Set(paths.filter((path) => path.includes('/')).map((path) => path.split('/', 1)[0]));
  expect([...rooms].sort()).toEqual(['bin', 'dist', 'docs', 'examples', 'templates']);
});

it('has nothing that publint finds fault with', async () => {
  const { messages } = await publint({ pack: { tarball: tarball.buffer }, strict: true });
  expect(messages.map((message) => formatMessage(message, manifest, { color: false }))).toEqual([]);
});

// The package has modules alone: https://github.com/arethetypeswrong/arethetypeswrong.github.io/tree/main/packages/cli#profiles
const ESM_ONLY = ['node10', 'node16-cjs'];
const counts = (problem: Problem) =>
  !('resolutionKind' in problem && ESM_ONLY.includes(problem.resolutionKind));

it('has right types at each of its doors, by arethetypeswrong', async () => {
  const found = await checkPackage(createPackageFromTarballData(tarball));
  const { problems, entrypoints } = found.types ? found : { problems: [], entrypoints: {} };
  expect(Object.keys(entrypoints).sort()).toEqual(Object.keys(doors).sort());
  expect(problems.filter(counts)).toEqual([]);
});

it('has the licenses of what goes along', () => {
  const licenses = readFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), 'utf8');
  for (const name of [
    '@oclif/core',
    'undici',
    'hono',
    'ofetch',
    'chalk',
    'lossless-json',
    'bignumber.js',
    'uplot',
  ]) {
    expect(licenses).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
  }
  const parts = licenses.split(/^-{80}$/m).map((part) => part.trim().split('\n'));
  expect(parts.filter((lines) => lines.length < 5).map(([title]) => title)).toEqual([]);
});
