import type { CcxtExchange } from '../instance/CcxtExchange.js';
import { has } from '../instance/has.js';
import type { TickerRow } from '../rows/tickerRow.js';
import { bestQuotes } from './bestQuotes.js';

/** The best prices of the order book, where the ticker does not tell them. */
export async function fillQuotes(exchange: CcxtExchange, symbol: string, row: TickerRow): Promise<TickerRow> {
  if (isFull(row) || !has(exchange.has, 'fetchOrderBook')) return row;
  return { ...row, ...(await bestQuotes(exchange, symbol)) };
}

function isFull({ bid, ask }: TickerRow): boolean {
  return bid !== undefined && ask !== undefined;
}
