import type { CcxtExchange } from '../instance/CcxtExchange.js';
import { has } from '../instance/has.js';
import { quirksOf } from '../quirks/quirksOf.js';
import type { MarketRow } from '../rows/marketRow.js';
import { parseRow } from '../rows/parseRow.js';
import { type TickerRow, tickerRow, tickerRows } from '../rows/tickerRow.js';
import { fillQuotes } from './fillQuotes.js';

/** A ticker, with the best prices of the order book where ccxt's has none, or none that are for any amount. */
export async function readTicker(exchange: CcxtExchange, row: MarketRow): Promise<TickerRow> {
  const found = await fetchTicker(exchange, row);
  const noBest = quirksOf(exchange.id).quotesOfSize && { bid: undefined, ask: undefined };
  return fillQuotes(exchange, row.symbol, { ...found, ...noBest });
}

async function fetchTicker(exchange: CcxtExchange, { symbol, type }: MarketRow): Promise<TickerRow> {
  const byKind = quirksOf(exchange.id).tickersByKind;
  if (has(exchange.has, 'fetchTicker') && !byKind)
    return parseRow(tickerRow, await exchange.fetchTicker(symbol));
  const rows = parseRow(tickerRows, await exchange.fetchTickers([symbol], byKind ? { type } : {}));
  return parseRow(tickerRow, rows[symbol]);
}
