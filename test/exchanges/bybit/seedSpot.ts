import type { Seed } from '../../doubles/bybit/seedOrder.js';
import type { BybitDouble } from '../../doubles/bybit/startBybitDouble.js';

/** Adds an order for 0.01 BTC, filled unless told otherwise, that was made so many ms ago. */
export const seedSpot = (double: BybitDouble, age: number, more: Partial<Seed> = {}) =>
  double.seedOrder({
    ...{ symbol: 'BTCUSDT', category: 'spot', price: '20000', qty: '0.01' },
    createdTime: String(Math.round(Date.now() - age)),
    ...more,
  });
