import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createExchange } from '../../src/scaffold/createExchange.js';
import { planExchange } from '../../src/scaffold/planExchange.js';
import { signingNames } from '../../src/scaffold/signings.js';
import { cliEnvironment } from '../e2e/runCli.js';
import { allChoices, someChoices } from './choices.js';
import { projectFolder } from './projectFolder.js';

const tsc = fileURLToPath(import.meta.resolve('typescript/lib/tsc.js'));

function run(cwd: string, ...words: string[]) {
  const { status, stdout } = spawnSync(process.execPath, words, {
    cwd,
    encoding: 'utf8',
    env: cliEnvironment(),
  });
  return { status, stdout };
}

describe('generated adapters', () => {
  test('every combination of choices renders, and leaves no directive or placeholder', async () => {
    for (const choices of allChoices) {
      const files = await planExchange(choices, 'exchanges/x');
      const text = files.map((file) => `${file.path}\n${file.text}`).join('\n');
      expect(text).not.toMatch(/__[A-Za-z]+__|#(if|else|end)\b/);
      const has = (name: string) => files.some(({ path }) => path === `exchanges/x/${name}`);
      expect(has('orders.ts')).toBe(choices.signing !== 'none');
      expect(has('spotOrder.ts')).toBe(choices.signing !== 'none' && choices.products.includes('spot'));
      expect(has('positions.ts')).toBe(choices.signing !== 'none' && choices.products.includes('futures'));
      expect(has('fixtures/fundings.GET_funding-rates.json')).toBe(choices.products.includes('futures'));
    }
  });

  test('they type-check as strictly as their tsconfig.json says, and with no name unused', {
    timeout: 180_000,
  }, async () => {
    const cwd = await projectFolder();
    for (const choices of someChoices) {
      await createExchange(choices, { cwd, dir: 'exchanges', force: false, dryRun: false });
    }
    expect(run(cwd, tsc, '-p', '.', '--noUnusedLocals', '--noUnusedParameters')).toEqual({
      status: 0,
      stdout: '',
    });
  });

  test('their own tests pass, of one for each signing scheme', { timeout: 180_000 }, async () => {
    const cwd = await projectFolder();
    const chosen = signingNames.flatMap((name, index) =>
      someChoices.filter(({ signing }) => signing === name).slice(index % 3, (index % 3) + 1),
    );
    expect(chosen).toHaveLength(signingNames.length);
    const created = await Promise.all(
      chosen.map((choices) =>
        createExchange(choices, { cwd, dir: choices.name, force: false, dryRun: false }),
      ),
    );
    const tests = created.flatMap(({ files }) => files.filter(({ path }) => path.endsWith('.test.ts')));
    // The vector of a scheme whose nonces only grow comes before the requests of today.
    tests.sort(
      (one, other) => Number(other.path.endsWith('sign.test.ts')) - Number(one.path.endsWith('sign.test.ts')),
    );
    expect(tests).toHaveLength(signingNames.length * 4 - 2);
    // In one process: node --test starts one for each file.
    await writeFile(join(cwd, 'all.ts'), tests.map(({ path }) => `import './${path}';\n`).join(''));
    const { status, stdout } = run(cwd, '--import', 'fmzproto/register', 'all.ts');
    expect(stdout).toMatch(/(#|ℹ) fail 0\n/);
    expect(Number(/(?:#|ℹ) pass (\d+)\n/.exec(stdout)?.[1])).toBeGreaterThan(200);
    expect(status).toBe(0);
  });
});
