import type { CcxtExchange } from '../instance/CcxtExchange.js';
import { quirksOf } from '../quirks/quirksOf.js';
import { bookRows } from '../rows/bookRow.js';
import { parseRow } from '../rows/parseRow.js';
import { type QuoteRow, quoteRows, type TickerRow } from '../rows/tickerRow.js';
import { bestOf } from './bestQuotes.js';

/** How many order books are asked for at once: more make the address too long. */
const BOOKS_AT_ONCE = 100;

/**
 * The same for the tickers of all markets: from the exchange's list of best prices, or else from many order books at once,
 * where it tells them.
 *
 * @param over reads a list of ccxt's over the kinds of instruments that some symbols are of.
 */
export async function fillAllQuotes(
  exchange: CcxtExchange,
  rows: readonly TickerRow[],
  over: (
    symbols: ReadonlySet<string>,
    read: (params: object) => Promise<readonly QuoteRow[]>,
  ) => Promise<readonly QuoteRow[]>,
): Promise<readonly TickerRow[]> {
  const { bestPrices } = quirksOf(exchange.id);
  let filled = rows;
  if (lacking(filled).size > 0 && (bestPrices || exchange.has.fetchBidsAsks === true)) {
    const best = await over(lacking(filled), async (params) => {
      const answer = bestPrices
        ? await exchange.fetchTickers(undefined, bestPrices)
        : await exchange.fetchBidsAsks(undefined, params);
      return Object.values(parseRow(quoteRows, answer));
    });
    filled = fill(filled, new Map(best.map(({ symbol = '', bid, ask }) => [symbol, { bid, ask }])));
  }
  if (lacking(filled).size > 0 && exchange.has.fetchOrderBooks === true) {
    filled = fill(filled, await readBooks(exchange, [...lacking(filled)]));
  }
  return filled;
}

type Quotes = Pick<QuoteRow, 'bid' | 'ask'>;

function fill(rows: readonly TickerRow[], quotes: ReadonlyMap<string, Quotes>): readonly TickerRow[] {
  return rows.map((row) => (isMissing(row) ? { ...row, ...quotes.get(row.symbol ?? '') } : row));
}

async function readBooks(exchange: CcxtExchange, symbols: readonly string[]): Promise<Map<string, Quotes>> {
  const pages = Array.from({ length: Math.ceil(symbols.length / BOOKS_AT_ONCE) }, (_, page) =>
    symbols.slice(page * BOOKS_AT_ONCE, (page + 1) * BOOKS_AT_ONCE),
  );
  const answers = await Promise.all(pages.map((page) => exchange.fetchOrderBooks(page)));
  const books = answers.flatMap((answer) => Object.entries(parseRow(bookRows, answer)));
  return new Map(books.map(([symbol, book]) => [symbol, bestOf(book)]));
}

/** The symbols of those that tell neither. */
function lacking(rows: readonly TickerRow[]): ReadonlySet<string> {
  return new Set(rows.filter(isMissing).flatMap(({ symbol }) => symbol ?? []));
}

function isMissing({ bid, ask }: TickerRow): boolean {
  return bid === undefined && ask === undefined;
}
