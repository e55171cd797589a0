import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Collector } from '../../../../src/cli/run/report/Collector.js';
import type { Plot } from '../../../../src/cli/run/report/model.js';
import { Tally } from '../../../../src/cli/run/Tally.js';
import type { ChartEvent, StrategyEvent } from '../../../../src/strategy/events.js';
import { collect, endOf, facts, time } from './collect.js';

const end = endOf('returned');
const report = (events: readonly StrategyEvent[]) => collect(events, end);

const chart = (
  action: ChartEvent['action'],
  data: unknown,
  of: ChartEvent['chart'] = 'Chart',
): ChartEvent => ({
  kind: 'chart',
  time,
  chart: of,
  action,
  data,
});

const plotsOf = (...events: ChartEvent[]) => report(events).plots;
const seriesOf = (plot: Plot | undefined) => plot?.panes.flatMap(({ series }) => series) ?? [];

describe('Chart', () => {
  it('has each point form in the series that takes it', () => {
    const series = [
      { type: 'line', name: 'line' },
      { type: 'candlestick', name: 'bars', id: 'bars' },
      { type: 'column', name: 'volume' },
      { type: 'flags', name: 'trades', onSeries: 'bars' },
    ];
    const [plot] = plotsOf(
      chart('create', { title: { text: 'One' }, xAxis: { type: 'datetime' }, series }),
      chart('add', [0, [time, 1]]),
      chart('add', [1, [time, 1, 4, 0.5, 2]]),
      chart('add', [2, { x: time, y: 7, color: 'red' }]),
      chart('add', [3, { x: time + 5, title: 'B', text: 'bought' }]),
    );
    expect(plot).toMatchObject({ kind: 'chart', title: 'One', time: true, thinned: false });
    expect(seriesOf(plot)).toMatchObject([
      { kind: 'line', name: 'line', x: [time], y: [1] },
      { kind: 'candles', open: [1], high: [4], low: [0.5], y: [2] },
      { kind: 'column', y: [7], colors: ['red'] },
      { kind: 'marks', x: [time + 5], y: [2], marks: [{ shape: 'flag', label: 'B', text: 'bought' }] },
    ]);
  });

  it('numbers series through all charts of an array', () => {
    const plots = plotsOf(
      chart('create', [{ series: [{ name: 'a' }, { name: 'b' }] }, { series: [{ name: 'c' }] }]),
      chart('add', [2, [time, 3]]),
      chart('add', [1, [time, 2]]),
    );
    expect(plots.map((plot) => seriesOf(plot).map(({ name, y }) => [name, ...y]))).toEqual([
      [['a'], ['b', 2]],
      [['c', 3]],
    ]);
  });

  it('draws axes in stripes as panes, and others on both sides of one', () => {
    const yAxis = [
      { title: { text: 'price' }, height: '70%' },
      { title: 'volume', top: '75%', height: '25%' },
      { opposite: true },
    ];
    const series = [{ data: [[time, 1]] }, { yAxis: 1, data: [[time, 2]] }, { yAxis: 2, data: [[time, 3]] }];
    const [plot] = plotsOf(chart('create', { yAxis, series }));
    expect(
      plot?.panes.map(({ weight, axes, series }) => [weight, axes, series.map(({ axis }) => axis)]),
    ).toEqual([
      [
        70,
        [
          { title: 'price', side: 'left' },
          { title: '', side: 'right' },
        ],
        [0, 1],
      ],
      [25, [{ title: 'volume', side: 'left' }], [0]],
    ]);
  });

  it('takes another configuration with update, keeps the points, and forgets what is deleted', () => {
    const first = { series: [{ name: 'a' }, { name: 'b' }] };
    const added = [chart('create', first), chart('add', [0, [time, 1]]), chart('add', [1, [time, 2]])];
    const [updated] = plotsOf(
      ...added,
      chart('update', { title: 'new', series: [{ name: 'x' }, { name: 'y' }] }),
    );
    expect(updated?.title).toBe('new');
    expect(seriesOf(updated).map(({ name, y }) => [name, ...y])).toEqual([
      ['x', 1],
      ['y', 2],
    ]);
    const [deleted] = plotsOf(...added, chart('delete', 0));
    expect(seriesOf(deleted).map(({ name, y }) => [name, ...y])).toEqual([['b', 2]]);
  });

  it('shows a pie as shares, and names what it does not draw', () => {
    const series = [
      { type: 'pie', name: 'coins', data: [['BTC', 3], { name: 'ETH', y: 1 }] },
      { type: 'heatmap', data: [[1, 2]] },
    ];
    expect(plotsOf(chart('create', { series }))).toMatchObject([
      {
        panes: [],
        shares: [
          {
            name: 'coins',
            parts: [
              { name: 'BTC', value: 3 },
              { name: 'ETH', value: 1 },
            ],
          },
        ],
        omitted: ['heatmap'],
      },
    ]);
  });

  it('does to its points what it would do to lists', () => {
    const series = fc.integer({ min: 0, max: 2 });
    const y = fc.integer({ min: -50, max: 50 });
    const place = fc.integer({ min: -1, max: 20 });
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ does: fc.constant('add' as const), series, y }) },
      { weight: 2, arbitrary: fc.record({ does: fc.constant('replace' as const), series, y, place }) },
      fc.record({ does: fc.constant('reset' as const), keep: fc.integer({ min: 0, max: 10 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const lists: [number, number][][] = [[], [], []];
        const events = [chart('create', { series: [{}, {}, {}] })];
        for (const [x, one] of steps.entries()) {
          if (one.does === 'reset') {
            events.push(chart('reset', one.keep));
            for (const list of lists) list.splice(0, Math.max(0, list.length - one.keep));
            continue;
          }
          const list = lists[one.series] ?? [];
          // What is replaced stays where it was.
          const at = one.does === 'add' ? list.length : one.place < 0 ? list.length - 1 : one.place;
          const point: [number, number] = [list[at]?.[0] ?? x, one.y];
          events.push(chart('add', [one.series, point, ...(one.does === 'replace' ? [one.place] : [])]));
          list.splice(at < 0 ? 0 : at, 1, point);
        }
        const drawn = seriesOf(plotsOf(...events)[0]).map(({ x, y }) =>
          x.map((one, index) => [one, y[index]]),
        );
        expect(drawn).toEqual(lists.every((list) => list.length === 0) ? [] : lists);
      }),
    );
  });
});

