import type { Bar, Market as MarketEntry, Ticker, Trade } from '../../../protocol/structures.js';
import { type FmzSymbol, parseSymbol } from '../../../protocol/symbol.js';
import type { Book } from '../engine/Book.js';
import type { Instrument } from '../engine/Instrument.js';
import type { ReadPassing } from '../engine/Passing.js';
import { createPair } from './createPair.js';
import { createPricePath } from './createPricePath.js';
import { readBars } from './readBars.js';
import { BOOK_LEVELS, readBook } from './readBook.js';
import { readPassing } from './readPassing.js';
import { readTicker } from './readTicker.js';
import { readTrades } from './readTrades.js';

/** The pairs that `markets` and `tickers` list; every other BASE_QUOTE can be traded all the same. */
const LISTED_PAIRS = [
  'BTC_USDT',
  'ETH_USDT',
  'BNB_USDT',
  'BCH_USDT',
  'SOL_USDT',
  'LTC_USDT',
  'AVAX_USDT',
  'LINK_USDT',
  'XRP_USDT',
  'ADA_USDT',
  'DOGE_USDT',
  'ETH_BTC',
] as const;

/**
 * A synthetic spot market. All it answers is a function of the seed, the symbol and `now` (Unix time in ms): the same
 * now gives the same prices, and a later now never changes what lies behind it.
 */
export interface Market {
  /** The symbols that are listed. */
  readonly listed: readonly FmzSymbol[];
  ticker(symbol: FmzSymbol, now: number): Ticker;
  book(symbol: FmzSymbol, now: number, levels?: number): Book;
  trades(symbol: FmzSymbol, now: number): Trade[];
  bars(symbol: FmzSymbol, request: { minutes: number; limit: number; now: number }): Bar[];
  entry(symbol: FmzSymbol): MarketEntry;
  rules(symbol: FmzSymbol): Instrument;
  passing: ReadPassing;
}

/**
 * Makes the market of a seed. Nothing is kept: a pair is made anew for each question, which costs microseconds.
 *
 * @throws ProtocolError (each method) for a symbol that is no spot pair.
 * @example createMarket(1).book({ name: 'BTC_USDT', base: 'BTC', quote: 'USDT' }, Date.now()).asks[0]?.price
 */
export function createMarket(seed: number): Market {
  const open = (symbol: FmzSymbol) => {
    const pair = createPair(symbol, seed);
    return [pair, createPricePath(pair)] as const;
  };
  return {
    listed: LISTED_PAIRS.flatMap((name) => parseSymbol(name) ?? []),
    rules: (symbol) => createPair(symbol, seed),
    ticker: (symbol, now) => readTicker(...open(symbol), now),
    book: (symbol, now, levels = BOOK_LEVELS) => readBook(...open(symbol), { levels, now }),
    trades: (symbol, now) => readTrades(...open(symbol), now),
    bars: (symbol, request) => readBars(...open(symbol), request),
    passing: ({ name, base, quote }, request) => readPassing(...open({ name, base, quote }), request),
    entry(symbol) {
      const { name, base, quote, priceStep, priceDigits, amountStep, amountDigits } = createPair(
        symbol,
        seed,
      );
      return {
        symbol: name,
        base_asset: base,
        quote_asset: quote,
        tick_size: Number(priceStep),
        amount_size: Number(amountStep),
        price_precision: priceDigits,
        amount_precision: amountDigits,
        min_qty: Number(amountStep),
      };
    },
  };
}
