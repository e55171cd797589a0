import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FixField } from '../../src/fix/FixMessage.js';
import { formatUtc } from '../../src/fix/utc.js';
import { compareFields } from '../../src/recording/compareFields.js';

const recorded = Date.UTC(2026, 10, 20, 10);
const now = Date.UTC(2026, 10, 28, 3);
const moments = { recorded, asked: [recorded, now] };
const one = 'fmz0123456789abcdef0123';
const other = 'fmzfedcba9876543210fedc';

const compare = (before: readonly FixField[], asked: readonly FixField[], id?: number) =>
  compareFields(before, asked, { id, moments });

const fields = fc.array(fc.tuple(fc.integer({ min: 1, max: 9999 }), fc.string({ minLength: 1 })));

test('what is the same is the same', () => {
  fc.assert(
    fc.property(fields, (all) => {
      expect(compare(all, all)).toEqual({ time: 0, ids: [] });
    }),
  );
});

test('another value, tag, order or length is something else', () => {
  const order: FixField[] = [
    [55, '1'],
    [54, '1'],
    [38, '1000'],
  ];
  expect(
    compare(order, [
      [55, '1'],
      [54, '2'],
      [38, '1000'],
    ]),
  ).toBeUndefined();
  expect(
    compare(order, [
      [55, '1'],
      [54, '1'],
      [99, '1000'],
    ]),
  ).toBeUndefined();
  expect(
    compare(order, [
      [54, '1'],
      [55, '1'],
      [38, '1000'],
    ]),
  ).toBeUndefined();
  expect(compare(order, order.slice(1))).toBeUndefined();
  expect(compare(order, [...order, [44, '1']])).toBeUndefined();
});

test('ids of the request and those that were made up may differ, and are told', () => {
  expect(
    compare(
      [
        [584, 'a'],
        [585, '7'],
      ],
      [
        [584, 'b'],
        [585, '7'],
      ],
      584,
    ),
  ).toEqual({ time: 0, ids: [['a', 'b']] });
  expect(compare([[584, 'a']], [[584, 'b']])).toBeUndefined();
  expect(
    compare(
      [
        [41, one],
        [55, '1'],
      ],
      [
        [41, other],
        [55, '1'],
      ],
    ),
  ).toEqual({ time: 0, ids: [[one, other]] });
  expect(compare([[494, `of ${one}`]], [[494, `for ${other}`]])).toBeUndefined();
});

test('accounts may differ, and what the recording does not tell', () => {
  expect(compare([[1, 'KQZ-201']], [[1, 'ACC-778']])).toBeDefined();
  expect(compare([[448, '***']], [[448, 'me']])).toBeDefined();
  expect(compare([[58, 'KQZ-201']], [[58, 'ACC-778']])).toBeUndefined();
});

test('times may lie as they did to the moment in which they were asked for', () => {
  const at = (time: number): FixField[] => [[60, formatUtc(time)]];
  expect(compare(at(recorded), at(now))).toEqual({ time: 1, ids: [] });
  expect(compare(at(recorded - 5_000), at(now + 20_000))).toEqual({ time: 25_000, ids: [] });
  expect(compare(at(recorded - 86_400_000 * 30), at(now - 86_400_000 * 30))).toEqual({ time: 1, ids: [] });
  expect(compare(at(recorded - 86_400_000 * 30), at(now))).toBeUndefined();
  expect(compare(at(recorded), [[60, 'now']])).toBeUndefined();
});
