import { defineExchange } from '../../adapter/defineExchange.js';
import type { Exchange, Method, Methods } from '../../adapter/Exchange.js';
import type { MethodName } from '../../protocol/methods.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { FmzSymbol, FmzSymbolRange } from '../../protocol/symbol.js';
import { say } from '../../wording/say.js';
import type { AccountStores } from './Accounts.js';
import { account, positions } from './account.js';
import { orders } from './orders.js';
import { credentials, type PaperKeys, type PaperState } from './state.js';
import { createVenue, type PriceSource } from './wrapped/venue.js';

/** What has to be there for orders: rules, prices, and a book to trade against. */
const NEEDED: readonly MethodName[] = ['markets', 'ticker', 'depth'];
/** What only an exchange with contracts has. */
const OF_CONTRACTS: readonly MethodName[] = ['positions', 'fundings', 'setmarginlevel'];

/** Paper on the prices of an exchange: its market data, and virtual accounts of our own, kept under `name`. */
export function wrapPaper(
  name: string,
  source: PriceSource,
  { stores, now }: { stores: AccountStores; now: () => number },
): Exchange {
  const { supports, publicData } = source.exchange;
  const tradable = NEEDED.every((method) => supports.includes(method));
  const futures = tradable && OF_CONTRACTS.some((method) => supports.includes(method));
  return defineExchange({
    name,
    announcesChanges: true,
    publicData,
    credentials,
    createState: (): PaperState => ({
      accounts: stores.open(name),
      now,
      venueOf: createVenue(source, now),
    }),
    close: () => stores.close(),
    methods: {
      ...relayMarket(name, supports),
      ...account,
      ...(tradable && orders),
      ...(futures && positions),
    },
  });
}

/** The market data of the exchange: its own methods, as far as it has them, and its own answers. */
function relayMarket(name: string, supports: readonly MethodName[]): Methods<PaperKeys, PaperState> {
  const has = (method: MethodName) => supports.includes(method);
  return {
    ...(has('ticker') && { ticker: relay('ticker') }),
    ...(has('depth') && { depth: relay('depth') }),
    ...(has('trades') && { trades: relay('trades') }),
    ...(has('records') && { records: relay('records') }),
    ...(has('markets') && { markets: relay('markets') }),
    ...(has('tickers') && { tickers: relay('tickers') }),
    ...(has('fundings') && { fundings: relay('fundings') }),
    ...(has('io') && { io: relayReads(name) }),
  };
}

type MarketMethod = 'ticker' | 'depth' | 'trades' | 'records' | 'markets' | 'tickers' | 'fundings';

function relay<M extends MarketMethod>(method: M): Method<M, PaperKeys, PaperState> {
  return (params, api) => api.ask(method, toWire(params));
}

/** What the exchange's own API tells everyone. Nothing else gets there: the account is not one of that exchange. */
function relayReads(name: string): Method<'io', PaperKeys, PaperState> {
  return async (params, api) => {
    if (params.verb === 'GET') return api.ask('io', params);
    throw new ProtocolError(
      say("{name} reaches the public data of the exchange's own API only, with GET: {request} was not sent", {
        name,
        request: `${params.verb} ${params.path}`,
      }),
    );
  };
}

/** Params as FMZ sends them. */
function toWire({ symbol, ...params }: { symbol?: FmzSymbol | FmzSymbolRange | undefined }): object {
  const text = symbol && 'range' in symbol ? symbol.name : (symbol?.written ?? symbol?.name);
  return { ...params, symbol: text };
}
