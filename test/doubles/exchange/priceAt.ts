import type { BigNumber } from 'bignumber.js';
import { toStep } from './toStep.js';

/** The price of the past: a wave about an instrument's first price, the same whenever it is asked for. */
export function priceAt(first: BigNumber, tick: string, time: number): BigNumber {
  const hours = time / 3_600_000;
  const swing = 0.03 * Math.sin(hours / 9) + 0.01 * Math.sin(hours * 1.3) + 0.001 * Math.sin(hours * 50);
  return toStep(first.times((1 + swing).toFixed(8)), tick);
}
