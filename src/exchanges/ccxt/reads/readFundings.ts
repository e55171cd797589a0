import type { CcxtApi } from '../CcxtApi.js';
import { isClassOfError } from '../call/classesOf.js';
import type { CcxtExchange } from '../instance/CcxtExchange.js';
import { splitLists } from '../quirks/splitLists.js';
import { type FundingRow, fundingRows } from '../rows/fundingRow.js';
import { parseRow } from '../rows/parseRow.js';
import type { CcxtList } from './listInstruments.js';
import { overKinds } from './overKinds.js';

/** Some exchanges want to be told which contracts there are. */
async function fetchRates(exchange: CcxtExchange, list: CcxtList, params: object): Promise<unknown> {
  try {
    return await exchange.fetchFundingRates(undefined, params);
  } catch (error) {
    if (!isClassOfError(error, 'ArgumentsRequired')) throw error;
    const perpetual = [...list.byId.values()].filter(
      ({ kind, row }) => kind === 'swap' && row.active !== false,
    );
    return exchange.fetchFundingRates(
      perpetual.map(({ row }) => row.symbol),
      params,
    );
  }
}

/** The funding rates of all perpetual contracts. */
export function readFundings(api: CcxtApi, exchange: CcxtExchange, list: CcxtList): Promise<FundingRow[]> {
  const split = splitLists(exchange.id, 'fetchFundingRates');
  return overKinds(
    api.state.trips,
    { instruments: list.byId.values(), kinds: ['swap'], split },
    async (params) => Object.values(parseRow(fundingRows, await fetchRates(exchange, list, params))),
  );
}
