import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../docs/readDocument.js';
import { type OkxDouble, startOkxDouble } from '../doubles/okx/startOkxDouble.js';
import { finish, runCli, spawnCli } from './runCli.js';

const folder = await mkdtemp(join(tmpdir(), 'fmzproto-examples-'));
let okx: OkxDouble;

beforeAll(async () => {
  okx = await startOkxDouble();
});
afterAll(async () => {
  await okx.close();
  await rm(folder, { recursive: true });
});

const example = (name: string) => join(root, 'examples', name);
const run = (...args: string[]) => runCli(['run', ...args], { cwd: folder });

const event = v.looseObject({ kind: v.string() });
const tables = v.looseObject({
  tables: v.tuple([v.looseObject({ cols: v.array(v.string()), rows: v.array(v.array(v.string())) })]),
});

/** Runs an example until it has printed a text often enough, then stops it by Ctrl-C. */
async function runUntil(text: string, count: number, ...args: string[]) {
  const child = spawnCli(['run', ...args], { cwd: folder });
  const done = finish(child);
  let seen = '';
  child.stdout.on('data', function stop(chunk) {
    seen += chunk;
    if (seen.split(text).length <= count) return;
    child.stdout.off('data', stop);
    child.kill('SIGINT');
  });
  return done;
}

/** The events of an example that has told a text so many times. */
async function eventsUntil(text: string, count: number, ...args: string[]) {
  const { code, stdout } = await runUntil(text, count, ...args, '--json');
  const events = stdout
    .trimEnd()
    .split('\n')
    .map((line) => v.parse(event, JSON.parse(line)));
  const told = (name: string) => events.filter((one) => one.kind === name);
  return { code, told, log: told('log').map(({ text }) => text) };
}

describe('examples/first.js', () => {
  it('is there in any folder: prices, an order, its cancellation, and what happened', async () => {
    const { code, stdout, stderr } = await run('examples/first.js');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/BTC_USDT last \d+/);
    expect(stdout).toContain('canceled / 已撤单');
    expect(stdout).toMatch(/^GetTicker +1 /m);
    expect(stdout).toMatch(/^orders +1 placed, 0 filled, 1 canceled/m);
  });

  it('says what to do where the order was refused', async () => {
    const { code, stdout } = await run(
      example('first.js'),
      '--exchange',
      'OKX',
      '--base-url',
      `OKX=${okx.url}`,
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/BTC_USDT last \d+/);
    expect(stdout).toMatch(/error +OKX GetAccount: .*key/);
  });
});

describe('examples/grid.js', () => {
  // Without a step, each look is an order.
  const flags = [example('grid.js'), '--arg', 'Step=0', '--arg', 'Every=20'];

  it('trades, shows its profit, and goes on from where it was', async () => {
    const state = ['--state', join(folder, 'grid.json')];
    // On a busy machine the price may have moved before an order arrives, which then buys nothing.
    const first = await eventsUntil('"text":"held 0.00', 1, ...flags, ...state);
    expect(first.code).toBe(0);
    expect(first.log[0]).toMatch(/^0\.01 at \d+(\.\d)?$/);
    // The fee is taken out of what was bought; the best price may have less than was ordered.
    expect(first.told('profit')).toContainEqual(
      expect.objectContaining({
        curveOnly: false,
        text: expect.stringMatching(/^held 0\.00\d+$/),
        value: expect.any(Number),
      }),
    );
    const held = (log: unknown[]) => Number(/^orders \d+ held (\S+)$/.exec(String(log.at(-1)))?.[1]);
    // Fees leave something over, however many orders followed until it was stopped.
    expect(Math.abs(held(first.log))).toBeGreaterThan(0);
    const [kept] = first.told('state').slice(-1);
    expect(kept).toMatchObject({ key: 'grid btc_usdt', value: { pending: null } });
    // Nothing is gained before the first order; a new start begins with what was.
    const second = await eventsUntil('{"kind":"profit"', 1, ...flags, ...state);
    expect(first.told('profit')[0]).toMatchObject({ value: 0, curveOnly: true });
    expect(second.told('profit')[0]).toMatchObject({ value: expect.any(Number), curveOnly: true });
    expect(second.told('profit')[0]?.value).not.toBe(0);
  });

  it('draws a status bar, and leaves no order behind', async () => {
    const { code, stdout } = await runUntil('held 0.', 1, ...flags);
    expect(code).toBe(0);
    expect(stdout).toMatch(/ {2}profit +-?[\d.]+ held 0\.00\d+$/m);
    expect(stdout).toMatch(
      /^BTC_USDT [\d.]+ profit -?[\d.]+\ntime +side +price +filled\n\d{4}-.* (buy|sell) /m,
    );
    expect(stdout).toMatch(/^profit +-?[\d.]+$/m);
  });

  it('does not begin with a pair that is not listed', async () => {
    const flags = ['--exchange', 'OKX', '--base-url', `OKX=${okx.url}`, '--currency', 'NONE_USDT'];
    const { code, stderr } = await run(example('grid.js'), ...flags);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: \S+grid\.js:\d+:\d+: the exchange has no NONE_USDT /m);
  });
});

