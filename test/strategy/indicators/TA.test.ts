import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TA } from '../../../src/strategy/indicators/TA.js';
import * as naive from './naiveTA.js';
import { bar, column, expectClose, type FullBar, someBars } from './series.js';

const nan = Number.NaN;
const period = fc.integer({ min: 1, max: 24 });
const periods = fc.tuple(period, period, period);

/** What TA answers, and what its definition says, for bars and three periods. */
type Sides = (
  bars: FullBar[],
  periods: [number, number, number],
) => [(number | number[])[], (number | number[])[]];

const closes = (bars: FullBar[]) => column(bars, 'Close');

/** A function of one series is the same of bars and of their closes. */
const functions: [string, Sides][] = [
  [
    'MA',
    (bars, [n]) => [
      [TA.MA(bars, n), TA.SMA(closes(bars), n)],
      [naive.simple(closes(bars), n), naive.simple(closes(bars), n)],
    ],
  ],
  ['EMA', (bars, [n]) => [TA.EMA(bars, n), naive.exponential(closes(bars), n)]],
  ['MACD', (bars, [n, m, s]) => [TA.MACD(bars, n, n + m, s), naive.convergence(closes(bars), n, n + m, s)]],
  ['BOLL', (bars, [n, m]) => [TA.BOLL(bars, n, m / 4), naive.bands(closes(bars), n, m / 4)]],
  ['Alligator', (bars, lines) => [TA.Alligator(bars, ...lines), naive.alligator(bars, lines)]],
  ['KDJ', (bars, [n, k, d]) => [TA.KDJ(bars, n, k, d), naive.kdj(bars, n, k, d)]],
  ['RSI', (bars, [n]) => [TA.RSI(closes(bars), n), naive.relativeStrength(closes(bars), n)]],
  ['ATR', (bars, [n]) => [TA.ATR(bars, n), naive.trueRange(bars, n)]],
  ['OBV', (bars) => [TA.OBV(bars), naive.balance(bars)]],
  ['CMF', (bars, [n]) => [TA.CMF(bars, n), naive.flow(bars, n)]],
  [
    'Highest',
    (bars, [n]) => [
      [TA.Highest(bars, n - 1, 'High')],
      [naive.extreme(column(bars, 'High'), n - 1, 'highest')],
    ],
  ],
  [
    'Lowest',
    (bars, [n]) => [[TA.Lowest(closes(bars), n - 1)], [naive.extreme(closes(bars), n - 1, 'lowest')]],
  ],
];

test.each(functions)('%s is what its definition says', (_name, sides) => {
  fc.assert(
    fc.property(someBars, periods, (bars, lines) => {
      const [answered, defined] = sides(bars, lines);
      expectClose(answered, defined);
    }),
    { numRuns: 350 },
  );
});

describe('what a strategy leaves out', () => {
  const bars = Array.from({ length: 60 }, (_, index) => bar(index + 2, index, index + 1, 10));

  test.each([
    ['MA', () => TA.MA(bars), () => TA.MA(bars, 9)],
    ['EMA', () => TA.EMA(bars), () => TA.EMA(bars, 9)],
    ['MACD', () => TA.MACD(bars), () => TA.MACD(bars, 12, 26, 9)],
    ['BOLL', () => TA.BOLL(bars), () => TA.BOLL(bars, 20, 2)],
    ['Alligator', () => TA.Alligator(bars), () => TA.Alligator(bars, 13, 8, 5)],
    ['KDJ', () => TA.KDJ(bars), () => TA.KDJ(bars, 9, 3, 3)],
    ['RSI', () => TA.RSI(bars), () => TA.RSI(bars, 14)],
    ['ATR', () => TA.ATR(bars), () => TA.ATR(bars, 14)],
    ['CMF', () => TA.CMF(bars, 0), () => TA.CMF(bars, 20)],
    ['Highest', () => TA.Highest(bars, undefined, 'High'), () => TA.Highest(bars, 0, 'High')],
  ])('%s has its defaults', (_name, short, long) => {
    expect(short()).toEqual(long());
    expect(short()).not.toEqual([]);
  });

  test('a period may be a text, as a parameter is', () => {
    const text: number = JSON.parse('"5"');
    expect(TA.EMA(bars, text)).toEqual(TA.EMA(bars, 5));
    expect(TA.MA(bars, text)).toEqual(TA.MA(bars, 5));
  });

  test.each([0, -3, 2.5, nan])('a period of %d is none, and every result NaN', (none) => {
    const nothing = bars.map(() => nan);
    expect(TA.MA(bars, none)).toEqual(nothing);
    expect(TA.EMA(bars, none)).toEqual(nothing);
    expect(TA.BOLL(bars, none)).toEqual([nothing, nothing, nothing]);
    expect(TA.KDJ(bars, none)).toEqual([nothing, nothing, nothing]);
    expect(TA.RSI(bars, none)).toEqual(nothing);
    expect(TA.ATR(bars, none)).toEqual(nothing);
    expect(TA.CMF(bars, none || -1)).toEqual(nothing);
  });
});

describe('Highest and Lowest', () => {
  const series = [3, 9, 4, 1, 7];

  test('leave out the last one', () => {
    expect(TA.Highest(series, 2)).toBe(4);
    expect(TA.Lowest([...series, 0], 2)).toBe(1);
    expect(TA.Highest([1, 2, 100], 1)).toBe(2);
  });

  test('0 is all but the last, and so is more than there are', () => {
    expect([TA.Highest(series, 0), TA.Highest(series, 99), TA.Highest(series)]).toEqual([9, 9, 9]);
    expect([TA.Lowest([0, ...series], 0), TA.Lowest([0, ...series], 99)]).toEqual([0, 0]);
  });

  test('need two elements', () => {
    expect([TA.Highest([], 3), TA.Highest([5], 3), TA.Lowest([5], 0)]).toEqual([nan, nan, nan]);
    expect([TA.Highest([5, 1], 3), TA.Lowest([5, 1], 3)]).toEqual([5, 5]);
  });

  test('what is compared of bars is named', () => {
    const bars = [bar(9, 1, 5, 30), bar(8, 2, 6, 10), bar(100, -100, 0, 99)];
    expect([TA.Highest(bars, 2, 'High'), TA.Highest(bars, 2, 'Volume')]).toEqual([9, 30]);
    expect([TA.Lowest(bars, 1, 'Low'), TA.Lowest(bars, 2)]).toEqual([2, nan]);
  });

  test('the highest of negative numbers is the number that FMZ begins with', () => {
    expect(TA.Highest([-3, -2, -4], 2)).toBe(Number.MIN_VALUE);
    expect(TA.Lowest([-3, -2, -4], 2)).toBe(-3);
  });

  test('what is no number among those looked at, is not passed over', () => {
    expect([TA.Highest([1, nan, 2, 3], 2), TA.Highest([nan, 1, 2, 3], 2)]).toEqual([nan, 2]);
  });
});