describe('KLineChart', () => {
  const bar = (at: number, close = 2) => ({
    Time: time + at,
    Open: 1,
    High: 3,
    Low: 0.5,
    Close: close,
    Volume: 1,
  });
  const add = (at: number, drawn: object[], close = 2) =>
    chart('add', { bar: bar(at, close), drawn }, 'KLineChart');

  it('draws bars, with what lies over them and what does not', () => {
    const drawn = [
      { fn: 'plot', value: 2.5, title: 'upper', options: { color: 'red' } },
      { fn: 'hline', price: 1 },
      { fn: 'fill', first: 0, second: 1, options: { color: 'blue' } },
      { fn: 'plot', value: -1, title: 'delta', options: { style: 'histogram', overlay: false } },
      { fn: 'plotcandle', open: 1, high: 2, low: 0, close: 1.5, title: 'mean' },
      { fn: 'barcolor', color: 'green' },
      { fn: 'bgcolor', color: 'gray' },
      { fn: 'plotshape', value: true, options: { style: 'diamond', location: 'belowbar' } },
      { fn: 'plotchar', value: 1.5, options: { char: 'X' } },
      { fn: 'plotarrow', value: -3 },
      { fn: 'signal', direction: 'long', price: 1.2, qty: 5 },
    ];
    const [plot] = plotsOf(chart('create', { overlay: true }, 'KLineChart'), add(0, drawn), add(1, drawn));
    expect(plot?.panes).toMatchObject([
      {
        series: [
          { kind: 'candles', x: [time, time + 1], y: [2, 2], colors: ['green', 'green'] },
          { kind: 'line', name: 'upper', color: 'red', y: [2.5, 2.5] },
          { kind: 'line', name: 'hline', y: [1, 1], dashed: true },
          { kind: 'candles', name: 'mean', high: [2, 2] },
          { kind: 'marks', marks: [{ shape: 'diamond', place: 'below' }, {}] },
          { kind: 'marks', y: [1.5, 1.5], marks: [{ label: 'X' }, {}] },
          { kind: 'marks', y: [3, 3], marks: [{ shape: 'down' }, {}] },
          { kind: 'marks', y: [1.2, 1.2], marks: [{ shape: 'up', label: 'long', text: 'long 5 1.2' }, {}] },
        ],
        fills: [{ first: 1, second: 2, x: [time, time + 1], colors: ['blue', 'blue'] }],
        bands: [{ x: time, color: 'gray' }, {}],
      },
      { series: [{ kind: 'column', name: 'delta', y: [-1, -1] }] },
    ]);
  });

  it('replaces a bar of the same time, and keeps those that reset leaves', () => {
    const again = [0, 1, 2].map((at) => add(at, [], 2)).concat([add(1, [], 9), add(3, [], 4)]);
    const candles = (events: ChartEvent[]) => seriesOf(plotsOf(...events)[0])[0];
    expect(candles(again)).toMatchObject({ x: [0, 1, 2, 3].map((at) => time + at), y: [2, 9, 2, 4] });
    expect(candles([...again, chart('reset', 2, 'KLineChart')])).toMatchObject({ y: [2, 4] });
  });
});

describe('whatever a strategy tells a chart', () => {
  it('is taken without a fault, and drawn in bounds', () => {
    const action = fc.constantFrom('create', 'add', 'reset', 'update', 'delete');
    const wild = fc.oneof(
      fc.jsonValue(),
      fc.record({ series: fc.jsonValue(), yAxis: fc.jsonValue(), title: fc.jsonValue() }),
      fc.tuple(fc.integer({ min: -1, max: 3 }), fc.jsonValue(), fc.jsonValue()),
      fc.record({
        bar: fc.record({ Time: fc.nat(), Open: fc.nat(), High: fc.nat(), Low: fc.nat(), Close: fc.nat() }),
        drawn: fc.array(
          fc.record({
            fn: fc.constantFrom('plot', 'fill', 'signal', 'plotshape', 'toString'),
            value: fc.jsonValue(),
            options: fc.jsonValue(),
          }),
        ),
      }),
    );
    const of = fc.constantFrom('Chart', 'KLineChart');
    fc.assert(
      fc.property(fc.array(fc.tuple(action, wild, of), { maxLength: 20 }), (all) => {
        const { plots } = report(all.map(([does, data, kind]) => chart(does, data, kind)));
        for (const { x, y } of plots.flatMap(seriesOf)) expect(x).toHaveLength(y.length);
      }),
      { numRuns: 300 },
    );
  });

  it('takes little room for a million points and 300 series', () => {
    const collector = new Collector(facts, new Tally(false));
    const series = Array.from({ length: 300 }, () => ({}));
    collector.add(chart('create', { series }));
    for (let at = 0; at < 1_000_000; at += 1) collector.add(chart('add', [at % 300, [time + at, at % 11]]));
    const { plots } = collector.conclude(end);
    expect(plots[0]?.thinned).toBe(true);
    expect(JSON.stringify(plots).length).toBeLessThan(20_000_000);
  });
});
