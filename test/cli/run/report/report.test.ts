import { describe, expect, it } from 'vitest';
import { renderReport } from '../../../../src/cli/run/report/renderReport.js';
import type { OrderEvent, StrategyEvent } from '../../../../src/strategy/events.js';
import { collect, endOf, facts, time } from './collect.js';

const end = endOf('stopped');
const report = (events: readonly StrategyEvent[]) => collect(events, end);

const profit = (at: number, value: number): StrategyEvent => ({
  kind: 'profit',
  time: time + at,
  value,
  text: '',
  curveOnly: true,
});

const price = (at: number, value: number, symbol = 'BTC_USDT'): StrategyEvent => ({
  kind: 'call',
  time: time + at,
  exchange: 'Paper',
  fn: 'GetTicker',
  ms: 4,
  price: { symbol, value },
});

const order = (at: number, id: string, facts: Partial<OrderEvent>): OrderEvent => ({
  kind: 'order',
  time: time + at,
  exchange: 'Paper',
  index: 0,
  id,
  symbol: 'BTC_USDT',
  side: 'buy',
  state: 'open',
  amount: '2',
  ...facts,
});

describe('a report', () => {
  it('has what ran, how it ended, and what happened', () => {
    const model = report([
      price(1, 100),
      { kind: 'call', time, exchange: 'Paper', fn: 'Buy', ms: 8, error: 'no' },
      order(2, 'a', { price: '99' }),
      order(3, 'a', { state: 'filled', filled: '2', average: '98.5' }),
      order(4, 'b', { price: '90' }),
      profit(5, 1.5),
      { kind: 'status', text: 'well\n{0}', tables: [{ title: 't', cols: ['a'], rows: [['1#ff0000']] }] },
    ]);
    expect(model).toMatchObject({
      ...facts,
      to: time + 60_000,
      end: { reason: 'stopped' },
      calls: [
        { name: 'GetTicker', count: 1, errors: 0 },
        { name: 'Buy', count: 1, errors: 1 },
      ],
      errors: [{ text: 'no', count: 1 }],
      profit: 1.5,
      status: { text: 'well\n{0}', tables: [{ title: 't', cols: ['a'], rows: [['1']] }] },
    });
    expect(Object.fromEntries(model.orders.map(({ what, count }) => [what, count]))).toEqual({
      placed: 2,
      filled: 1,
      canceled: 0,
      open: 1,
      unknown: 0,
    });
  });

  it('tells orders as they are left, and writes that nobody knows of', () => {
    const { orders } = report([
      order(1, 'a', {}),
      order(2, 'b', {}),
      order(3, 'c', {}),
      order(4, '', { state: 'unknown' }),
      order(5, 'b', { state: 'unknown' }),
      order(6, 'c', { state: 'canceled' }),
    ]);
    expect(Object.fromEntries(orders.map(({ what, count }) => [what, count]))).toEqual({
      placed: 3,
      filled: 0,
      canceled: 1,
      open: 1,
      unknown: 2,
    });
  });

  it('draws profit as far as LogProfitReset has kept it', () => {
    const { plots } = report([
      ...[1, 2, 3].map((at) => profit(at, at)),
      { kind: 'reset', of: 'log', keep: 0 },
      { kind: 'reset', of: 'profit', keep: 1 },
      profit(4, 7),
    ]);
    expect(plots).toMatchObject([
      { kind: 'profit', panes: [{ series: [{ x: [time + 3, time + 4], y: [3, 7] }] }] },
    ]);
  });

  it('draws prices of each exchange and symbol, with the orders in them', () => {
    const { plots } = report([
      price(1, 5, 'ETH_USDT'),
      price(2, 100),
      order(3, 'a', {}),
      order(4, 'a', { state: 'filled', filled: '2', average: '98.5' }),
      order(5, 'b', { side: 'sell', price: '120' }),
      order(5, 'b', { side: 'sell', price: '121' }),
      order(6, 'b', { side: 'sell', price: '120', state: 'canceled' }),
      order(7, '', { state: 'unknown', price: '1' }),
    ]);
    expect(plots.map(({ title }) => title)).toEqual(['Paper BTC_USDT', 'Paper ETH_USDT']);
    const [line, ...marks] = plots[0]?.panes[0]?.series ?? [];
    expect(line).toMatchObject({ kind: 'line', x: [time + 2], y: [100] });
    // A market order stands at the price and the time of its placing.
    expect(marks.map(({ name, x, y }) => [name, x.map((at) => at - time), y])).toEqual([
      ['placed', [3, 5], [100, 120]],
      ['bought', [3], [98.5]],
      ['canceled', [6], [120]],
      ['unknown', [7], [1]],
    ]);
    expect(marks[1]).toMatchObject({ marks: [{ shape: 'up', text: 'buy 2 @ 98.5 a' }] });
  });

  it('says how many prices have no plot', () => {
    const symbols = Array.from({ length: 30 }, (_, index) => `C${index}_USDT`);
    const { plots, pricesLeft } = report([...symbols, ...symbols].map((symbol, at) => price(at, 1, symbol)));
    expect(plots.length + pricesLeft).toBe(30);
    expect(pricesLeft).toBeGreaterThan(0);
  });
});

describe('the page', () => {
  const hostile = '</script><script>alert(1)</script><!-- \u2028 & <img src=x onerror=alert(1)>';
  const model = { ...report([profit(1, 1)]), file: hostile };
  const page = renderReport(model, { script: 'draw();', styles: 'p {}' }, (text) =>
    text.replaceAll('key', '***'),
  );

  it('has data that ends no script, whatever it holds', () => {
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page.match(/<\/script>/g)).toHaveLength(2);
    expect(page).not.toMatch(/<img|<!--|\u2028/);
    const [, json = ''] = /id="data">(.*?)<\/script>/s.exec(page) ?? [];
    expect(JSON.parse(json)).toMatchObject({ file: hostile });
  });

  it('allows nothing but its own script and styles', () => {
    const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'sha256-[\w+/]{43}='; style-src 'sha256-[\w+/]{43}='; base-uri 'none'; form-action 'none'$/,
    );
  });

  it('has no key', () => {
    const shown = renderReport({ ...model, file: 'a key here' }, { script: '', styles: '' }, (text) =>
      text.replaceAll('key', '***'),
    );
    expect(shown).toContain('"a *** here"');
  });
});
