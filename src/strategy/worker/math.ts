import { say } from '../../wording/say.js';
import type { Globals } from './Runtime.js';

/** `math`, of which strategies use statistics: math.js's functions by their names, over numbers or lists of them. */
export const mathGlobals: Globals = () => ({
  math: {
    ...Object.fromEntries(SINGLE.map((name) => [name, elementwise(Math[name])])),
    pi: Math.PI,
    e: Math.E,
    pow: Math.pow,
    atan2: Math.atan2,
    /** @param decimals how many are left. */
    round: (value: unknown, decimals = 0) =>
      elementwise((one) => Math.round(one * 10 ** decimals) / 10 ** decimals)(value),
    /** With the sign of the divisor. */
    mod: (value: number, divisor: number) =>
      divisor === 0 ? value : value - divisor * Math.floor(value / divisor),
    sum,
    mean: (...values: unknown[]) => sum(values) / some(values).length,
    prod: (...values: unknown[]) => some(values).reduce((product, one) => product * one, 1),
    min: (...values: unknown[]) => some(values).reduce((least, one) => Math.min(least, one)),
    max: (...values: unknown[]) => some(values).reduce((most, one) => Math.max(most, one)),
    median,
    variance,
    std: (...values: unknown[]) => Math.sqrt(variance(...values)),
  },
});

const SINGLE = [
  ...([
    'abs',
    'ceil',
    'floor',
    'sqrt',
    'cbrt',
    'exp',
    'sign',
    'log',
    'log2',
    'log10',
    'log1p',
    'expm1',
  ] as const),
  ...([
    'sin',
    'cos',
    'tan',
    'asin',
    'acos',
    'atan',
    'sinh',
    'cosh',
    'tanh',
    'asinh',
    'acosh',
    'atanh',
  ] as const),
] as const;

/** Takes a number, or a list of any depth. */
function elementwise(compute: (value: number) => number) {
  return function all(value: unknown): unknown {
    return Array.isArray(value) ? value.map(all) : compute(Number(value));
  };
}

function sum(...values: unknown[]): number {
  return some(values).reduce((total, one) => total + one, 0);
}

/** The middle one of the sorted values, or the mean of the two there. */
function median(...values: unknown[]): number {
  const sorted = some(values).sort((one, other) => one - other);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
}

/** Of a sample: over one less than there are values. */
function variance(...values: unknown[]): number {
  const numbers = some(values);
  if (numbers.length === 1) return 0;
  const mean = sum(numbers) / numbers.length;
  return sum(numbers.map((one) => (one - mean) ** 2)) / (numbers.length - 1);
}

/** @throws Error where there is none, as math.js does. */
function some(values: readonly unknown[]): number[] {
  const numbers = values.flat(Number.POSITIVE_INFINITY).map(Number);
  if (numbers.length === 0) throw new Error(say('math: a list without values has no such figure'));
  return numbers;
}
