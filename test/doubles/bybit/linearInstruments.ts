import { BigNumber } from 'bignumber.js';
import type { Instrument } from './Instrument.js';

const DAY = 86_400_000;
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** Contracts in the base coin that have no end. */
export const linearPerpetuals: readonly Instrument[] = [
  linear('BTC', 'USDT', '60050', { tick: '0.10', lot: '0.001', maxQty: '1190.000', maxMarketQty: '500.000' }),
  linear('ETH', 'USDT', '3003', { tick: '0.01', lot: '0.01' }),
  linear('LTC', 'USDT', '80.1', { tick: '0.01', lot: '0.1', maxLeverage: '50.00', fundingMinutes: 240 }),
  linear('DOGE', 'USDT', '0.1201', { tick: '0.00001', lot: '1', maxLeverage: '75.00', fundingMinutes: 60 }),
  // A thousand coins are one unit.
  linear('SHIB1000', 'USDT', '0.01235', { tick: '0.000001', lot: '10', maxLeverage: '50.00' }),
  linear('BTC', 'USDC', '59995', { symbol: 'BTCPERP', tick: '0.1', lot: '0.001' }),
  linear('ETH', 'USDC', '2999', { symbol: 'ETHPERP', tick: '0.01', lot: '0.01' }),
  linear('SOON', 'USDT', '1', { status: 'PreLaunch', tick: '0.0001', lot: '1', maxLeverage: '5.00' }),
  linear('OUT', 'USDT', '2', { status: 'Delivering', deliveryTime: Date.UTC(2100, 0, 1), lot: '1' }),
  linear('GONE', 'USDT', '2', { status: 'Closed', deliveryTime: Date.UTC(2024, 0, 1), lot: '1' }),
];

/** More of them, so that all are more than one page. */
export const linearAltcoins: readonly Instrument[] = Array.from({ length: 1100 }, (_, index) =>
  linear(`ALT${`${index}`.padStart(4, '0')}`, 'USDT', `${1 + (index % 97) / 100}`, {
    ...{ tick: '0.0001', lot: '1', maxLeverage: '25.00' },
  }),
);

/** The dated contracts of these ends. */
export function linearFutures(expiries: readonly number[]): Instrument[] {
  return expiries.flatMap((expiry, index) => [
    dated('USDT', `BTCUSDT-${dateName(expiry)}`, expiry, `${60_100 + index * 50}`),
    dated('USDC', `BTC-${dateName(expiry)}`, expiry, `${60_080 + index * 50}`),
  ]);
}

function dated(quoteCoin: string, symbol: string, expiry: number, price: string): Instrument {
  return linear('BTC', quoteCoin, price, {
    ...{ symbol, contractType: 'LinearFutures', tick: '0.1', lot: '0.001' },
    ...{ fundingMinutes: 0, launchTime: expiry - 210 * DAY, deliveryTime: expiry },
  });
}

function dateName(time: number): string {
  const date = new Date(time);
  const day = `${date.getUTCDate()}`.padStart(2, '0');
  return `${day}${MONTHS[date.getUTCMonth()]}${`${date.getUTCFullYear()}`.slice(2)}`;
}

function linear(baseCoin: string, quoteCoin: string, price: string, given: Partial<Instrument>): Instrument {
  return {
    category: 'linear',
    symbol: `${baseCoin}${quoteCoin}`,
    contractType: 'LinearPerpetual',
    status: 'Trading',
    ...{ baseCoin, quoteCoin, settleCoin: quoteCoin },
    ...{ tick: '0.001', lot: '0.1', minQty: given.lot ?? '0.1', minValue: '5' },
    ...{ maxQty: '1000000', maxMarketQty: '200000', priceLimit: '0.1' },
    ...{ maxLeverage: '100.00', fundingMinutes: 480 },
    ...{ launchTime: Date.UTC(2020, 2, 30), deliveryTime: 0 },
    price: new BigNumber(price),
    ...given,
  };
}
