import type { Reply } from '../http/Reply.js';
import type { FmzSymbol, FmzSymbolRange } from '../protocol/symbol.js';
import type { RawReply } from './Api.js';
import { listsOfSymbol } from './findInstrument.js';
import type { FoundInstrument, NamedInstrument } from './Instrument.js';
import type { Instruments } from './Instruments.js';
import type { InstrumentApi } from './instrumentSource.js';
import { joinPages, type Pages } from './readPages.js';

/** An instrument as an exchange is asked for it: its list, and its id there. */
export type InstrumentKey<List extends string = string> = Pick<NamedInstrument<List>, 'list' | 'id'>;

/** What a `symbol` means that may be one instrument, a range, or everything. */
export interface Selection<Row = unknown, List extends string = string> {
  /** The lists that may hold it. */
  lists: readonly List[];
  /** The one instrument that was asked for. */
  instrument?: FoundInstrument<Row, List>;
  /** The range that was asked for, such as `USDT.swap`. */
  range?: FmzSymbolRange;
  /** Whether a row about the instrument of this id is meant. */
  holds(id: string): boolean;
}

/** An `api` whose state keeps instruments. */
export type SelectionApi<Row, List extends string> = InstrumentApi & {
  readonly state: { readonly instruments: Instruments<Row, List> };
};

/**
 * Reads a `symbol` that may be one instrument, a range, or nothing, which means everything.
 *
 * @throws ProtocolError when the exchange does not have the instrument.
 * @example const { instrument, lists, holds } = await selectInstruments(api, symbol);
 */
export async function selectInstruments<Row, List extends string>(
  api: SelectionApi<Row, List>,
  symbol?: FmzSymbol | FmzSymbolRange,
): Promise<Selection<Row, List>> {
  const { instruments } = api.state;
  if (symbol === undefined) return { lists: instruments.source.lists, holds: () => true };
  if ('range' in symbol) {
    const holds = await instruments.rangeFilter(api, symbol);
    return { lists: listsOfSymbol(instruments.source, symbol).lists, range: symbol, holds };
  }
  const instrument = await instruments.find(api, symbol);
  return { lists: [instrument.list], instrument, holds: (id) => id === instrument.id };
}

/**
 * As {@link selectInstruments}, of what only contracts have, such as positions.
 *
 * @throws ProtocolError when the symbol is one of spot, or the exchange does not have it.
 */
export async function selectContracts<Row, List extends string>(
  api: SelectionApi<Row, List>,
  symbol: FmzSymbol | FmzSymbolRange | undefined,
): Promise<Selection<Row, List>> {
  if (symbol !== undefined && !('range' in symbol)) await api.state.instruments.contract(api, symbol);
  return selectInstruments(api, symbol);
}

/**
 * Reads lists side by side, and tells of each row which list it was read from.
 *
 * @param read reads one list, all pages of it.
 * @param listOf where one endpoint serves all products: it is asked once, as for the first list, and each row is of the list
 * that this says. Rows of lists that were not asked for are left out. Without it, each row would be told once for each list.
 * @example readLists(lists, () => readOpenOrders(api), ({ symbol }) => (symbol.endsWith('PERP') ? 'futures' : 'spot'))
 */
export async function readLists<Row extends object, List extends string, Sent extends RawReply = Reply>(
  lists: readonly List[],
  read: (list: List) => Promise<Pages<Row, Sent>>,
  listOf?: (row: Row) => List,
): Promise<Pages<Row & { list: List }, Sent>> {
  const asked = listOf ? lists.slice(0, 1) : lists;
  const pages = asked.map(async (one) => {
    const { rows, replies } = await read(one);
    const named = rows.map((row) => ({ ...row, list: listOf?.(row) ?? one }));
    return { rows: named.filter(({ list }) => lists.includes(list)), replies };
  });
  return joinPages(await Promise.all(pages));
}

/**
 * Gives rows FMZ's symbols of what they are about, and leaves out those that were not asked for.
 * What is on no list has the symbol of `delistedName`: rows of products that the adapter does not list are to be taken out
 * before, where one endpoint has them, too.
 *
 * @param instrumentOf what a row is about.
 */
export async function nameRows<Row, Listed, List extends string>(
  api: SelectionApi<Listed, List>,
  { instrument, holds }: Pick<Selection<Listed, List>, 'instrument' | 'holds'>,
  rows: readonly Row[],
  instrumentOf: (row: Row) => InstrumentKey<List>,
): Promise<{ row: Row; symbol: string }[]> {
  const chosen = rows.filter((row) => holds(instrumentOf(row).id));
  const nameOf = await api.state.instruments.namer(
    api,
    chosen.map((row) => instrumentOf(row).list),
  );
  return chosen.map((row) => {
    const { list, id } = instrumentOf(row);
    return { row, symbol: instrument?.name ?? nameOf(id, list) };
  });
}
