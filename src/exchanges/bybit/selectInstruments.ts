import type { FmzSymbol, FmzSymbolRange } from '../../protocol/symbol.js';
import type { BybitApi } from './BybitApi.js';
import type { BybitInstrument, Category } from './instruments.js';

/** What has to be asked for to see all of a selection: linear contracts come by their settlement currency. */
export interface InstrumentQuery {
  category: Category;
  symbol?: string;
  settleCoin?: string;
}

/** Which orders, positions or funding rates are asked for. */
export interface Selection {
  queries: readonly InstrumentQuery[];
  /** Which rows of the answers are meant. */
  holds(row: { symbol: string }): boolean;
  /** FMZ's symbol of the one instrument that was asked for, and what it means. */
  name?: string;
  instrument?: BybitInstrument;
}

/** Reads a `symbol` that may be one instrument, a range, or everything that FMZ has symbols for. */
export async function selectInstruments(
  api: BybitApi,
  symbol: FmzSymbol | FmzSymbolRange | undefined,
): Promise<Selection> {
  if (symbol === undefined) {
    const { named } = await api.state.instruments.list(api, 'linear');
    const settleCoins = new Set([...named.values()].map(({ quote }) => quote));
    const linear = [...settleCoins].map((settleCoin) => ({ category: 'linear' as const, settleCoin }));
    return { queries: [{ category: 'spot' }, ...linear, { category: 'inverse' }], holds: () => true };
  }
  if ('range' in symbol) {
    const holds = await api.state.instruments.rangeFilter(api, symbol);
    const query: InstrumentQuery =
      symbol.quote === 'USD' ? { category: 'inverse' } : { category: 'linear', settleCoin: symbol.quote };
    return { queries: [query], holds: (row) => holds(row.symbol) };
  }
  const instrument = await api.state.instruments.find(api, symbol);
  const { list: category, id, name } = instrument;
  return { queries: [{ category, symbol: id }], holds: () => true, name, instrument };
}
