import { BigNumber } from 'bignumber.js';
import type { Instrument } from './Instrument.js';

/** How low a sale and how high a purchase may be priced while the market is at `last`. */
export function priceBounds(
  { priceLimit, tick }: Instrument,
  last: BigNumber,
): { lowest: BigNumber; highest: BigNumber } {
  const decimals = tick.split('.')[1]?.length ?? 0;
  const part = last.times(priceLimit);
  return {
    lowest: last.minus(part).dp(decimals, BigNumber.ROUND_UP),
    highest: last.plus(part).dp(decimals, BigNumber.ROUND_DOWN),
  };
}
