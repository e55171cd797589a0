import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const all = 'test/**/*.test.ts';
/** The built command line, whole checks, and generated projects. */
const e2e = [
  'test/{e2e,canary}/**/*.test.ts',
  'test/check/{runCases,broker,hours,sessions,overFix}.test.ts',
  'test/scaffold/generated.test.ts',
];
/** Exchanges in front of their doubles, and FMZ's strategies. */
const venues = [
  'test/exchanges/**/*.test.ts',
  'test/differential/**/*.test.ts',
  'test/templates/**/*.test.ts',
];
/** Whole servers and sockets on loopback, and what waits for them. */
const sockets = [
  'test/{server,runtime,http,fix,recording,streams,strategy}/**/*.test.ts',
  'test/scaffold/{oddRows,sharedNames}.test.ts',
];
/** What takes its time. */
const slow = ['test/slow/**/*.test.ts'];
/** What wants the machine to itself, since prices of streams that come late are not believed: behind all others. */
const alone = ['test/slow/robots.test.ts'];
/** What needs the Python plugin of FMZ's guide: `npm run test:guide`. */
const guide = ['test/guide/**/*.test.ts'];

/** Each file begins at a time of its own choice. Nothing is measured by the clock: the limits only end what hangs. */
const setting = {
  setupFiles: ['test/support/shiftClock.js'],
  testTimeout: 300_000,
  hookTimeout: 300_000,
  expect: { poll: { timeout: 120_000, interval: 20 } },
};

/** What a project imports besides before each of its files. */
const besides: Readonly<Record<string, readonly string[]>> = {
  // No test of the built command line passes that leaves a key anywhere.
  e2e: ['test/canary/searchSuite.ts'],
  venues: ['test/exchanges/ccxt/restoreClasses.ts'],
};

/** Files that take longer than any other; what is slow besides has a project of its own. */
const long = /\/(idleConnections|ccxt\/(check|writes|orderOptions))\.test\.ts$/;

/** What takes its time begins first: the others run meanwhile. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId, project }: TestSpecification) =>
      project.name === 'slow' || long.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

const project = (name: string, include: string[], exclude: string[], order = 0, isolate = true) => ({
  test: {
    ...setting,
    setupFiles: [...setting.setupFiles, ...(besides[name] ?? [])],
    isolate,
    ...{ name, include, exclude: [...configDefaults.exclude, ...exclude] },
    ...{ maxConcurrency: 24, sequence: { groupOrder: order } },
    maxWorkers: order === 0 ? 3 * availableParallelism() : 1,
  },
});

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      // Nothing of ours is read at import, and no test leaves anything behind: what is imported serves many files.
      project('unit', [all], [...sockets, ...e2e, ...venues, ...slow, ...guide], 0, false),
      project('sockets', sockets, [], 0, false),
      project('venues', venues, [], 0, false),
      project('e2e', e2e, []),
      project('slow', slow, alone),
      project('alone', alone, [], 1),
      ...(process.env.GUIDE_PLUGIN ? [project('guide', guide, [], 2)] : []),
    ],
  },
});
