import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chalk } from 'chalk';
import fc from 'fast-check';
import { afterAll, describe, expect, it, test } from 'vitest';
import { KeptState } from '../../../src/cli/run/KeptState.js';
import { Latencies } from '../../../src/cli/run/Latencies.js';
import { renderEvent, renderStatus } from '../../../src/cli/run/renderEvent.js';
import { renderSummary } from '../../../src/cli/run/renderSummary.js';
import { Tally } from '../../../src/cli/run/Tally.js';
import type { OrderEvent } from '../../../src/strategy/events.js';

const plain = new Chalk({ level: 0 });
const colored = new Chalk({ level: 3 });
const time = Date.UTC(2026, 10, 28, 5, 0, 0);
const folder = await mkdtemp(join(tmpdir(), 'fmzproto-kept-'));
afterAll(() => rm(folder, { recursive: true }));

const log = (fields: object, colors = plain) =>
  renderEvent({ kind: 'log', time, level: 'log', text: 'hello', ...fields }, colors)?.slice(
    '05:00:00  '.length,
  );

describe('a line of the log', () => {
  it('has its level, the exchange of an order, and the place of an error', () => {
    expect(log({})).toBe('        hello');
    expect(log({ level: 'buy', exchange: 'Paper', text: '1 at 5' })).toBe('buy     Paper 1 at 5');
    expect(log({ level: 'error', text: 'no', place: 'a.js:1:2' })).toBe('error   no  (a.js:1:2)');
    expect(log({ push: true })).toBe('        hello @');
  });

  it('keeps its lines below one another, and obeys nothing that a terminal would', () => {
    expect(log({ text: 'a\r\nb' })).toBe(`        a\n${' '.repeat(18)}b`);
    expect(log({ text: 'a\u001B[2Jb\u0007' })).toBe('        a [2Jb ');
    expect(log({ text: 'a\u009B2Jb\u202Ec\u2028d' })).toBe('        a 2Jb c d');
  });

  it('has the color that it was given', () => {
    const line = renderEvent({ kind: 'log', time, level: 'log', text: 'hello', colour: '#ff0000' }, colored);
    expect(line).toContain(colored.hex('#ff0000')('hello'));
  });

  it('tells profit, unless it is for the curve alone', () => {
    const profit = { kind: 'profit', time, value: 1.5, text: 'so far', curveOnly: false } as const;
    expect(renderEvent(profit, plain)).toMatch(/ {2}profit {2}1\.5 so far$/);
    expect(renderEvent({ ...profit, curveOnly: true }, plain)).toBeUndefined();
  });
});

test('a status bar has its tables in their places, within the width', () => {
  const tables = [{ title: 'grid', cols: ['side', 'price'], rows: [['buy', '5#ff0000'], ['sell']] }];
  expect(renderStatus({ text: 'above\n{0}\nbelow {0}\n{1}', tables }, plain, {})).toBe(
    'above\ngrid\nside  price\nbuy   5\nsell\nbelow {0}\n{1}',
  );
  expect(renderStatus({ text: 'abcdef', tables: [] }, plain, { columns: 4 })).toBe('abcd\nef');
});

test('a percentile is what that part of all calls took at most, within the width of a step', () => {
  const ms = fc.double({ min: 0.01, max: 100_000, noNaN: true });
  fc.assert(
    fc.property(fc.array(ms, { minLength: 1 }), fc.constantFrom(0.5, 0.99), (all, part) => {
      const latencies = new Latencies();
      for (const one of all) latencies.add(one);
      const exact = all.toSorted((a, b) => a - b)[Math.ceil(part * all.length) - 1] ?? 0;
      const told = latencies.percentile(part) ?? 0;
      expect(told / exact).toBeGreaterThan(0.98);
      expect(told / exact).toBeLessThan(1.02);
    }),
  );
  expect(new Latencies().percentile(0.5)).toBeUndefined();
});

