import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Series } from '../../../src/strategy/indicators/series.js';
import { TA } from '../../../src/strategy/indicators/TA.js';
import { talib } from '../../../src/strategy/indicators/talib.js';
import { bar, expectClose, someBars } from './series.js';

const nan = Number.NaN;
const flat = Array.from({ length: 40 }, () => bar(5, 5, 5));

/** Every function with one or several arrays, by the name that a strategy calls it. */
const { Highest: _highest, Lowest: _lowest, ...lines } = TA;
const everyFunction: [string, (series: Series) => number[] | number[][]][] = [
  ...Object.entries(lines).map(([name, fn]): [string, typeof fn] => [`TA.${name}`, fn]),
  ...Object.entries(talib).map(([name, fn]): [string, typeof fn] => [`talib.${name}`, fn]),
];

const arraysOf = (result: readonly (number | readonly number[])[]) =>
  result.filter((one) => typeof one !== 'number');

describe.each(everyFunction)('%s', (name, fn) => {
  const longer = name === 'TA.Alligator' ? [8, 5, 3] : [0, 0, 0];

  test('answers arrays as long as the series, however short it is', () => {
    fc.assert(
      fc.property(someBars, (bars) => {
        const result = fn(bars);
        const arrays = arraysOf(result);
        const lengths = arrays.length > 0 ? arrays.map(({ length }) => length) : [result.length];
        expect(lengths).toEqual(lengths.map((_, index) => bars.length + (longer[index] ?? 0)));
      }),
      { numRuns: 40 },
    );
  });

  test('changes nothing of what it is given, and answers the same again', () => {
    const bars = Array.from({ length: 60 }, (_, index) => Object.freeze(bar(9 + index, 5, 7 + (index % 3))));
    expect(fn(Object.freeze(bars))).toEqual(fn(bars));
  });

  test('a list that is none is told in one sentence', () => {
    const nothing: Series = JSON.parse('null');
    const text: Series = JSON.parse('"records"');
    expect(() => fn(nothing)).toThrow(
      /^(TA|talib)\.\w+(:| needs) .*null, which GetRecords returns when it fails$/,
    );
    expect(() => fn(text)).toThrow(/^(TA|talib)\.\w+(:| needs) [^\n]* string$/);
  });
});

describe('prices that do not move', () => {
  test('RSI is neither overbought nor oversold on FMZ, 0 in TA-Lib', () => {
    expect(TA.RSI(flat, 3).slice(0, 5)).toEqual([nan, nan, nan, 50, 50]);
    expect(talib.RSI(flat, 3).slice(0, 5)).toEqual([nan, nan, nan, 0, 0]);
  });

  test('a range of nothing divides nothing', () => {
    const [k, d, j] = [200 / 3, 500 / 9, 800 / 9];
    expectClose(
      TA.KDJ(flat, 1).map((line) => line.slice(0, 1)),
      [[k], [d], [j]],
    );
    expect(TA.CMF(flat).at(-1)).toBe(0);
    expect(TA.BOLL(flat).map((line) => line.at(-1))).toEqual([5, 5, 5]);
    expect(TA.ATR(flat).at(-1)).toBe(0);
    const { WILLR, CCI, ADX, PLUS_DI, STDDEV, LINEARREG_SLOPE, ROC } = talib;
    expect([WILLR, CCI, ADX, PLUS_DI, STDDEV, LINEARREG_SLOPE, ROC].map((fn) => fn(flat).at(-1))).toEqual(
      [0, 0, 0, 0, 0, 0, 0].map((zero) => expect.closeTo(zero, 9)),
    );
  });

  test('RSI without a loss is 100 from its first value on', () => {
    expect(TA.RSI([1, 2, 3, 4, 5], 3)).toEqual([nan, nan, nan, 100, 100]);
  });
});

