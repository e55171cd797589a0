import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createExchange } from '../../src/scaffold/createExchange.js';
import { type CliResult, cliEnvironment, finish } from '../e2e/runCli.js';
import { oneOfEach, oneOfEachLogon } from '../scaffold/choices.js';
import { projectFolder } from '../scaffold/projectFolder.js';

function run(cwd: string, ...words: string[]): Promise<CliResult> {
  return finish(spawn(process.execPath, words, { cwd, env: cliEnvironment() }));
}

const isVector = ({ path }: { path: string }) => /(sign|logon)\.test\.ts$/.test(path);

test('their own tests pass, of one for each signing scheme in each style, and for Logons of FIX', async () => {
  const cwd = await projectFolder();
  const created = await Promise.all(
    [...oneOfEachLogon, ...oneOfEach].map((choices) =>
      createExchange(choices, { cwd, dir: choices.name, force: false, dryRun: false }),
    ),
  );
  // They mostly wait for deadlines; node --test would start a process for each file.
  const parts = [0, 1, 2].map((part) => created.filter((_, index) => index % 3 === part));
  const results = await Promise.all(
    parts.map(async (part, index) => {
      const tests = part.flatMap(({ files }) => files.filter(({ path }) => path.endsWith('.test.ts')));
      // The vector of a scheme whose nonces only grow comes before the requests of today.
      tests.sort((one, other) => Number(isVector(other)) - Number(isVector(one)));
      const imports = tests.map(({ path }) => `import './${path}';\n`);
      await writeFile(join(cwd, `part${index}.ts`), imports.join(''));
      return {
        files: tests.length,
        ...(await run(cwd, '--import', 'fmzproto/register', `part${index}.ts`)),
      };
    }),
  );
  for (const { code, stdout } of results) {
    expect(stdout).toMatch(/(#|ℹ) fail 0\n/);
    expect(code).toBe(0);
  }
  const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
  const withoutKeys = oneOfEach.filter(({ signing }) => signing === 'none').length;
  const withPositions = oneOfEachLogon.filter(({ products }) => products.includes('futures')).length;
  expect(sum(results.map(({ files }) => files))).toBe(
    (oneOfEach.length + oneOfEachLogon.length) * 4 - withoutKeys * 2 + withPositions,
  );
  const passed = results.map(({ stdout }) => Number(/(?:#|ℹ) pass (\d+)\n/.exec(stdout)?.[1]));
  expect(sum(passed)).toBeGreaterThan(500);
});
