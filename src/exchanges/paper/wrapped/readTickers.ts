import { ExchangeError } from '../../../adapter/ExchangeError.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import type { Ticker } from '../../../protocol/structures.js';
import type { VenueApi } from '../Venue.js';
import { askInner } from './askInner.js';

const FEW = 3;

/**
 * The tickers of some symbols: one by one, or of many at once where it has them. A symbol that the exchange refuses has none.
 *
 * @param all whether the exchange has `tickers`.
 */
export async function readTickers(
  api: VenueApi,
  symbols: readonly string[],
  all: boolean,
): Promise<ReadonlyMap<string, Ticker>> {
  const listed = (all && symbols.length > FEW && (await quietly(() => askInner(api, 'tickers', {})))) || [];
  const tickers = new Map(listed.map((ticker) => [ticker.symbol, ticker]));
  const found = await Promise.all(
    symbols.map(async (symbol) => {
      const ticker = tickers.get(symbol) ?? (await quietly(() => askInner(api, 'ticker', { symbol })));
      return [symbol, ticker] as const;
    }),
  );
  return new Map(found.flatMap(([symbol, ticker]) => (ticker ? [[symbol, ticker]] : [])));
}

/** What the exchange refuses, it does not have. */
async function quietly<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ExchangeError || error instanceof ProtocolError) return undefined;
    throw error;
  }
}