describe('the summary', () => {
  const call = { kind: 'call', time, exchange: 'Paper', fn: 'GetTicker', ms: 10 } as const;
  const order = {
    kind: 'order',
    time,
    exchange: 'Paper',
    index: 0,
    id: '1',
    symbol: 'BTC_USDT',
    side: 'buy',
  } as const;

  it('counts calls by function, orders and errors, and tells the last profit', () => {
    const tally = new Tally(false);
    tally.add(call);
    tally.add({ ...call, error: 'no ticker' });
    tally.add({ ...call, error: 'no ticker' });
    tally.add({ ...call, fn: 'Buy' });
    tally.add({ kind: 'call', time, exchange: 'Paper', fn: 'Sell', error: 'the price must be a number' });
    tally.add({ ...order, state: 'open' });
    tally.add({ ...call, fn: 'CancelOrder' });
    tally.add({ ...order, state: 'canceled' });
    for (const value of [1, -2]) tally.add({ kind: 'profit', time, value, text: '', curveOnly: false });
    expect(renderSummary(tally, plain, {}).split('\n')).toEqual([
      'calls        count  errors  p50 ms  p99 ms',
      expect.stringMatching(/^GetTicker {8}3 {7}2 +[\d.]+ +[\d.]+$/),
      expect.stringMatching(/^Buy {14}1 +[\d.]+ +[\d.]+$/),
      expect.stringMatching(/^Sell {13}1 {7}1$/),
      expect.stringMatching(/^CancelOrder {6}1 +[\d.]+ +[\d.]+$/),
      '',
      'orders  1 placed, 0 filled, 1 canceled',
      'profit  -2',
      '',
      '2 x no ticker',
      '1 x the price must be a number',
    ]);
  });

  it('says what became of orders, and names those that somebody has to look at', () => {
    const tally = new Tally(false);
    const tell = (id: string, fields: Partial<OrderEvent>) =>
      tally.add({ ...order, id, state: 'open', ...fields });
    for (let id = 1; id <= 17; id += 1) tell(String(id), {});
    tell('1', { filled: '0.5' });
    tell('2', { state: 'filled', filled: '1' });
    tell('3', { state: 'canceled' });
    tell('3', { state: 'filled', filled: '1' });
    tell('4', { state: 'canceled', filled: '0.5' });
    tell('5', { state: 'unknown' });
    tell('6', { state: 'unknown' });
    tell('6', { state: 'open' });
    // Another one, of an exchange with the same name.
    tell('2', { index: 1, state: 'canceled' });
    tell('', { state: 'unknown', amount: '2', price: '100' });
    expect(renderSummary(tally, plain, {}).split('\n')).toEqual([
      'orders     18 placed, 2 filled, 2 canceled (1 partly filled)',
      'left open  13 (1 partly filled): Paper 1; Paper 6; Paper 7; Paper 8; Paper 9; Paper 10; Paper 11; Paper 12; Paper 13; Paper 14; 3 more',
      'unknown    1 may still be open, look at the exchange: Paper 5',
      'unknown    1 may have been placed, look at the exchange: Paper buy 2 BTC_USDT at 100',
    ]);
    const loud = renderSummary(tally, colored, {}).split('\n');
    expect(loud.at(-1)).toContain(
      colored.red('1 may have been placed, look at the exchange: Paper buy 2 BTC_USDT at 100'),
    );
  });

  it('counts orders without end in bounded room', () => {
    const tally = new Tally(false);
    for (let id = 0; id < 15_000; id += 1) {
      tally.add({ ...order, id: `done ${id}`, state: 'open' });
      tally.add({ ...order, id: `done ${id}`, state: 'filled' });
      tally.add({ ...order, id: `${id}`, state: 'open' });
    }
    const text = renderSummary(tally, plain, {});
    expect(text).toContain('30000 placed, 15000 filled, 0 canceled');
    expect(text).toMatch(/^left open {2}15000: Paper 5000; .*; 14990 more$/m);
    expect(tally.orders.in('open')).toHaveLength(10_000);
  });

  it('counts what fails besides calls, and each failed call once', () => {
    const tally = new Tally(false);
    const log = { kind: 'log', time, level: 'error' } as const;
    for (let n = 0; n < 2; n += 1) tally.add({ ...log, text: 'Dial: no such\naddress' });
    tally.add({ ...log, level: 'log', text: 'the strategy says' });
    tally.add({ ...call, error: 'no ticker' });
    tally.add({ ...log, exchange: 'Paper', text: 'Paper GetTicker: no ticker' });
    expect([...tally.errors]).toEqual([
      ['Dial: no such address', 2],
      ['no ticker', 1],
    ]);
    expect(tally.errorCount).toBe(3);
  });

  it('tells several exchanges apart', () => {
    const tally = new Tally(true);
    tally.add(call);
    tally.add({ ...call, exchange: 'OKX' });
    expect([...tally.calls.keys()]).toEqual(['Paper GetTicker', 'OKX GetTicker']);
  });

  it('has an end, however many texts of errors there are', () => {
    const tally = new Tally(false);
    for (let id = 0; id < 1000; id += 1) tally.add({ ...call, error: `order ${id} does not exist` });
    expect(tally.errors.size).toBeLessThanOrEqual(200);
    expect(renderSummary(tally, plain, {})).toContain('990 x others');
  });

  it('is empty where nothing happened', () => {
    expect(renderSummary(new Tally(false), plain, {})).toBe('');
  });
});

describe('what _G is told', () => {
  it('is kept, deleted and wiped', async () => {
    const file = join(folder, 'state.json');
    const state = await KeptState.open(file);
    for (let n = 0; n < 50; n += 1) state.set('count', n);
    state.set('list', [1, { a: null }]);
    state.set('__proto__', 'a key like any');
    state.set('gone', 1);
    state.set('gone', null);
    await state.saved();
    expect((await KeptState.open(file)).values).toEqual(
      Object.fromEntries([
        ['count', 49],
        ['list', [1, { a: null }]],
        ['__proto__', 'a key like any'],
      ]),
    );
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    state.set(undefined, null);
    await state.saved();
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({});
  });

  it.each(['{', '[1]', 'null', '"text"'])(
    'is not read from a file that is none of its own: %s',
    async (text) => {
      const file = join(folder, 'other.json');
      await writeFile(file, text);
      await expect(KeptState.open(file)).rejects.toThrow('was left as it is: move it away to begin afresh');
      expect(await readFile(file, 'utf8')).toBe(text);
    },
  );

  it('is not read from a folder', async () => {
    await expect(KeptState.open(folder)).rejects.toThrow(`--state ${folder} is a folder: name a file in it`);
  });

  it('that cannot be written is told at the end', async () => {
    const gone = await mkdtemp(join(folder, 'gone-'));
    const state = await KeptState.open(join(gone, 'state.json'));
    await rm(gone, { recursive: true });
    state.set('count', 1);
    await expect(state.saved()).rejects.toThrow('ENOENT');
  });
});
