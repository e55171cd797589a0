import { bestOf, bestQuotes } from './bestQuotes.js';
import type { CcxtExchange } from './CcxtExchange.js';
import { has } from './needs.js';
import { bookRows, parseRow, type TickerRow } from './replies.js';

/** How many order books are asked for at once: more make the address too long. */
const BOOKS_AT_ONCE = 100;

/** The best prices of the order book, where the ticker does not tell them. */
export async function fillQuotes(exchange: CcxtExchange, symbol: string, row: TickerRow): Promise<TickerRow> {
  if (isFull(row) || !has(exchange.has, 'fetchOrderBook')) return row;
  return { ...row, ...(await bestQuotes(exchange, symbol)) };
}

/** The same for the tickers of all markets, where the exchange tells many order books at once. */
export async function fillAllQuotes(
  exchange: CcxtExchange,
  rows: readonly TickerRow[],
): Promise<readonly TickerRow[]> {
  if (rows.some(isFull) || exchange.has.fetchOrderBooks !== true) return rows;
  const symbols = rows.flatMap(({ symbol }) => symbol ?? []);
  const pages = Array.from({ length: Math.ceil(symbols.length / BOOKS_AT_ONCE) }, (_, page) =>
    symbols.slice(page * BOOKS_AT_ONCE, (page + 1) * BOOKS_AT_ONCE),
  );
  const answers = await Promise.all(pages.map((page) => exchange.fetchOrderBooks(page)));
  const books = new Map(answers.flatMap((answer) => Object.entries(parseRow(bookRows, answer))));
  return rows.map((row) => {
    const book = books.get(row.symbol ?? '');
    return book ? { ...row, ...bestOf(book) } : row;
  });
}

function isFull({ bid, ask }: TickerRow): boolean {
  return bid !== undefined && ask !== undefined;
}
