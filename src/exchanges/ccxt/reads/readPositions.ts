import type { CcxtApi } from '../CcxtApi.js';
import type { CcxtExchange } from '../instance/CcxtExchange.js';
import type { CcxtInstrument } from '../instruments.js';
import { splitLists } from '../quirks/splitLists.js';
import { parseRow } from '../rows/parseRow.js';
import { type PositionRow, positionRows } from '../rows/positionRow.js';
import { marketsToAsk } from './marketsToAsk.js';
import { overKinds } from './overKinds.js';
import type { Selection } from './selectInstruments.js';
import { wantsSymbol } from './wantsSymbol.js';

/** The positions of an instrument, or of all of the selected kinds. */
export async function readPositions(
  api: CcxtApi,
  exchange: CcxtExchange,
  { instrument, list, kinds }: Selection,
): Promise<PositionRow[]> {
  const readOne = async ({ row }: CcxtInstrument) =>
    parseRow(positionRows, await exchange.fetchPositions([row.symbol]));
  if (instrument) return readOne(instrument);
  const contracts = [...list.byId.values()].filter(({ kind }) => kind !== 'spot' && kinds.includes(kind));
  const options = {
    instruments: contracts,
    split: splitLists(exchange.id, 'fetchPositions'),
    complete: true,
  };
  try {
    return await overKinds(api.state.trips, options, async (params) =>
      parseRow(positionRows, await exchange.fetchPositions(undefined, params)),
    );
  } catch (error) {
    // Of one contract at a time.
    const markets = wantsSymbol(error) && (await marketsToAsk(exchange, false, contracts));
    if (!markets) throw error;
    const rows: PositionRow[] = [];
    for (const market of markets) rows.push(...(await readOne(market)));
    return rows;
  }
}
