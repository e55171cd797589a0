import type { FoundInstrument } from '../../../adapter/Instrument.js';
import type { MethodName } from '../../../protocol/methods.js';
import type { FmzSymbol } from '../../../protocol/symbol.js';
import type { CcxtApi } from '../CcxtApi.js';
import { askMarkets } from '../call/askMarkets.js';
import type { MarketRow } from '../rows/marketRow.js';

/**
 * The instrument that a symbol means.
 *
 * @throws ProtocolError when the exchange does not have it.
 */
export function findInstrument(
  api: CcxtApi,
  method: MethodName,
  symbol: FmzSymbol,
): Promise<FoundInstrument<MarketRow, 'all'>> {
  return askMarkets(api, method, ({ instruments }) => instruments.find(api, symbol));
}
