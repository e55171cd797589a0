import type { FmzSymbol, FmzSymbolRange } from '../../protocol/symbol.js';
import { type InstrumentType, instrumentTypes, typeOfId, typeOfRange } from './instruments.js';
import type { OkxApi } from './OkxApi.js';
import type { OrderRow } from './replies.js';

/** Which orders are asked for. */
export interface OrderSelection {
  types: readonly InstrumentType[];
  /** For OKX; empty where orders of several types are wanted. */
  query: { instType?: InstrumentType; instId?: string };
  /** Which rows of the answer are meant. */
  holds(row: OrderRow): boolean;
  /** FMZ's symbol of the one instrument that was asked for. */
  name?: string;
}

const OPEN_TYPES: ReadonlySet<string> = new Set([...instrumentTypes, 'MARGIN']);

/** Reads `symbol` of GetOrders and GetHistoryOrders: one instrument, a range, or everything that FMZ has symbols for. */
export async function selectOrders(
  api: OkxApi,
  symbol: FmzSymbol | FmzSymbolRange | undefined,
): Promise<OrderSelection> {
  if (symbol === undefined) {
    return {
      types: instrumentTypes,
      query: {},
      holds: ({ instType, instId }) => OPEN_TYPES.has(instType || typeOfId(instId)),
    };
  }
  if ('range' in symbol) {
    const instType = typeOfRange(symbol);
    const holds = await api.state.instruments.rangeFilter(api, symbol);
    return { types: [instType], query: { instType }, holds: ({ instId }) => holds(instId) };
  }
  const { id, list, name } = await api.state.instruments.find(api, symbol);
  return {
    types: [list],
    // Of a pair, orders on margin are open orders like those on spot.
    query: list === 'SPOT' ? { instId: id } : { instType: list, instId: id },
    holds: () => true,
    name,
  };
}
