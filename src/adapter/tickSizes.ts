import { compareDecimals } from '../protocol/decimal.js';

/** A range of prices that share a tick size. */
export interface PriceBand {
  /** Its lowest price. It ends where the next one begins. */
  from: string;
  step: string;
}

/** A tick size, or those of bands of prices, in any order; "" where the exchange sets none. */
export type TickSize = string | readonly PriceBand[];

/**
 * The band that a price is in; `undefined` where it is below all of them.
 *
 * @example bandAt([{ from: '0', step: '0.0001' }, { from: '1', step: '0.01' }], '1') // { from: '1', step: '0.01' }
 */
export function bandAt(bands: readonly PriceBand[], price: string): PriceBand | undefined {
  return bands
    .filter(({ from }) => compareDecimals(from, price) <= 0)
    .reduce<PriceBand | undefined>(
      (best, band) => (best && compareDecimals(best.from, band.from) >= 0 ? best : band),
      undefined,
    );
}

/**
 * The smallest step that prices of an instrument have: what GetMarkets tells, whose structure has a word for one alone.
 *
 * @example smallestTick([{ from: '0', step: '0.0001' }, { from: '1', step: '0.01' }]) // '0.0001'
 */
export function smallestTick(tickSize: TickSize): string {
  if (typeof tickSize === 'string') return tickSize;
  return smallestOf(tickSize.map(({ step }) => step));
}

/** The smallest of some decimals; "" where there are none. */
export function smallestOf(decimals: readonly string[]): string {
  const [first = '', ...rest] = decimals.filter((decimal) => decimal !== '');
  return rest.reduce((a, b) => (compareDecimals(a, b) <= 0 ? a : b), first);
}
