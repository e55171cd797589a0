import { toDecimal } from '../../../protocol/decimal.js';
import type { Ticker } from '../../../protocol/structures.js';
import type { Quirks } from '../quirks/Quirks.js';
import type { TickerRow } from '../rows/tickerRow.js';

/**
 * `undefined` without buyers, sellers or a last price; what else the exchange does not tell of a ticker is 0.
 *
 * @param fields of what the exchange tells that ccxt leaves out.
 */
export function parseTicker(
  row: TickerRow,
  symbol: string,
  now: number,
  fields: Quirks['ticker'] = {},
): Ticker | undefined {
  const told = (name: keyof typeof fields) =>
    row[name] ?? toDecimal(Object(row.info)[fields[name] ?? '']) ?? '0';
  const last = row.last ?? row.close;
  if (row.bid === undefined || row.ask === undefined || last === undefined) return undefined;
  return {
    symbol,
    buy: row.bid,
    sell: row.ask,
    high: row.high ?? '0',
    low: told('low'),
    open: told('open'),
    last,
    vol: told('baseVolume'),
    time: String(row.timestamp ?? now),
  };
}
