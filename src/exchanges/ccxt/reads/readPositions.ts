import type { CcxtApi } from '../CcxtApi.js';
import type { CcxtExchange } from '../instance/CcxtExchange.js';
import { splitLists } from '../quirks/splitLists.js';
import { parseRow } from '../rows/parseRow.js';
import { type PositionRow, positionRows } from '../rows/positionRow.js';
import { overKinds } from './overKinds.js';
import type { Selection } from './selectInstruments.js';

/** The positions of an instrument, or of all of the selected kinds. */
export async function readPositions(
  api: CcxtApi,
  exchange: CcxtExchange,
  { instrument, list, kinds }: Selection,
): Promise<PositionRow[]> {
  if (instrument) return parseRow(positionRows, await exchange.fetchPositions([instrument.row.symbol]));
  return overKinds(
    api.state.trips,
    {
      instruments: list.byId.values(),
      kinds: kinds.filter((kind) => kind !== 'spot'),
      split: splitLists(exchange.id, 'fetchPositions'),
      complete: true,
    },
    async (params) => parseRow(positionRows, await exchange.fetchPositions(undefined, params)),
  );
}
