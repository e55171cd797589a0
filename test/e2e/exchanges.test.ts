import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { builtInExchanges } from '../../src/exchanges/builtInExchanges.js';
import { methodNames, methods } from '../../src/protocol/methods.js';
import { loadAll } from '../../src/runtime/DeferredExchange.js';
import { describeExchanges } from '../../src/runtime/describeExchanges.js';
import { runCli } from './runCli.js';

const described = async () => describeExchanges((await loadAll(await builtInExchanges())).exchanges);
const emptyFolder = () => mkdtemp(join(tmpdir(), 'fmzproto-'));

it('shows what each exchange supports', async () => {
  const { code, stdout, stderr } = await runCli(['exchanges'], { cwd: await emptyFolder() });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const [matrix = '', notes] = stdout.trimEnd().split('\n\n');
  const [titles = '', ...rows] = matrix.split('\n');
  const exchanges = await described();
  expect(titles.split(/\s{2,}/)).toEqual(['function', ...exchanges.map(({ name }) => name)]);
  expect(rows.map((row) => row.split(/\s{2,}/))).toEqual([
    ...methodNames.map((name) => [
      methods[name].fmz,
      ...exchanges.map((exchange) => (exchange.methods.includes(name) ? 'yes' : '-')),
    ]),
    ['keys', ...exchanges.map(({ keys }) => keys)],
    ['prices', ...exchanges.map(({ publicData }) => (publicData ? 'public' : 'with keys'))],
  ]);
  expect(exchanges.filter(({ publicData }) => !publicData).map(({ name }) => name)).toContain('Alpaca');
  expect(notes).toContain('CTrader GetAccount, GetAssets: FIX tells no balance: read it in cTrader\n');
});

it('prints the same as JSON', async () => {
  const { code, stdout } = await runCli(['exchanges', '--json'], { cwd: await emptyFolder() });
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({ exchanges: await described() });
});

it('has no flag that does not exist', async () => {
  const { code, stdout, stderr } = await runCli(['exchanges', '--nope']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('see "node bin/run.js exchanges --help"');
});
