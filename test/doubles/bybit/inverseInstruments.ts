import { BigNumber } from 'bignumber.js';
import type { Instrument } from './Instrument.js';

const DAY = 86_400_000;
// Of the month in which a quarter ends.
const QUARTER_LETTERS = new Map([
  [2, 'H'],
  [5, 'M'],
  [8, 'U'],
  [11, 'Z'],
]);

/** Contracts of dollars, margined in the base coin, that have no end. */
export const inversePerpetuals: readonly Instrument[] = [
  inverse('BTC', '60040', { tick: '0.10' }),
  inverse('ETH', '3002', { tick: '0.01' }),
];

/** The dated contracts of those of these ends that are the end of a quarter. */
export function inverseFutures(expiries: readonly number[]): Instrument[] {
  return expiries.flatMap((expiry, index) => {
    const date = new Date(expiry);
    const letter = QUARTER_LETTERS.get(date.getUTCMonth());
    const last = new Date(expiry + 7 * DAY).getUTCMonth() !== date.getUTCMonth();
    if (!letter || !last) return [];
    return inverse('BTC', `${60_090 + index * 50}`, {
      symbol: `BTCUSD${letter}${`${date.getUTCFullYear()}`.slice(2)}`,
      ...{ contractType: 'InverseFutures', tick: '0.50', fundingMinutes: 0 },
      ...{ launchTime: expiry - 210 * DAY, deliveryTime: expiry },
    });
  });
}

function inverse(baseCoin: string, price: string, given: Partial<Instrument>): Instrument {
  return {
    category: 'inverse',
    symbol: `${baseCoin}USD`,
    contractType: 'InversePerpetual',
    status: 'Trading',
    ...{ baseCoin, quoteCoin: 'USD', settleCoin: baseCoin },
    ...{ tick: '0.10', lot: '1', minQty: '1', minValue: '5' },
    ...{ maxQty: '25000000', maxMarketQty: '5000000', priceLimit: '0.1' },
    ...{ maxLeverage: '100.00', fundingMinutes: 480 },
    ...{ launchTime: Date.UTC(2018, 10, 14), deliveryTime: 0 },
    price: new BigNumber(price),
    ...given,
  };
}
