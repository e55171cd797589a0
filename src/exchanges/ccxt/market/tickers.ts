import { parseRow } from '../calls/answers.js';
import type { CcxtExchange } from '../instance/ccxtTypes.js';
import { has } from '../instance/features.js';
import { bySymbol, type CcxtList } from '../instruments.js';
import { listByMarketType, warnOfOdd } from '../listByMarketType.js';
import type { CcxtApi } from '../state.js';
import { factsOf } from '../venues.js';
import {
  type BookRow,
  bookRow,
  bookRows,
  type MarketRow,
  parseDepth,
  type QuoteRow,
  quoteRows,
  type TickerRow,
  tickerRow,
  tickerRows,
} from './rows.js';

/** A ticker, with the best prices of the order book where ccxt's has none, or none that are for any amount. */
export async function readTicker(exchange: CcxtExchange, row: MarketRow): Promise<TickerRow> {
  const found = await fetchTicker(exchange, row);
  const noBest = factsOf(exchange.id).quotesOfSize && { bid: undefined, ask: undefined };
  return addBestPrices(exchange, row.symbol, { ...found, ...noBest });
}

async function fetchTicker(exchange: CcxtExchange, { symbol, type }: MarketRow): Promise<TickerRow> {
  const byKind = factsOf(exchange.id).tickersByKind;
  if (has(exchange.has, 'fetchTicker') && !byKind)
    return parseRow(tickerRow, await exchange.fetchTicker(symbol));
  const rows = parseRow(tickerRows, await exchange.fetchTickers([symbol], byKind ? { type } : {}));
  return parseRow(tickerRow, rows[symbol]);
}

/** The tickers of all instruments, with the best prices where the exchange tells them. */
export async function readTickers(
  api: CcxtApi,
  exchange: CcxtExchange,
  list: CcxtList,
): Promise<readonly TickerRow[]> {
  const { context } = api.state;
  const split = factsOf(exchange.id).lists?.fetchTickers;
  const rows = await listByMarketType(context, { instruments: list.byId.values(), split }, async (params) =>
    Object.values(parseRow(tickerRows, await exchange.fetchTickers(undefined, params))),
  );
  warnOfOdd(api, 'tickers', rows);
  const known = bySymbol(list);
  return addBestPricesToAll(
    exchange,
    rows.filter((row) => known.has(row.symbol ?? '')),
    (symbols, read) => {
      const instruments = [...symbols].flatMap((symbol) => known.get(symbol) ?? []);
      return listByMarketType(context, { instruments, split }, read);
    },
  );
}

/** The best prices of the order book, where the ticker does not tell them. */
async function addBestPrices(exchange: CcxtExchange, symbol: string, row: TickerRow): Promise<TickerRow> {
  if (isFull(row) || !has(exchange.has, 'fetchOrderBook')) return row;
  return { ...row, ...(await bestQuotes(exchange, symbol)) };
}

function isFull({ bid, ask }: TickerRow): boolean {
  return bid !== undefined && ask !== undefined;
}

/** How many order books are asked for at once: more make the address too long. */
const BOOKS_AT_ONCE = 100;

/**
 * The same for the tickers of all markets: from the exchange's list of best prices, or else from many order books at once,
 * where it tells them.
 *
 * @param over reads a list of ccxt's over the kinds of instruments that some symbols are of.
 */
async function addBestPricesToAll(
  exchange: CcxtExchange,
  rows: readonly TickerRow[],
  over: (
    symbols: ReadonlySet<string>,
    read: (params: object) => Promise<readonly QuoteRow[]>,
  ) => Promise<readonly QuoteRow[]>,
): Promise<readonly TickerRow[]> {
  const { bestPrices } = factsOf(exchange.id);
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

/** The best prices of an order book, with all their digits; `undefined` on a side where nobody is. */
interface BestQuotes {
  bid: string | undefined;
  ask: string | undefined;
}

/** Reads the best prices from the order book of the exchange. */
export async function bestQuotes(exchange: CcxtExchange, symbol: string): Promise<BestQuotes> {
  return bestOf(parseRow(bookRow, await exchange.fetchOrderBook(symbol)));
}

/** The best prices of an order book that has been read. */
function bestOf(book: BookRow): BestQuotes {
  const { asks, bids } = parseDepth(book, 1, 0);
  const text = (price: number | undefined, levels: BookRow['asks']) =>
    levels.find(([known]) => Number(known) === price)?.[0];
  return { bid: text(bids[0]?.[0], book.bids), ask: text(asks[0]?.[0], book.asks) };
}
