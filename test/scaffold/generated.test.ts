import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createExchange, planExchange } from '../../src/scaffold/createExchange.js';
import { type CliResult, cliEnvironment, finish } from '../e2e/runCli.js';
import { allChoices, oneOfEach, someChoices } from './choices.js';
import { projectFolder } from './projectFolder.js';

const tsc = fileURLToPath(import.meta.resolve('typescript/lib/tsc.js'));

function run(cwd: string, ...words: string[]): Promise<CliResult> {
  return finish(spawn(process.execPath, words, { cwd, env: cliEnvironment() }));
}

const isVector = ({ path }: { path: string }) => path.endsWith('sign.test.ts');

describe('generated adapters', () => {
  test('every combination of choices renders, and leaves no directive or placeholder', async () => {
    for (const choices of allChoices) {
      const files = await planExchange(choices, 'exchanges/x');
      const text = files.map((file) => `${file.path}\n${file.text}`).join('\n');
      expect(text).not.toMatch(/__[A-Za-z]+__|#(if|else|end)\b/);
      // What the venue does not have is nowhere but in the vector of a signature.
      if (choices.base === 'AAPL') expect(text.replaceAll('BTC-USDT', '')).not.toMatch(/BTC|ETH|USDT/);
      const has = (name: string) => files.some(({ path }) => path === `exchanges/x/${name}`);
      expect(has('orders.ts')).toBe(choices.signing !== 'none');
      expect(has('toOrderRequest.ts')).toBe(choices.signing !== 'none');
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
    expect(await run(cwd, tsc, '-p', '.', '--noUnusedLocals', '--noUnusedParameters')).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
  });

  test('their own tests pass, of one for each signing scheme in each style', {
    timeout: 180_000,
  }, async () => {
    const cwd = await projectFolder();
    const created = await Promise.all(
      oneOfEach.map((choices) =>
        createExchange(choices, { cwd, dir: choices.name, force: false, dryRun: false }),
      ),
    );
    // They mostly wait for deadlines; node --test would start a process for each file.
    const parts = [0, 1, 2, 3].map((part) => created.filter((_, index) => index % 4 === part));
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
    expect(sum(results.map(({ files }) => files))).toBe(oneOfEach.length * 4 - withoutKeys * 2);
    const passed = results.map(({ stdout }) => Number(/(?:#|ℹ) pass (\d+)\n/.exec(stdout)?.[1]));
    expect(sum(passed)).toBeGreaterThan(500);
  });

  test('a refusal that was recorded has to come out again, with its HTTP status', async () => {
    const cwd = await projectFolder();
    const [choices] = someChoices;
    if (!choices) throw new Error('no choices');
    await createExchange(choices, { cwd, dir: 'exchanges', force: false, dryRun: false });
    const folder = join(cwd, 'exchanges', choices.name);
    const depth = JSON.parse(await readFile(join(folder, 'fixtures/depth.GET_depth.json'), 'utf8'));
    depth.params.limit = depth.request.query.limit = '7';
    const refuse = async (status: number, refusal: string) => {
      const reply = { status, refusal, body: { code: 40020, message: 'symbol is suspended' } };
      await writeFile(join(folder, 'fixtures/depth.refused.json'), JSON.stringify({ ...depth, reply }));
      return run(cwd, '--import', 'fmzproto/register', join(folder, 'test/fixtures.test.ts'));
    };
    expect(await refuse(400, '40020 symbol is suspended')).toMatchObject({ code: 0 });
    const other = await refuse(400, '40021 symbol is unknown');
    expect(other).toMatchObject({ code: 1, stdout: expect.stringContaining('40020 symbol is suspended') });
    // What says nothing of an order leaves open what became of it: a lost answer is no refusal.
    expect(await refuse(502, '40021 symbol is unknown')).toMatchObject({ code: 1 });
    const source = `import { startServer } from ${JSON.stringify(join(folder, 'test/startServer.ts'))};
      const server = await startServer(() => undefined);
      const reply = await fetch(\`\${server.url}\${${JSON.stringify(depth.request.path)}}?\${new URLSearchParams(${JSON.stringify(depth.request.query)})}\`);
      console.log(reply.status);
      await server.close();`;
    await writeFile(join(cwd, 'status.ts'), source);
    expect(await run(cwd, '--import', 'fmzproto/register', 'status.ts')).toMatchObject({ stdout: '502\n' });
  });
});
