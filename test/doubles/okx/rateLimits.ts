import type { RateLimit } from '../exchange/RateMeter.js';

/** A published limit and whose requests are counted together. */
export interface PublishedLimit extends RateLimit {
  by: 'ip' | 'ip+instType' | 'ip+instId' | 'user' | 'user+instId';
}

const per2s = (requests: number, by: PublishedLimit['by']): PublishedLimit => ({ requests, per: 2000, by });

/** The exchange's limits, by verb and path. */
export const rateLimits: ReadonlyMap<string, PublishedLimit> = new Map([
  ['GET /api/v5/public/time', per2s(10, 'ip')],
  ['GET /api/v5/public/instruments', per2s(20, 'ip+instType')],
  ['GET /api/v5/public/funding-rate', per2s(10, 'ip+instId')],
  ['GET /api/v5/market/ticker', per2s(20, 'ip')],
  ['GET /api/v5/market/tickers', per2s(20, 'ip')],
  ['GET /api/v5/market/books', per2s(40, 'ip')],
  ['GET /api/v5/market/trades', per2s(100, 'ip')],
  ['GET /api/v5/market/candles', per2s(40, 'ip')],
  ['GET /api/v5/market/history-candles', per2s(20, 'ip')],
  ['GET /api/v5/account/config', per2s(5, 'user')],
  ['GET /api/v5/account/balance', per2s(10, 'user')],
  ['GET /api/v5/account/positions', per2s(10, 'user')],
  ['GET /api/v5/account/leverage-info', per2s(20, 'user')],
  ['POST /api/v5/account/set-leverage', per2s(20, 'user')],
  ['GET /api/v5/asset/balances', { requests: 6, per: 1000, by: 'user' }],
  ['POST /api/v5/trade/order', per2s(60, 'user+instId')],
  ['POST /api/v5/trade/cancel-order', per2s(60, 'user+instId')],
  ['POST /api/v5/trade/amend-order', per2s(60, 'user+instId')],
  ['GET /api/v5/trade/order', per2s(60, 'user+instId')],
  ['GET /api/v5/trade/orders-pending', per2s(60, 'user')],
  ['GET /api/v5/trade/orders-history', per2s(40, 'user')],
  ['GET /api/v5/trade/orders-history-archive', per2s(20, 'user')],
]);
