import type { CcxtApi } from '../CcxtApi.js';
import type { CcxtExchange } from '../instance/CcxtExchange.js';
import { splitLists } from '../quirks/splitLists.js';
import { type FundingRow, fundingRows } from '../rows/fundingRow.js';
import { parseRow } from '../rows/parseRow.js';
import type { CcxtList } from './listInstruments.js';
import { overKinds } from './overKinds.js';

/** The funding rates of all perpetual contracts. */
export function readFundings(api: CcxtApi, exchange: CcxtExchange, list: CcxtList): Promise<FundingRow[]> {
  const split = splitLists(exchange.id, 'fetchFundingRates');
  return overKinds(
    api.state.trips,
    { instruments: list.byId.values(), kinds: ['swap'], split },
    async (params) =>
      Object.values(parseRow(fundingRows, await exchange.fetchFundingRates(undefined, params))),
  );
}