describe('what is no number', () => {
  test("another indicator's warm-up is passed over by TA", () => {
    const warm = [nan, nan, 2, 4, 6, 8];
    expect(TA.MA(warm, 2)).toEqual([nan, nan, nan, 3, 5, 7]);
    expect(TA.EMA(warm, 2)).toEqual([nan, nan, nan, 3, 5, 7]);
    expect(TA.BOLL(warm, 2, 1)[1]).toEqual([nan, nan, nan, 3, 5, 7]);
  });

  test('in the middle, it spoils the windows that hold it, or all that follows', () => {
    const gap = [1, 3, nan, 5, 7, 9];
    expect(TA.MA(gap, 2)).toEqual([nan, 2, nan, nan, 6, 8]);
    expect(TA.EMA(gap, 2)).toEqual([nan, 2, nan, nan, nan, nan]);
    expect(talib.SMA(gap, 2)).toEqual([nan, 2, nan, nan, nan, nan]);
    expect(talib.MOM(gap, 1)).toEqual([nan, 2, nan, nan, 2, 2]);
  });

  test('elements that are neither', () => {
    const odd: Series = [null, undefined, { High: 3 }, 4, { Close: 6 }];
    expect(TA.MA(odd, 1)).toEqual([nan, nan, nan, 4, 6]);
    expect(talib.MOM([null, 1, 2, 3], 1)).toEqual([nan, nan, 1, 1]);
  });
});

test('bars without Volume have no balance and no flow of money', () => {
  const bars = Array.from({ length: 4 }, (_, index) => ({ High: index + 2, Low: index, Close: index + 1 }));
  expect(TA.OBV(bars)).toEqual([nan, nan, nan, nan]);
  expect(TA.CMF(bars, 2)).toEqual([nan, nan, nan, nan]);
  expect(talib.OBV(bars)).toEqual([nan, nan, nan, nan]);
  expect(TA.ATR(bars, 2)).toEqual([2, 2, 2, 2]);
  expect(TA.CMF([bar(3, 1, 3, 0), bar(3, 1, 3, 5)], 5)).toEqual([nan, 1]);
});

test('huge and tiny prices are what common ones are, in another unit', () => {
  fc.assert(
    fc.property(someBars, fc.constantFrom(2 ** -30, 2 ** 60), (bars, unit) => {
      const other = bars.map((one) => ({
        ...one,
        ...{ Open: one.Open * unit, High: one.High * unit, Low: one.Low * unit, Close: one.Close * unit },
      }));
      const scaled = (line: number[]) => line.map((value) => value * unit);
      for (const fn of [TA.MA, TA.EMA, TA.ATR, talib.SMA, talib.WMA, talib.ATR, talib.MAX]) {
        expect(fn(other, 5)).toEqual(scaled(fn(bars, 5)));
      }
      for (const fn of [TA.RSI, TA.CMF, talib.WILLR]) expectClose(fn(other, 5), fn(bars, 5));
      expectClose(TA.KDJ(other), TA.KDJ(bars));
      expectClose(
        TA.BOLL(other, 5).map((line) => line.map((value) => value / unit)),
        TA.BOLL(bars, 5),
      );
    }),
    { numRuns: 100 },
  );
});

test('sums that are too large are infinite, and no error', () => {
  const huge = Array.from({ length: 30 }, () => 1e308);
  expect(TA.MA(huge, 20).at(-1)).toBe(Number.POSITIVE_INFINITY);
  expect(talib.SMA(huge, 20).at(-1)).toBe(Number.POSITIVE_INFINITY);
  expect(TA.Highest(huge, 5)).toBe(1e308);
});

describe('indicators of bars', () => {
  test.each(['ATR', 'OBV', 'KDJ', 'CMF', 'Alligator'] as const)('TA.%s of numbers is refused', (name) => {
    expect(() => TA[name]([1, 2, 3])).toThrow(
      new TypeError(`TA.${name} needs bars as GetRecords returns them, the first element has no Close`),
    );
  });
});
