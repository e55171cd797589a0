import { BigNumber } from 'bignumber.js';

/**
 * Exact decimals: sums and products keep every digit, and money is only ever divided into whole parts. A constructor of
 * its own, so that no one else's settings reach it.
 *
 * @example new Money('0.1').plus('0.2').toFixed() // '0.3'
 */
export const Money = BigNumber.clone({ DECIMAL_PLACES: 40 });

export type Money = BigNumber;

/** Nothing of any currency. */
export const NOTHING: Money = new Money(0);
