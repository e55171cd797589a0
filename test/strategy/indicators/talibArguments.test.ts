import { describe, expect, test } from 'vitest';
import { talib } from '../../../src/strategy/indicators/talib.js';
import { bar, column, expectClose } from './series.js';

const nan = Number.NaN;

describe('arguments of talib', () => {
  const closes = [1, 2, 3, 4, 5, 4, 3, 2, 1, 5];

  test('an option out of range makes everything NaN, as on FMZ', () => {
    const nothing = closes.map(() => nan);
    expect([talib.SMA(closes, 0), talib.SMA(closes, 1), talib.RSI(closes, 100_001)]).toEqual([
      nothing,
      nothing,
      nothing,
    ]);
    expect(talib.MA(closes, 3, 9)).toEqual(nothing);
    expect(talib.SAR(closes, closes, -1)).toEqual(nothing);
    expect(talib.MACD(closes, 0)).toEqual([nothing, nothing, nothing]);
    expect(talib.SMA(closes, null)).toEqual(nothing);
  });

  test('options are numbers, in texts too, without their fraction', () => {
    const text: number = JSON.parse('"3"');
    expect(talib.SMA(closes, text)).toEqual(talib.SMA(closes, 3));
    expect(talib.SMA(closes, 2.7)).toEqual(talib.SMA(closes, 2));
    expect(talib.STDDEV(closes, 3, 0.5)).not.toEqual(talib.STDDEV(closes, 3, 0));
  });

  test.each([
    ['SMA', [30]],
    ['EMA', [30]],
    ['WMA', [30]],
    ['MA', [30, 0]],
    ['MACD', [12, 26, 9]],
    ['BBANDS', [5, 2, 2, 0]],
    ['STDDEV', [5, 1]],
    ['LINEARREG_SLOPE', [14]],
    ['MAX', [30]],
    ['MIN', [30]],
    ['RSI', [14]],
    ['MOM', [10]],
    ['ROC', [10]],
    ['WILLR', [14]],
    ['CCI', [14]],
    ['STOCH', [5, 3, 0, 3, 0]],
    ['ATR', [14]],
    ['PLUS_DI', [14]],
    ['MINUS_DI', [14]],
    ['ADX', [14]],
    ['SAR', [0.02, 0.2]],
  ] as const)("%s has TA-Lib's defaults", (name, options) => {
    const bars = Array.from({ length: 80 }, (_, index) => {
      const close = 100 + 10 * Math.sin(index) + index / 7;
      return bar(close + 2 + Math.cos(3 * index), close - 2 - Math.sin(5 * index), close);
    });
    expect(talib[name](bars)).toEqual(talib[name](bars, ...options));
    expect(talib[name](bars, undefined)).toEqual(talib[name](bars));
    expect(talib[name](bars).flat().some(Number.isFinite)).toBe(true);
  });

  test('a missing array, and one of another length', () => {
    expect(() => talib.ATR(closes)).toThrow(
      new TypeError(
        'talib.ATR: TA_BAD_PARAM: needs bars or an array of numbers each for High, Low, Close, argument 2 is undefined',
      ),
    );
    expect(() => talib.ATR(closes, closes, 14)).toThrow(/TA_BAD_PARAM.*argument 3 is number$/);
    expect(() => talib.OBV(closes)).toThrow(/^talib\.OBV: TA_BAD_PARAM/);
    expect(() => talib.SMA()).toThrow(
      /^talib\.SMA: TA_BAD_PARAM: needs bars or numbers, argument 1 is undefined$/,
    );
    expect(() => talib.ATR(closes, [1, 2], closes)).toThrow(
      new TypeError('talib.ATR: TA_BAD_PARAM: arrays of different lengths: 10, 2, 10'),
    );
  });

  test('volumes may come from bars', () => {
    const bars = closes.map((close) => bar(close, close, close, 10 * close));
    expect(talib.OBV(closes, bars)).toEqual(talib.OBV(bars));
    expect(talib.OBV(bars, bars)).toEqual(talib.OBV(column(bars, 'Close'), column(bars, 'Volume')));
  });

  test('kinds of average that are not there are named', () => {
    expect(() => talib.MA(closes, 3, 6)).toThrow(
      new Error('talib: MAType 6 (KAMA) is not supported, 0 (SMA), 1 (EMA) and 2 (WMA) are'),
    );
  });

  test('the signal of one bar is the MACD', () => {
    const [macd, signal, histogram] = talib.MACD(closes, 2, 4, 1);
    expectClose(signal ?? [], macd ?? []);
    expectClose(histogram ?? [], [nan, nan, nan, 0, 0, 0, 0, 0, 0, 0]);
    expect(macd?.slice(3).every(Number.isFinite)).toBe(true);
  });
});
