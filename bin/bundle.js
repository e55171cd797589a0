// Puts what `tsc` wrote to build/ together in dist/: one module for what is always used together, loaded in one go. Packages
// that only this program uses go along, smaller and with their licenses; what adapters import too stays a package of its own.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { minifySync } from 'rolldown/utils';
import { bundlePage } from './bundlePage.js';
import { bundleStrategy } from './bundleStrategy.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const build = join(root, 'build');
const dist = join(root, 'dist');

/** What is imported, run or named by oclif: each a file of this name in dist/. */
function entries() {
  const commands = readdirSync(join(build, 'commands')).filter((file) => file.endsWith('.js'));
  return {
    index: 'index.js',
    testing: 'testing.js',
    register: 'register.js',
    main: 'cli/main.js',
    'cli/terminal/help': 'cli/terminal/help.js',
    ...Object.fromEntries(commands.map((file) => [`commands/${file.slice(0, -3)}`, `commands/${file}`])),
  };
}

/** What is used together. The first that a module fits is its own; the others are parted by who imports them. */
const groups = [
  ['vendor/server', /node_modules\/(hono|@hono)\//],
  ['vendor/client', /node_modules\/(undici|ofetch|ufo|destr|node-fetch-native)\//],
  ['vendor/metrics', /node_modules\/(prom-client|@opentelemetry|tdigest|bintrees)\//],
  ['vendor/terminal', /node_modules\/(?!lossless-json|bignumber\.js)/],
  [
    'words',
    /^build\/(wording\/say|protocol\/(oneLine|suggest|thrown)|files\/(installCommand|loadCode|packageFolder))\.js/,
  ],
  ['protocol', /node_modules\/|^build\/protocol\/|^build\/http\/(NetworkError|deadline|Cancellation)\.js/],
  ['terminal', /^build\/cli\/terminal\/(?!help|questions|renderTable)/],
  ['signing', /^build\/signing\//],
  ['fix', /^build\/fix\/(FixMessage|redact|utc)\.js/],
  [
    'server',
    /^build\/(server\/(?!Log\.|RecentKeys\.|console\/|tls\/|metrics\/(?!Tally|Distribution|loadMetrics))|http\/(TurnBatch|SharedLoad|ServerClock)|runtime\/(registry|Secrets)|loading\/(adapterFaults|sources|translate))/,
  ],
  ['plugin', /^build\/(cli\/plugin\/|loading\/|exchanges\/ccxt\/library\/(createCcxtLibrary|findCcxt)\.)/],
  ['adapter', /^build\/adapter\//],
  [
    'http',
    /^build\/http\/(Reply|ServerClock|SharedLoad|TurnBatch|Waiters|connectionFailures|loadBounds|request)\.js/,
  ],
  ['registry', /^build\/(exchanges\/builtInExchanges|runtime\/(DeferredExchange|describeExchanges))\.js/],
].map(([name, paths]) => ({ name, test: (id) => paths.test(pathOf(id)) }));

/** A module's path from the root, with slashes. */
function pathOf(id) {
  return relative(root, id).split(sep).join('/');
}

/** What oclif has for commands in TypeScript, and to look again at the version of Node that package.json asks for. */
const unused = ['typescript', 'semver'];

/** Bundles, and writes beside it the licenses of what goes along. */
export async function bundle() {
  const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const packages = [...Object.keys(dependencies), ...Object.keys(peerDependencies), ...unused];
  const bundled = await rolldown({
    input: Object.fromEntries(Object.entries(entries()).map(([name, file]) => [name, join(build, file)])),
    cwd: root,
    platform: 'node',
    preserveEntrySignatures: 'allow-extension',
    external: (id) => packages.some((name) => id === name || id.startsWith(`${name}/`)),
    plugins: [loadWhenUsed, poolsOfUndici],
  });
  const { output } = await bundled.write({
    dir: dist,
    entryFileNames: '[name].js',
    chunkFileNames: nameOf,
    codeSplitting: { groups, includeDependenciesRecursively: false },
  });
  const vendored = output.filter(({ name }) => name.startsWith('vendor/'));
  for (const { fileName, code } of vendored) {
    writeFileSync(join(dist, fileName), minifySync(fileName, code, { module: true }).code);
  }
  const strategy = await bundleStrategy(join(build, 'strategy/worker'), join(dist, 'strategy'));
  const report = await bundlePage(join(root, 'src/cli/run/report/page'), join(dist, 'report'));
  const console = await bundlePage(join(root, 'src/server/console/page'), join(dist, 'console'));
  const modules = [...output.flatMap((chunk) => chunk.moduleIds), ...strategy, ...report, ...console];
  writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), licensesOf(modules));
}

/** A module that is imported when it is needed keeps its path. */
function nameOf({ isDynamicEntry, facadeModuleId, name }) {
  if (isDynamicEntry && facadeModuleId?.startsWith(build)) return relative(build, facadeModuleId);
  return name.startsWith('vendor/') ? '[name].js' : 'shared/[name].js';
}

/**
 * oclif's modules import each other, and all of their packages, at the start, and use a few of them: each is loaded when it
 * is first used instead. They are CommonJS as TypeScript writes it: `const a_1 = require("a")`, then `a_1.name`.
 */
const loadWhenUsed = {
  name: 'load-when-used',
  transform(code, id) {
    if (!/node_modules\/@oclif\/core\/lib\/.*\.js$/.test(id)) return null;
    const required = /^const (\w+_\d+) = ((?:__import\w+\()?require\("[^"]+"\)\)?);$/gm;
    const found = [...code.matchAll(required)].map(([, name, value]) => ({ name, value }));
    const declared = found.map(
      ({ name, value }) => `let ${name}$loaded; const ${name} = () => (${name}$loaded ??= ${value});`,
    );
    const called = found.reduce(
      (text, { name }) => text.replace(new RegExp(`\\b${name}\\b`, 'g'), () => `(${name}())`),
      code.replace(required, '').replace(/^checkNodeVersion\(\);$/m, ''),
    );
    const [head, body] = called.split(/(?<=^Object\.defineProperty\(exports, "__esModule", .*\n)/m);
    return found.length === 0 ? null : { code: [head, ...declared, body].join('\n'), map: null };
  },
};

/** What is imported of undici; its index has a browser's fetch, WebSockets and caches besides, and loads them all. */
const poolsOfUndici = {
  name: 'pools-of-undici',
  resolveId: (id) => (id === 'undici' ? '\0undici' : null),
  load(id) {
    if (id !== '\0undici') return null;
    const names = ['Agent', 'Client', 'Pool'];
    const urlOf = (name) => new URL(`lib/dispatcher/${name.toLowerCase()}.js`, import.meta.resolve('undici'));
    const fileOf = (name) => JSON.stringify(fileURLToPath(urlOf(name)));
    return names.map((name) => `export { default as ${name} } from ${fileOf(name)};`).join('\n');
  },
};

/** @param modules the paths of all that went along. */
function licensesOf(modules) {
  const folders = new Set(
    modules.flatMap((id) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(pathOf(id))?.[0] ?? []),
  );
  const texts = [...folders].map((path) => {
    const folder = join(root, path);
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
    const text = file ? readFileSync(join(folder, file), 'utf8').trim() : '';
    return { name, text: `${name} ${version} (${license})\n\n${text}`.trim() };
  });
  return `${texts
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ text }) => text)
    .join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** Copies the types that the public doors are made of. */
export function copyTypes() {
  const seen = new Set();
  const open = ['index', 'testing', 'register'].map((door) => join(build, `${door}.d.ts`));
  for (const file of open) {
    if (seen.has(file)) continue;
    seen.add(file);
    const text = readFileSync(file, 'utf8');
    for (const [, path] of text.matchAll(/(?:from|import\() ?'(\.[^']+)\.js'/g)) {
      open.push(join(dirname(file), `${path}.d.ts`));
    }
  }
  for (const file of seen) {
    const copy = join(dist, relative(build, file));
    mkdirSync(dirname(copy), { recursive: true });
    copyFileSync(file, copy);
  }
}
