import { describe, expect, test } from 'vitest';
import { contractCodesOf } from '../../src/protocol/contractCodes.js';

const friday = (date: string) => Date.parse(`${date}T08:00:00Z`);

describe('contractCodesOf', () => {
  test.each([
    // 2026-12-01 is a Tuesday.
    ['2026-12-01T00:00:00Z', '2026-12-04', ['this_week']],
    ['2026-12-01T00:00:00Z', '2026-12-11', ['next_week']],
    ['2026-12-01T00:00:00Z', '2026-12-18', []],
    ['2026-12-01T00:00:00Z', '2026-12-25', ['month', 'quarter']],
    ['2026-12-01T00:00:00Z', '2027-01-29', ['next_month']],
    ['2026-12-01T00:00:00Z', '2027-03-26', ['next_quarter']],
    ['2026-12-01T00:00:00Z', '2027-06-25', []],
    ['2026-12-22T00:00:00Z', '2026-12-25', ['this_week', 'month', 'quarter']],
    ['2026-12-15T00:00:00Z', '2026-12-25', ['next_week', 'month', 'quarter']],
    ['2026-10-01T00:00:00Z', '2026-10-30', ['month']],
    ['2026-10-01T00:00:00Z', '2026-11-27', ['next_month']],
    ['2026-10-01T00:00:00Z', '2026-12-25', ['quarter']],
    // On the day of expiry, before and after eight o'clock UTC.
    ['2026-12-25T07:59:59Z', '2026-12-25', ['this_week', 'month', 'quarter']],
    ['2026-12-25T08:00:00Z', '2026-12-25', []],
    ['2026-12-25T08:00:00Z', '2027-01-01', ['this_week']],
    ['2026-12-25T08:00:00Z', '2027-03-26', ['quarter']],
  ])('at %s, %s is %j', (now, expiry, codes) => {
    expect(contractCodesOf(friday(expiry), Date.parse(now))).toEqual(codes);
  });

  test('at any time each word means one Friday', () => {
    for (let day = 0; day < 800; day += 1) {
      const now = Date.parse('2026-01-01T12:00:00Z') + day * 86_400_000;
      const first = friday('2026-01-02');
      const fridays = Array.from({ length: 160 }, (_, week) => first + week * 7 * 86_400_000);
      const codes = fridays.flatMap((expiry) => contractCodesOf(expiry, now));
      expect([...codes].sort()).toEqual([
        'month',
        'next_month',
        'next_quarter',
        'next_week',
        'quarter',
        'this_week',
      ]);
    }
  });
});
