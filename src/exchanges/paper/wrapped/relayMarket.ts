import type { Exchange, Method, Methods } from '../../../adapter/Exchange.js';
import type { MethodName } from '../../../protocol/methods.js';
import type { FmzSymbol, FmzSymbolRange } from '../../../protocol/symbol.js';
import type { PaperKeys } from '../credentials.js';
import type { PaperState } from '../state.js';

type MarketMethod = 'ticker' | 'depth' | 'trades' | 'records' | 'markets' | 'tickers' | 'fundings';

/** The market data of another exchange: its own methods, as far as it has them, and its own answers. */
export function relayMarket({ supports }: Exchange): Methods<PaperKeys, PaperState> {
  const has = (method: MethodName) => supports.includes(method);
  return {
    ...(has('ticker') && { ticker: relay('ticker') }),
    ...(has('depth') && { depth: relay('depth') }),
    ...(has('trades') && { trades: relay('trades') }),
    ...(has('records') && { records: relay('records') }),
    ...(has('markets') && { markets: relay('markets') }),
    ...(has('tickers') && { tickers: relay('tickers') }),
    ...(has('fundings') && { fundings: relay('fundings') }),
  };
}

function relay<M extends MarketMethod>(method: M): Method<M, PaperKeys, PaperState> {
  return (params, api) => api.ask(method, toWire(params));
}

/** Params as FMZ sends them. */
function toWire({ symbol, ...params }: { symbol?: FmzSymbol | FmzSymbolRange | undefined }): object {
  return { ...params, symbol: symbol && 'written' in symbol ? symbol.written : symbol?.name };
}
