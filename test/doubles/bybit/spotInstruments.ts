import { BigNumber } from 'bignumber.js';
import type { Instrument } from './Instrument.js';

/** The pairs of the double. */
export const spotInstruments: readonly Instrument[] = [
  spot('BTC', 'USDT', '60000', { tick: '0.1', lot: '0.000001', minQty: '0.000011', maxQty: '83' }),
  spot('ETH', 'USDT', '3000', { tick: '0.01', lot: '0.00001', minQty: '0.0001' }),
  spot('LTC', 'USDT', '80', { tick: '0.01', lot: '0.00001', minQty: '0.001' }),
  spot('BTC', 'USDC', '59990', { tick: '0.1', lot: '0.000001', minQty: '0.000011' }),
  spot('ETH', 'USDC', '2999.5', { tick: '0.01', lot: '0.00001', minQty: '0.0001' }),
  spot('ETH', 'BTC', '0.05', { tick: '0.00001', lot: '0.0001', minQty: '0.001', minValue: '0.0001' }),
  spot('DOGE', 'USDT', '0.12', { tick: '0.00001', lot: '0.1', minQty: '10' }),
  spot('SHIB', 'USDT', '0.00001234', {
    tick: '0.00000001',
    lot: '1',
    minQty: '100000',
    maxQty: '9000000000',
  }),
  // Ends in letters that are a quote coin as well: only the row says where the symbol parts.
  spot('USDC', 'USDT', '0.9998', { tick: '0.0001', lot: '0.01', minQty: '1', priceLimit: '0.01' }),
];

function spot(baseCoin: string, quoteCoin: string, price: string, given: Partial<Instrument>): Instrument {
  return {
    category: 'spot',
    symbol: `${baseCoin}${quoteCoin}`,
    status: 'Trading',
    ...{ baseCoin, quoteCoin, settleCoin: quoteCoin },
    ...{ tick: '0.01', lot: '0.01', minQty: '1', minValue: '5', maxQty: '1000000' },
    maxMarketQty: new BigNumber(given.maxQty ?? '1000000').div(2).toFixed(),
    ...{ priceLimit: '0.05', maxLeverage: '1', fundingMinutes: 0 },
    ...{ launchTime: Date.UTC(2021, 6, 15), deliveryTime: 0 },
    price: new BigNumber(price),
    ...given,
  };
}
