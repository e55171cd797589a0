import { BigNumber } from 'bignumber.js';

/** Whether a text is a number above zero, written plainly. */
export function isFigure(value: string): boolean {
  return /^\d+(\.\d+)?$/.test(value) && new BigNumber(value).gt(0);
}

/** Whether a number is a whole number of steps. */
export function isMultiple(value: BigNumber.Value, step: string): boolean {
  return new BigNumber(value).mod(step).isZero();
}
