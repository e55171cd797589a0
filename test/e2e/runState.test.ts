import { readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { logOf, useRuns } from './startRun.js';

const { folder, run, start } = useRuns();

const COUNT = `
function main() {
  DBExec('CREATE TABLE IF NOT EXISTS t (n)');
  DBExec('INSERT INTO t VALUES (1)');
  var n = (_G('count') || 0) + 1;
  _G('count', n);
  Log('run', n, DBExec('SELECT COUNT(*) FROM t').values[0][0]);
  if (n === 1) Sleep(1e9);
}`;

it('a second run on one --state file stops with one sentence, and the first goes on', async () => {
  const flags = ['--state', 'state.json'];
  const first = await start(COUNT, 'run 1 1', { flags });
  const file = join(folder(), 'state.json');
  const refused = {
    code: 2,
    stdout: '',
    stderr: `error: ${file} is in use by process ${first.child.pid}, as ${file}.lock says; nothing was changed, stop that one or name another with --state\n`,
  };
  expect(await run(COUNT, flags)).toEqual(refused);
  await symlink('state.json', join(folder(), 'link.json'));
  expect(await run(COUNT, ['--state', 'link.json'])).toEqual(refused);
  first.child.kill('SIGINT');
  expect((await first.done).code).toBe(0);
  expect((await readdir(folder())).toSorted()).toEqual([
    'link.json',
    'state.json',
    'state.json.db',
    'strategy.js',
  ]);

  // By the link it is the same file, and it stays a link.
  const second = await run(COUNT, ['--state', 'link.json']);
  expect({ code: second.code, log: logOf(second.stdout) }).toEqual({ code: 0, log: ['run 2 2'] });
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ count: 2 });
});

it('the --state file of a run that was killed can be used at once', async () => {
  const flags = ['--state', 'killed.json'];
  const first = await start("function main() { Log('ready'); Sleep(1e9); }", 'ready', { flags });
  first.child.kill('SIGKILL');
  await first.done;
  expect(await readdir(folder())).toContain('killed.json.lock');
  expect((await run('function main() {}', flags)).code).toBe(0);
  expect(await readdir(folder())).not.toContain('killed.json.lock');
});

it('what a run that was killed had stored is whole, and nothing else is left of it', async () => {
  const count = `
function main() {
  DBExec('CREATE TABLE IF NOT EXISTS t (n)');
  var found = [_G('n') || 0, DBExec('SELECT MAX(n) FROM t').values[0][0] || 0];
  Log('found', found[0], found[1]);
  for (var n = found[0] + 1; ; n++) {
    DBExec('INSERT INTO t VALUES (' + n + ')');
    _G('n', n);
    Log('stored', n);
    Sleep(1);
  }
}`;
  let before = 0;
  for (let round = 0; round < 4; round += 1) {
    const { child, done, seen } = await start(count, 'stored', { flags: ['--state', 'many.json'] });
    await expect.poll(() => readdir(folder())).toContain('many.json.db');
    await expect.poll(() => seen().split('stored').length, { interval: 1 }).toBeGreaterThan(20 + 7 * round);
    child.kill('SIGKILL');
    const { stdout } = await done;
    const [, kept, rows] = /found (\d+) (\d+)/.exec(stdout) ?? [];
    const numbers = logOf(stdout).flatMap((line) => /^stored (\d+)$/.exec(line)?.[1] ?? []);
    // What was stored last may not have been on the disk yet, and each of the two files is written by itself.
    for (const found of [kept, rows]) {
      expect(Number(found)).toBeLessThanOrEqual(before + 1);
      expect(Number(found)).toBeGreaterThanOrEqual(round === 0 ? 0 : 1);
    }
    before = Number(numbers.at(-1));
  }
  expect((await run("function main() { Log('kept', _G('n') > 0); }", ['--state', 'many.json'])).code).toBe(0);
  expect((await readdir(folder())).filter((name) => name.startsWith('many.'))).toEqual([
    'many.json',
    'many.json.db',
  ]);
});

it('a wrong flag leaves no lock behind', async () => {
  const { code } = await run('function main() {}', ['--state', 'free.json', '--report', 'none/report.html']);
  expect(code).toBe(2);
  expect(await readdir(folder())).not.toContain('free.json.lock');
});
