import { fundingHistory } from './fundingRates.js';
import { klines } from './klines.js';
import { listInstruments } from './listInstruments.js';
import type { Market } from './Market.js';
import { orderbook } from './orderbook.js';
import { category } from './params.js';
import { recentTrades } from './recentTrades.js';
import { ticker } from './ticker.js';

/** Gives the result of a public GET. */
export type PublicRoute = (query: URLSearchParams, market: Market) => unknown;

/** The public paths. */
export const publicRoutes: ReadonlyMap<string, PublicRoute> = new Map<string, PublicRoute>([
  ['GET /v5/market/time', (_, market) => serverTime(market)],
  ['GET /v5/market/instruments-info', listInstruments],
  ['GET /v5/market/tickers', tickers],
  ['GET /v5/market/orderbook', orderbook],
  ['GET /v5/market/recent-trade', recentTrades],
  ['GET /v5/market/kline', klines],
  ['GET /v5/market/funding/history', fundingHistory],
]);

function serverTime({ clock }: Market): unknown {
  const now = clock.now();
  return { timeSecond: `${Math.floor(now / 1000)}`, timeNano: `${now}213947` };
}

/** Of one symbol, or of all that trade. */
function tickers(query: URLSearchParams, market: Market): unknown {
  const named = category(query.get('category'));
  const symbol = query.get('symbol');
  const found = symbol
    ? [market.require(named, symbol)]
    : market.all(named).filter(({ status }) => status === 'Trading');
  return { category: named, list: found.map((instrument) => ticker(market, instrument)) };
}
