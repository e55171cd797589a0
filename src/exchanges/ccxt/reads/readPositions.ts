import type { CcxtApi } from '../CcxtApi.js';
import type { CcxtExchange } from '../instance/CcxtExchange.js';
import type { CcxtInstrument } from '../instruments.js';
import { splitLists } from '../quirks/splitLists.js';
import { parseRow } from '../rows/parseRow.js';
import { type PositionRow, positionRows } from '../rows/positionRow.js';
import { marketsToAsk } from './marketsToAsk.js';
import { overKinds } from './overKinds.js';
import { requireAllHeld } from './requireAllHeld.js';
import type { Selection } from './selectInstruments.js';
import { wantsSymbol } from './wantsSymbol.js';

/**
 * The positions of an instrument, or of all of the selected kinds.
 *
 * @throws ProtocolError where the exchange tells one that ccxt passes over.
 */
export async function readPositions(
  api: CcxtApi,
  exchange: CcxtExchange,
  selection: Selection,
): Promise<PositionRow[]> {
  const { instrument, list, kinds } = selection;
  const read = async (wanted: Selection, ...asked: Parameters<CcxtExchange['fetchPositions']>) => {
    const { replies } = api.state.trips.current();
    const before = replies.length;
    const rows = parseRow(positionRows, await exchange.fetchPositions(...asked));
    requireAllHeld(rows, replies.slice(before), wanted);
    return rows;
  };
  const readOne = (one: CcxtInstrument) =>
    read({ ...selection, instrument: one, holds: ({ id }) => id === one.id }, [one.row.symbol]);
  if (instrument) return readOne(instrument);
  const contracts = [...list.byId.values()].filter(({ kind }) => kind !== 'spot' && kinds.includes(kind));
  const options = {
    instruments: contracts,
    split: splitLists(exchange.id, 'fetchPositions'),
    complete: true,
  };
  try {
    return await overKinds(api.state.trips, options, (params) => read(selection, undefined, params));
  } catch (error) {
    // Of one contract at a time.
    const markets = wantsSymbol(error) && (await marketsToAsk(exchange, false, contracts));
    if (!markets) throw error;
    const rows: PositionRow[] = [];
    for (const market of markets) rows.push(...(await readOne(market)));
    return rows;
  }
}
