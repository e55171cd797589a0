import type { EndpointLimit } from '../../adapter/Api.js';

const perKey = (requests: number): EndpointLimit => ({ requests, per: 1000, by: 'key' });
const address: EndpointLimit = { requests: 600, per: 5000, by: 'ip' };

/**
 * Bybit's published limits: public data is counted for the address alone, like every other request. Spot may place and
 * cancel twice as many orders as this; the lower limit, that of contracts, keeps both.
 *
 * @see https://bybit-exchange.github.io/docs/v5/rate-limit
 */
export const limits = {
  all: address,
  default: perKey(5),
  'GET /v5/market/time': address,
  'GET /v5/market/instruments-info': address,
  'GET /v5/market/tickers': address,
  'GET /v5/market/orderbook': address,
  'GET /v5/market/recent-trade': address,
  'GET /v5/market/kline': address,
  'GET /v5/account/wallet-balance': perKey(50),
  'GET /v5/position/list': perKey(50),
  'POST /v5/position/set-leverage': perKey(10),
  'GET /v5/order/realtime': perKey(50),
  'GET /v5/order/history': perKey(50),
  'POST /v5/order/create': perKey(10),
  'POST /v5/order/amend': perKey(10),
  'POST /v5/order/cancel': perKey(10),
} as const satisfies Record<string, EndpointLimit>;
