import type { Ticker } from '../protocol/structures.js';
import { ExchangeError } from './ExchangeError.js';

/**
 * A ticker, where there is one: FMZ's structure has no word for a price that is missing.
 *
 * @throws ExchangeError when a side of the order book is empty, or nothing has been traded.
 * @example return { data: requireTicker(row && parseTicker(row), symbol.name), raw: reply.raw }
 */
export function requireTicker(ticker: Ticker | undefined, symbol: string): Ticker {
  if (ticker) return ticker;
  throw new ExchangeError({
    message: `${symbol} has no buyers, no sellers or no trades right now, and so no ticker`,
    hint: 'GetDepth shows the order book',
  });
}
