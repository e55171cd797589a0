import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDate } from '../../../src/strategy/worker/dates.js';
import { barsSinceCross, cut } from '../../../src/strategy/worker/numbers.js';

describe('_N', () => {
  test.each([
    [3.14158, 2, 3.14],
    [3.14959, 2, 3.14],
    [-3.14959, 2, -3.14],
    [0.1 + 0.2, 1, 0.3],
    [1.999999999999999, 4, 2],
    [0.000012345, 6, 0.000012],
    [1e-9, 4, 0],
    [-1e-9, 4, 0],
    [1234.5, 0, 1234],
    [1234.5, -2, 1200],
    [-1234.5, -2, -1200],
    [1234.5, -5, 0],
    [1.5e21, 2, 1.5e21],
    [Number.POSITIVE_INFINITY, 2, Number.POSITIVE_INFINITY],
    [Number.NaN, 2, Number.NaN],
  ])('%d with %d decimals is %d', (value, decimals, expected) => {
    expect(cut(value, decimals)).toBe(expected);
  });

  test('four decimals where none are named', () => expect(cut(0.123456)).toBe(0.1234));

  test.each(['5', null, undefined, {}])('%j is not a number', (value) => {
    expect(() => cut(value)).toThrow(TypeError);
  });

  test('any decimal that has so many places stays what it is, and others move toward zero', () => {
    const digits = fc.integer({ min: -999_999_999, max: 999_999_999 });
    fc.assert(
      fc.property(
        digits,
        fc.integer({ min: 0, max: 8 }),
        fc.integer({ min: 0, max: 9 }),
        (whole, places, more) => {
          const exact = Number(`${whole}e-${places}`) + 0;
          expect(cut(exact, places)).toBe(exact);
          const sign = whole < 0 ? '-' : '';
          const longer = Number(`${sign}${Math.abs(whole)}${more}e-${places + 1}`);
          expect(cut(longer, places)).toBe(exact);
        },
      ),
    );
  });
});

describe('_Cross', () => {
  test.each([
    [[1, 1, 3, 4], [2, 2, 2, 2], 2],
    [[3, 3, 1], [2, 2, 2], -1],
    [[3, 3, 2], [2, 2, 2], 0],
    [[3, Number.NaN, 3], [2, 2, 2], 1],
    [[3, null, 3, 3], [2, 2, 2, 2], 2],
    [[], [], 0],
  ])('%j over %j: %d', (above, below, bars) => {
    expect(barsSinceCross(above, below)).toBe(bars);
  });

  test('mirrored it counts the other way', () => {
    const line = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })));
    fc.assert(
      fc.property(line, (pairs) => {
        const [a, b] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
        expect(barsSinceCross(a, b) + barsSinceCross(b, a)).toBe(0);
      }),
    );
  });

  test('lines of different lengths', () => {
    expect(() => barsSinceCross([1], [])).toThrow('cross array length not equal');
    expect(() => barsSinceCross(null, [])).toThrow('cross array length not equal');
  });
});

describe('_D', () => {
  const time = new Date(2024, 0, 15, 15, 4, 5, 67);

  test.each([
    [undefined, '2024-01-15 15:04:05'],
    ['yyyy-MM-ddThh:mm:ss.SSSZ', '2024-01-15T15:04:05.067Z'],
    ['yy/MM/dd HH', '24/01/15 15'],
    ['hh hh MM MM', '15 hh 01 MM'],
    ['', ''],
  ])('%j: %s', (format, expected) => {
    expect(formatDate(time, format)).toBe(expected);
    expect(formatDate(time.getTime(), format)).toBe(expected);
  });

  test('any time reads back', () => {
    const some = fc.date({ min: new Date(1971, 0), max: new Date(2100, 0), noInvalidDate: true });
    fc.assert(
      fc.property(some, (date) => {
        const [, ...parts] = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d) (\d{3})$/.exec(
          formatDate(date, 'yyyy-MM-dd hh:mm:ss SSS'),
        ) ?? [''];
        const [year = 0, month = 0, ...rest] = parts.map(Number);
        expect([year, month, ...rest]).toEqual([
          date.getFullYear(),
          date.getMonth() + 1,
          date.getDate(),
          date.getHours(),
          date.getMinutes(),
          date.getSeconds(),
          date.getMilliseconds(),
        ]);
      }),
    );
  });
});
