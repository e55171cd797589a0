import type { Answer } from '../exchange/Answer.js';
import { invalid, missing, ok, Refusal, unknownInstrument } from './Answer.js';
import { book } from './book.js';
import { candles } from './candles.js';
import { fundingRates } from './fundingRates.js';
import type { Instrument } from './Instrument.js';
import type { Market } from './Market.js';
import { count, required } from './params.js';
import { ticker } from './ticker.js';
import { trades } from './trades.js';

/** Answers a public GET. */
export type PublicRoute = (query: URLSearchParams, market: Market) => Answer;

/** The public paths. */
export const publicRoutes: ReadonlyMap<string, PublicRoute> = new Map<string, PublicRoute>([
  ['GET /api/v5/public/time', (_, market) => ok([{ ts: `${market.clock.now()}` }])],
  ['GET /api/v5/public/instruments', (query, market) => ok(instruments(query, market))],
  ['GET /api/v5/public/funding-rate', (query, market) => ok(fundingRates(market, required(query, 'instId')))],
  ['GET /api/v5/market/ticker', (query, market) => ok([ticker(market, traded(query, market))])],
  ['GET /api/v5/market/tickers', (query, market) => ok(tickers(query, market))],
  ['GET /api/v5/market/books', (query, market) => ok([books(query, market)])],
  [
    'GET /api/v5/market/trades',
    (query, market) => ok(trades(market, traded(query, market), count(query, 'limit', 100, 500))),
  ],
  ['GET /api/v5/market/candles', (query, market) => ok(candles(market, query, false))],
  ['GET /api/v5/market/history-candles', (query, market) => ok(candles(market, query, true))],
]);

function instruments(query: URLSearchParams, market: Market): unknown[] {
  const instType = instTypeOf(query);
  if (instType === 'OPTION' && !query.get('uly') && !query.get('instFamily')) {
    throw new Refusal('50015', 'Either parameter uly or instFamily is required.', { status: 400 });
  }
  const rows = market.all().flatMap(({ row }) => (market.unlisted.has(row.instId) ? [] : [row]));
  const wanted = ['instId', 'uly', 'instFamily'] as const;
  const found = rows.filter(
    (row) =>
      row.instType === instType && wanted.every((name) => !query.get(name) || row[name] === query.get(name)),
  );
  if (found.length === 0 && query.get('instId')) throw unknownInstrument();
  return found;
}

function instTypeOf(query: URLSearchParams): string {
  const instType = query.get('instType');
  if (!instType) throw missing('instType');
  if (!['SPOT', 'MARGIN', 'SWAP', 'FUTURES', 'OPTION'].includes(instType)) throw invalid('instType');
  return instType;
}

function tickers(query: URLSearchParams, market: Market): unknown[] {
  const instType = instTypeOf(query);
  return market
    .all()
    .filter(({ row }) => row.instType === instType && row.state === 'live')
    .filter(({ row }) => !query.get('instFamily') || row.instFamily === query.get('instFamily'))
    .map((instrument) => ticker(market, instrument));
}

function books(query: URLSearchParams, market: Market): unknown {
  const instrument = traded(query, market);
  const ts = market.clock.now();
  const seqId = market.live.get(instrument.row.instId)?.id ?? ts;
  return { ...book(market, instrument, count(query, 'sz', 1, 400)), ts: `${ts}`, seqId };
}

function traded(query: URLSearchParams, market: Market): Instrument {
  const instrument = market.require(required(query, 'instId'));
  if (instrument.row.state === 'preopen') throw unknownInstrument();
  return instrument;
}
