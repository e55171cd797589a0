import type { EndpointLimit, Throttled } from '../../adapter/EndpointLimit.js';
import type { ExchangeError } from '../../adapter/ExchangeError.js';
import type { Reply } from '../../http/Reply.js';
import { MINUTE } from '../../protocol/time.js';

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

const TEN_MINUTES = 10 * MINUTE;
/** In ms: no window of Bybit's is longer, whatever this machine's clock makes of the header. */
const WINDOW = 5000;

/**
 * 10006 is the limit of an account, whose end a header tells; 10018 that of this machine's address. HTTP 403 "access too
 * frequent" bans the address for ten minutes.
 *
 * @see https://bybit-exchange.github.io/docs/v5/rate-limit
 */
export function throttled(
  { code }: ExchangeError,
  { status, text, headers }: Reply,
  now: number,
): Throttled | undefined {
  if (status === 403 && /access too frequent/i.test(text)) return { by: 'ip', wait: TEN_MINUTES };
  if (code === '10018') return { by: 'ip' };
  if (code !== '10006') return undefined;
  const reset = Number(headers.get('x-bapi-limit-reset-timestamp') ?? '') - now;
  return { by: 'key', wait: reset > 0 ? Math.min(reset, WINDOW) : undefined };
}
