import type { CcxtExchange } from './CcxtExchange.js';
import { has } from './needs.js';
import { leverageRow, parseRow } from './replies.js';

/** The leverage of a contract, of both sides, as decimal strings; `undefined` where ccxt cannot ask for it. */
export async function readLeverage(
  exchange: CcxtExchange,
  symbol: string,
): Promise<{ long: string | undefined; short: string | undefined } | undefined> {
  if (!has(exchange.has, 'fetchLeverage')) return undefined;
  const { longLeverage, shortLeverage } = parseRow(leverageRow, await exchange.fetchLeverage(symbol));
  return { long: longLeverage, short: shortLeverage };
}
