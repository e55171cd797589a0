import type { CcxtExchange } from '../instance/CcxtExchange.js';
import { has } from '../instance/has.js';
import { type FundingRow, fundingRow, fundingRows } from '../rows/fundingRow.js';
import { parseRow } from '../rows/parseRow.js';

/** The funding rate of a perpetual contract. */
export async function readFunding(exchange: CcxtExchange, symbol: string): Promise<FundingRow[]> {
  if (has(exchange.has, 'fetchFundingRate'))
    return [parseRow(fundingRow, await exchange.fetchFundingRate(symbol))];
  const rows = parseRow(fundingRows, await exchange.fetchFundingRates([symbol]));
  return Object.values(rows).filter((row) => row.symbol === symbol);
}
