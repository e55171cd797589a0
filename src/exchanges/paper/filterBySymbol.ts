import { type FmzSymbol, type FmzSymbolRange, foldCase, pickSpelling } from '../../protocol/symbol.js';
import type { Instrument } from './engine/Instrument.js';

// By its word, or by an id that ends in a date.
const DATED = /^(this_week|next_week|month|next_month|quarter|next_quarter)$|-\d{6,8}$/;

/**
 * What of a list belongs to a symbol or a range; all of it to none. `USDT.swap` is all swaps of a quote currency,
 * `USDT.futures` all dated contracts of it.
 */
export function filterBySymbol<T extends { instrument: Instrument }>(
  all: readonly T[],
  symbol: FmzSymbol | FmzSymbolRange | undefined,
): T[] {
  const names = all.map(({ instrument }) => instrument.name);
  const name =
    symbol && !('range' in symbol) ? pickSpelling(symbol.written ?? symbol.name, names) : undefined;
  return all.filter(({ instrument }) => {
    if (!symbol) return true;
    if (!('range' in symbol)) return instrument.name === name;
    const { contract, quote } = instrument;
    if (!contract || foldCase(quote) !== symbol.quote) return false;
    return symbol.range === 'swap' ? contract.code === 'swap' : DATED.test(contract.code);
  });
}
