import type { InstrumentList } from '../../../adapter/Instrument.js';
import type { MethodName } from '../../../protocol/methods.js';
import type { CcxtApi } from '../CcxtApi.js';
import { askMarkets } from '../call/askMarkets.js';
import type { MarketRow } from '../rows/marketRow.js';

export type CcxtList = InstrumentList<MarketRow, 'all'>;

/** All instruments of the exchange. */
export function listInstruments(api: CcxtApi, method: MethodName): Promise<CcxtList> {
  return askMarkets(api, method, ({ instruments }) => instruments.list(api, 'all'));
}