describe('examples/funding.js', () => {
  it('watches the rates of OKX, without keys', async () => {
    const flags = ['--exchange', 'OKX', '--base-url', `OKX=${okx.url}`, '--arg', 'Alert=0'];
    const { code, told, log } = await eventsUntil(
      '{"kind":"status"',
      2,
      example('funding.js'),
      ...flags,
      '--arg',
      'Every=20',
    );
    expect(code).toBe(0);
    const [{ cols, rows }] = v.parse(tables, told('status').at(-1)).tables;
    expect(cols).toEqual(['symbol', 'next', 'a year', 'settles at', 'from spot', 'settled']);
    expect(rows.map(([symbol]) => symbol)).toEqual(['BTC_USDT.swap', 'ETH_USDT.swap']);
    for (const row of rows) {
      const part = expect.stringMatching(/^-?\d+\.\d+%$/);
      expect(row).toEqual([row[0], part, part, expect.stringMatching(/^\d{4}-/), part, '0.0000%']);
    }
    // Each once, however often it looks.
    expect(told('chart').filter(({ action }) => action === 'add')).toHaveLength(2);
    expect(told('log').filter(({ push }) => push)).toHaveLength(2);
    expect(told('call').filter(({ error }) => error)).toEqual([]);
    expect(log.slice(-2)).toEqual([
      expect.stringMatching(/^BTC_USDT\.swap next .*% settled .* 0\.0000%$/),
      expect.stringMatching(/^ETH_USDT\.swap next .*% settled .* 0\.0000%$/),
    ]);
  });

  it('shows on Paper what positions pay', async () => {
    const flags = ['--exchange', 'Paper', '--arg', 'Positions=true', '--arg', 'Symbols=BTC_USDT.swap'];
    const library = join(folder, 'open.js');
    await writeFile(
      library,
      "exchange.SetMarginLevel('BTC_USDT.swap', 5); exchange.CreateOrder('BTC_USDT.swap', 'buy', -1, 3);",
    );
    const { code, told } = await eventsUntil(
      '{"kind":"status"',
      1,
      example('funding.js'),
      ...flags,
      '--lib',
      library,
    );
    expect(code).toBe(0);
    const [{ cols, rows }] = v.parse(tables, told('status')[0]).tables;
    expect([cols.at(-1), rows]).toEqual(['receives', [expect.arrayContaining(['BTC_USDT.swap'])]]);
    // The rate is above 0: longs pay.
    expect(rows[0]?.[1]).toMatch(/^0\.\d+%$/);
    expect(Number(rows[0]?.at(-1))).toBeLessThan(0);
  });

  it('says in one sentence that an exchange has none', async () => {
    const { code, stdout, stderr } = await run(example('funding.js'), '--exchange', 'Alpaca');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('No funding rates here: choose an exchange with perpetuals, such as OKX.');
  });
});
