import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { talib } from '../../../src/strategy/indicators/talib.js';
import { column, expectClose, type FullBar, someBars } from './series.js';
import { TalibInC } from './talibInC.js';

const inC = new TalibInC();

/** A function: what it reads, its options as generated, and how many outputs it has. */
interface Subject {
  name: keyof typeof talib;
  fields: (keyof FullBar)[];
  options: fc.Arbitrary<number[]>;
  outputs?: number;
}

const close: (keyof FullBar)[] = ['Close'];
const highLowClose: (keyof FullBar)[] = ['High', 'Low', 'Close'];
/** The least period is a case of its own in TA-Lib. */
const bars = (least: number) => fc.oneof(fc.constant(least), fc.integer({ min: least, max: 24 }));
const kind = fc.constantFrom(0, 1, 2);
const times = fc.integer({ min: -4, max: 12 }).map((quarters) => quarters / 4);
const none = fc.constant<number[]>([]);

const subjects: Subject[] = [
  { name: 'SMA', fields: close, options: fc.tuple(bars(2)) },
  { name: 'EMA', fields: close, options: fc.tuple(bars(2)) },
  { name: 'WMA', fields: close, options: fc.tuple(bars(2)) },
  { name: 'MA', fields: close, options: fc.tuple(bars(1), kind) },
  // A signal of 1 is left out: for that TA-Lib reads what it has not written.
  { name: 'MACD', fields: close, options: fc.tuple(bars(2), bars(2), bars(2)), outputs: 3 },
  { name: 'BBANDS', fields: close, options: fc.tuple(bars(2), times, times, kind), outputs: 3 },
  { name: 'STDDEV', fields: close, options: fc.tuple(bars(2), times) },
  { name: 'LINEARREG_SLOPE', fields: close, options: fc.tuple(bars(2)) },
  { name: 'MAX', fields: close, options: fc.tuple(bars(2)) },
  { name: 'MIN', fields: close, options: fc.tuple(bars(2)) },
  { name: 'RSI', fields: close, options: fc.tuple(bars(2)) },
  { name: 'MOM', fields: close, options: fc.tuple(bars(1)) },
  { name: 'ROC', fields: close, options: fc.tuple(bars(1)) },
  { name: 'WILLR', fields: highLowClose, options: fc.tuple(bars(2)) },
  { name: 'CCI', fields: highLowClose, options: fc.tuple(bars(2)) },
  {
    name: 'STOCH',
    fields: highLowClose,
    options: fc.tuple(bars(1), bars(1), kind, bars(1), kind),
    outputs: 2,
  },
  { name: 'OBV', fields: ['Close', 'Volume'], options: none },
  { name: 'TRANGE', fields: highLowClose, options: none },
  { name: 'ATR', fields: highLowClose, options: fc.tuple(bars(1)) },
  { name: 'PLUS_DI', fields: highLowClose, options: fc.tuple(bars(1)) },
  { name: 'MINUS_DI', fields: highLowClose, options: fc.tuple(bars(1)) },
  { name: 'ADX', fields: highLowClose, options: fc.tuple(bars(2)) },
  { name: 'SAR', fields: ['High', 'Low'], options: fc.tuple(times.map(Math.abs), times.map(Math.abs)) },
];

/** Bars some of which lack a figure. */
const holes = fc.array(fc.nat({ max: 119 }), { maxLength: 3 });
const gappedBars = fc
  .tuple(someBars, holes, fc.constantFrom<keyof FullBar>('Open', 'High', 'Low', 'Close', 'Volume'))
  .map(([all, places, field]) =>
    all.map((bar, index) => (places.includes(index) ? { ...bar, [field]: Number.NaN } : bar)),
  );

describe.each(subjects)('$name is what TA-Lib is', ({ name, fields, options, outputs = 1 }) => {
  const compare = (all: FullBar[], values: number[]) => {
    if (all.length === 0) return;
    const inputs = fields.map((field) => column(all, field));
    const wanted = inC.call(name, { inputs, options: values, outputs });
    const lines = outputs === 1 ? wanted.flat() : wanted;
    expectClose(talib[name](all, ...values), lines);
    expectClose(talib[name](...inputs, ...values), lines);
  };

  test('of bars and of numbers', () => {
    fc.assert(fc.property(someBars, options, compare), { numRuns: 200 });
  });

  test('with holes', () => {
    fc.assert(fc.property(gappedBars, options, compare), { numRuns: 100 });
  });
});

test.each([
  ['STDDEV', 1e-6],
  ['STDDEV', 1e-8],
  ['RSI', 1e-6],
  ['RSI', 1e-16],
] as const)('%s of changes of %d is what TA-Lib takes it for', (name, unit) => {
  const values = [1, 2, 3, 4, 5, 4, 3, 2, 1, 5].map((value) => value * unit);
  const wanted = inC.call(name, { inputs: [values], options: name === 'RSI' ? [3] : [3, 1], outputs: 1 });
  expect(talib[name](values, 3)).toEqual(wanted.flat());
});
