import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Points, readPoint } from '../../../../src/cli/run/report/points.js';
import { Thinned } from '../../../../src/cli/run/report/Thinned.js';

type Step =
  | { does: 'add'; value: number }
  | { does: 'replace'; place: number; value: number }
  | { does: 'keep'; count: number };

const value = fc.integer({ min: -1000, max: 1000 });
const steps = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ does: fc.constant('add' as const), value }) },
    fc.record({ does: fc.constant('replace' as const), place: fc.integer({ min: -3, max: 60 }), value }),
    fc.record({ does: fc.constant('keep' as const), count: fc.integer({ min: -1, max: 40 }) }),
  ),
  { maxLength: 120 },
);

/** The same on a list that keeps all. */
function naive(list: number[], step: Step): number[] {
  if (step.does === 'add') return [...list, step.value];
  if (step.does === 'keep') return step.count <= 0 ? [] : list.slice(-step.count);
  const at = step.place < 0 ? list.length + step.place : step.place;
  return at >= 0 && at < list.length ? list.with(at, step.value) : [...list, step.value];
}

function take(list: Thinned<number>, step: Step): void {
  if (step.does === 'add') list.add(step.value);
  if (step.does === 'replace') list.replace(step.place, step.value);
  if (step.does === 'keep') list.keep(step.count);
}

describe('a list that is thinned out', () => {
  it('is what a list without bounds is, as long as there is room', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const list = new Thinned<number>(Math.max, { recent: 5, groups: 200 });
        let model: number[] = [];
        for (const step of all) {
          take(list, step);
          model = naive(model, step);
        }
        expect(list.thinned).toBe(false);
        expect(list.items).toEqual(model);
        expect(list.count).toBe(model.length);
      }),
    );
  });

  it('counts all, and never takes more than its room', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const list = new Thinned<number>(Math.max, { recent: 3, groups: 4 });
        let model: number[] = [];
        for (const step of all) {
          take(list, step);
          model = naive(model, step);
          expect(list.items.length).toBeLessThanOrEqual(10);
          expect(list.count).toBe(model.length);
        }
      }),
    );
  });

  it('merges all that it is told, and keeps the newest as they are', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 500 }), (values) => {
        const list = new Thinned<number>(Math.max, { recent: 3, groups: 4 });
        for (const one of values) list.add(one);
        expect(Math.max(...list.items)).toBe(Math.max(...values));
        expect(list.items.slice(-3)).toEqual(values.slice(-3));
      }),
    );
  });

  it('puts what has a key where it belongs, in place of what has the same', () => {
    const item = fc.record({ key: fc.integer({ min: 0, max: 30 }), value });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 60 }), (all) => {
        const list = new Thinned<{ key: number; value: number }>((_, b) => b, { recent: 100, groups: 4 });
        for (const one of all) list.put(one, ({ key }) => key);
        const model = new Map(all.map((one) => [one.key, one.value]));
        const sorted = [...model].toSorted(([a], [b]) => a - b).map(([key, value]) => ({ key, value }));
        expect(list.items).toEqual(sorted);
      }),
    );
  });
});

describe('points', () => {
  it('keep lowest and highest of a million, in little room', () => {
    const points = new Points();
    for (let x = 0; x < 1_000_000; x += 1)
      points.add({ x, y: x === 654_321 ? 99 : x === 123_456 ? -99 : x % 7 });
    const { extremes, thinned } = points;
    expect(thinned).toBe(true);
    expect(extremes.length).toBeLessThan(6000);
    expect(extremes).toContainEqual({ x: 654_321, y: 99 });
    expect(extremes).toContainEqual({ x: 123_456, y: -99 });
    expect(extremes.at(-1)?.x).toBe(999_999);
    const xs = extremes.map(({ x }) => x);
    expect(xs).toEqual(xs.toSorted((a, b) => a - b));
  });

  it.each([
    ['a value alone', 5, { x: 3, y: 5 }],
    ['x and y', [1, 2], { x: 1, y: 2 }],
    ['a text that is a number', [1, '2.5'], { x: 1, y: 2.5 }],
    ['a gap', [1, null], { x: 1, y: null }],
    ['a candle', [1, 2, 4, 1, 3], { x: 1, open: 2, high: 4, low: 1, y: 3 }],
    ['an object', { x: 1, y: 2, color: 'red' }, { x: 1, y: 2, color: 'red' }],
    ['a flag', { x: 1, title: 'B', text: 'bought' }, { x: 1, y: null, title: 'B', text: 'bought' }],
    [
      'a candle by names',
      { x: 1, open: 2, high: 4, low: 1, close: 3 },
      { x: 1, open: 2, high: 4, low: 1, y: 3 },
    ],
  ])('are read from %s', (_, told, point) => {
    expect(readPoint(told, 3)).toEqual(point);
  });

  it.each([[null], ['text'], [[]], [['a', 1]], [true]])('are not read from %j', (told) => {
    expect(readPoint(told, 3)).toBeUndefined();
  });
});
