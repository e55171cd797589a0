import type { CcxtExchange } from '../instance/CcxtExchange.js';
import { parseDepth } from '../parse/parseDepth.js';
import { type BookRow, bookRow } from '../rows/bookRow.js';
import { parseRow } from '../rows/parseRow.js';

/** The best prices of an order book, with all their digits; `undefined` on a side where nobody is. */
export interface BestQuotes {
  bid: string | undefined;
  ask: string | undefined;
}

/** Reads the best prices from the order book of the exchange. */
export async function bestQuotes(exchange: CcxtExchange, symbol: string): Promise<BestQuotes> {
  return bestOf(parseRow(bookRow, await exchange.fetchOrderBook(symbol)));
}

/** The best prices of an order book that has been read. */
export function bestOf(book: BookRow): BestQuotes {
  const { asks, bids } = parseDepth(book, 1, 0);
  const text = (price: number | undefined, levels: BookRow['asks']) =>
    levels.find(([known]) => Number(known) === price)?.[0];
  return { bid: text(bids[0]?.[0], book.bids), ask: text(asks[0]?.[0], book.asks) };
}
