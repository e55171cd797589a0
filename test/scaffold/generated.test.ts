import { spawn } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createExchange, planExchange } from '../../src/scaffold/createExchange.js';
import { type CliResult, cliEnvironment, finish } from '../e2e/runCli.js';
import { allChoices, allFixChoices, someChoices, someFixChoices } from './choices.js';
import { projectFolder } from './projectFolder.js';

const tsc = fileURLToPath(import.meta.resolve('typescript/lib/tsc.js'));

function run(cwd: string, ...words: string[]): Promise<CliResult> {
  return finish(spawn(process.execPath, words, { cwd, env: cliEnvironment() }));
}

/** What an adapter offers as comments: over HTTP, and over FIX. */
const offeredOfHttp = {
  'index.ts': ['hosts', 'environment', 'publicData', 'hours', 'streams'],
  'orders.ts': ['options', 'whileClosed', 'clientOrderIds', 'accepted', 'acceptsFirst'],
};
const offeredOfFix = {
  'index.ts': ['hosts'],
  'lines.ts': ['version', 'heartbeat', 'resets', 'limit', 'ids'],
};

/** Makes code of them. */
async function uncomment(folder: string, offered: Readonly<Record<string, string[]>>): Promise<void> {
  for (const [name, fields] of Object.entries(offered)) {
    const before = await readFile(join(folder, name), 'utf8');
    const after = fields.reduce((text, field) => {
      const found = new RegExp(`^  // (${field}(?:: .*|),)$`, 'm');
      expect(text).toMatch(found);
      return text.replace(found, '  $1');
    }, before);
    await writeFile(join(folder, name), after.replace('// import { streams }', 'import { streams }'));
  }
}

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

  test('every combination of FIX renders, with the files that it needs', async () => {
    for (const choices of allFixChoices) {
      const files = await planExchange(choices, 'exchanges/x');
      const text = files.map((file) => `${file.path}\n${file.text}`).join('\n');
      expect(text).not.toMatch(/__[A-Za-z]+__|#(if|else|end)\b|BTC|ETH|USDT/);
      const has = (name: string) => files.some(({ path }) => path === `exchanges/x/${name}`);
      expect(['lines.ts', 'tags.ts', 'instruments.ts', 'orders.ts', 'test/double.ts'].every(has)).toBe(true);
      expect(has('positions.ts')).toBe(choices.products.includes('futures'));
      expect(['sign.ts', 'limits.ts', 'streams.ts'].some(has)).toBe(false);
    }
  });

  test('they type-check as strictly as their tsconfig.json says, and with no name unused', async () => {
    const cwd = await projectFolder();
    for (const choices of [...someChoices, ...someFixChoices]) {
      await createExchange(choices, { cwd, dir: 'exchanges', force: false, dryRun: false });
    }
    // What is offered as a comment is a field that the kit has.
    const [offered] = someChoices.filter(({ signing, style }) => signing === 'header' && style === 'rest');
    await uncomment(join(cwd, `exchanges/${offered?.name}`), offeredOfHttp);
    await uncomment(join(cwd, `exchanges/${someFixChoices[0]?.name}`), offeredOfFix);
    expect(await run(cwd, tsc, '-p', '.', '--noUnusedLocals', '--noUnusedParameters')).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
  });

  test('a refusal in plain text is told in its words', async () => {
    const cwd = await projectFolder();
    const [choices] = someChoices.filter(({ style }) => style === 'rest');
    if (!choices) throw new Error('no choices');
    await createExchange(choices, { cwd, dir: 'exchanges', force: false, dryRun: false });
    const source = `import { startRecordingServer, testExchange } from 'fmzproto/testing';
      import exchange from './exchanges/${choices.name}/index.ts';
      const server = await startRecordingServer(() => ({ status: 400, body: 'Invalid symbol: ZZZZ' }));
      const keys = { access_key: 'key', secret_key: 'secret' };
      const tester = testExchange(exchange, { baseUrl: server.url, keys });
      console.log(await tester.call('markets', {}).catch(({ message }) => message));
      await tester.close();
      await server.close();`;
    await writeFile(join(cwd, 'plain.ts'), source);
    expect(await run(cwd, '--import', 'fmzproto/register', 'plain.ts')).toMatchObject({
      stdout: expect.stringMatching(/^400 Invalid symbol: ZZZZ/),
    });
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
    // What was read for an order that was not sent is no recording of an order.
    const own = {
      ...depth,
      method: 'trade',
      params: { symbol: 'X_Y', type: 'buy', price: '1', amount: '0' },
    };
    await writeFile(join(folder, 'fixtures/trade.unsent.json'), JSON.stringify(own));
    expect(await refuse(400, '40020 symbol is suspended')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('it was refused before it was sent'),
    });
    const sent = { ...own, request: { ...own.request, verb: 'POST' } };
    await writeFile(join(folder, 'fixtures/trade.unsent.json'), JSON.stringify(sent));
    expect(await refuse(400, '40020 symbol is suspended')).toMatchObject({ code: 1 });
    await rm(join(folder, 'fixtures/trade.unsent.json'));
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
