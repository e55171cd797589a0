import { BigNumber } from 'bignumber.js';

/** The sum, zero of none. */
export function sum(values: readonly BigNumber[]): BigNumber {
  return values.reduce((total, value) => total.plus(value), new BigNumber(0));
}
