import type { BigNumber } from 'bignumber.js';

/** Rounds to a whole number of steps; an empty step leaves the number alone. */
export function toStep(value: BigNumber, step: string, rounding?: BigNumber.RoundingMode): BigNumber {
  if (step === '') return value;
  return value.div(step).integerValue(rounding).times(step);
}
