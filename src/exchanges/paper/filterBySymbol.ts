import type { FmzSymbol, FmzSymbolRange } from '../../protocol/symbol.js';
import type { Instrument } from './engine/Instrument.js';

/**
 * What of a list belongs to a symbol or a range; all of it to none. `USDT.swap` is all swaps of a quote currency,
 * `USDT.futures` all other contracts of it.
 */
export function filterBySymbol<T extends { instrument: Instrument }>(
  all: readonly T[],
  symbol: FmzSymbol | FmzSymbolRange | undefined,
): T[] {
  return all.filter(({ instrument }) => {
    if (!symbol) return true;
    if (!('range' in symbol)) return instrument.name === symbol.name;
    const { contract, quote } = instrument;
    return contract && quote === symbol.quote && (contract.code === 'swap') === (symbol.range === 'swap');
  });
}
