import type { CcxtExchange } from '../instance/CcxtExchange.js';
import { has } from '../instance/has.js';
import { leverageRow } from '../rows/leverageRow.js';
import { parseRow } from '../rows/parseRow.js';

/** The leverage of a contract, of both sides, as decimal strings; `undefined` where ccxt cannot ask for it. */
export async function readLeverage(
  exchange: CcxtExchange,
  symbol: string,
): Promise<{ long: string | undefined; short: string | undefined } | undefined> {
  if (!has(exchange.has, 'fetchLeverage')) return undefined;
  const { longLeverage, shortLeverage } = parseRow(leverageRow, await exchange.fetchLeverage(symbol));
  return { long: longLeverage, short: shortLeverage };
}
