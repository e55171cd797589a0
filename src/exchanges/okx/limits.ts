import type { EndpointLimit, Throttled } from '../../adapter/EndpointLimit.js';
import type { ExchangeError } from '../../adapter/ExchangeError.js';

const perIp = (requests: number): EndpointLimit => ({ requests, per: 2000, by: 'ip' });
const perKey = (requests: number): EndpointLimit => ({ requests, per: 2000, by: 'key' });

/**
 * OKX's published limits. Those of trading are counted per instrument as well; counted per key alone they are kept
 * all the more.
 *
 * @see https://www.okx.com/docs-v5/en/#overview-rate-limits
 */
export const limits = {
  default: perKey(5),
  'GET /api/v5/market/ticker': perIp(20),
  'GET /api/v5/market/tickers': perIp(20),
  'GET /api/v5/market/books': perIp(40),
  'GET /api/v5/market/trades': perIp(100),
  'GET /api/v5/market/candles': perIp(40),
  'GET /api/v5/market/history-candles': perIp(20),
  'GET /api/v5/public/instruments': perIp(20),
  'GET /api/v5/public/time': perIp(10),
  'GET /api/v5/public/funding-rate': perIp(10),
  'GET /api/v5/account/balance': perKey(10),
  'GET /api/v5/account/config': perKey(5),
  'GET /api/v5/account/positions': perKey(10),
  'GET /api/v5/account/leverage-info': perKey(20),
  'POST /api/v5/account/set-leverage': perKey(20),
  'GET /api/v5/trade/orders-pending': perKey(60),
  'GET /api/v5/trade/orders-history': perKey(40),
  'GET /api/v5/trade/orders-history-archive': perKey(20),
  'GET /api/v5/trade/order': perKey(60),
  'POST /api/v5/trade/order': perKey(60),
  'POST /api/v5/trade/cancel-order': perKey(60),
  'POST /api/v5/trade/amend-order': perKey(60),
} as const satisfies Record<string, EndpointLimit>;

/**
 * 50011 is the limit of a path, 50061 that of an account's orders; both may come with HTTP 200.
 *
 * @see https://www.okx.com/docs-v5/en/#overview-rate-limits
 */
export function throttled({ code }: ExchangeError): Throttled | undefined {
  if (code === '50061') return { by: 'key' };
  return code === '50011' ? {} : undefined;
}
