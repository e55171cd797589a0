import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLogFile } from '../../src/server/createLogFile.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'log-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A log file whose lines are 100 bytes long. */
function open(path: string) {
  const elsewhere: string[] = [];
  const told: string[] = [];
  const log = createLogFile(path, {
    fallback: { write: (line) => elsewhere.push(line), close: () => undefined },
    onTrouble: (sentence) => told.push(sentence),
    size: 1000,
    files: 2,
  });
  const line = (index: number) => `${String(index).padStart(99, '.')}\n`;
  return { ...log, elsewhere, told, line };
}

test('begins the next file when one is full, keeps a few, and loses no line of these', async () => {
  const path = join(folder, 'serve.log');
  const log = open(path);
  for (let index = 0; index < 55; index += 1) {
    log.write(log.line(index));
    // As lines come: one after the other, so that files are changed between them.
    await new Promise((resolve) => setImmediate(resolve));
    await expect.poll(async () => (await all()).includes(log.line(index))).toBe(true);
  }
  log.close();
  expect((await readdir(folder)).toSorted()).toEqual(['serve.log', 'serve.log.1', 'serve.log.2']);
  const numbers = (await all()).match(/\d+/g)?.map(Number) ?? [];
  expect(numbers.length).toBeGreaterThan(20);
  expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => 55 - numbers.length + index));
  expect(log).toMatchObject({ elsewhere: [], told: [] });
  for (const name of await readdir(folder)) {
    const { mode, size } = await stat(join(folder, name));
    expect({ mode: mode & 0o777, fits: size <= 1100 }).toEqual({ mode: 0o600, fits: true });
  }

  async function all(): Promise<string> {
    const names = (await readdir(folder)).toSorted().toReversed();
    return (await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))).join('');
  }
});

test.each([
  ['none/serve.log', 'its folder is not there (ENOENT)'],
  ['', 'it is a folder'],
  ['/dev/full', 'it is not a regular file'],
  ['/etc/passwd/serve.log', 'its folder is not there (ENOTDIR)'],
])('lines go elsewhere where %j cannot be written to, which is told once', (name, reason) => {
  const path = resolve(folder, name);
  const log = open(path);
  log.write('one\n');
  log.write('two\n');
  log.close();
  expect(log.elsewhere).toEqual(['one\n', 'two\n']);
  expect(log.told).toEqual([`the log cannot be written to ${path} and goes to stderr: ${reason}`]);
});
