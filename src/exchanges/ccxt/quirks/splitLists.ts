import type { MarketRow } from '../parse/market.js';

/** ccxt's lists of orders. */
export type OrderListName =
  | 'fetchOpenOrders'
  | 'fetchOrders'
  | 'fetchClosedOrders'
  | 'fetchCanceledOrders'
  | 'fetchCanceledAndClosedOrders';
type ListName = OrderListName | 'fetchPositions' | 'fetchTickers' | 'fetchFundingRates';

/** The params that have ccxt list the instruments that are like this one. */
type ParamsOf = (row: MarketRow) => object;
type Lists = Readonly<Partial<Record<ListName, ParamsOf>>>;

const subTypeOf = ({ linear }: MarketRow) => (linear ? 'linear' : 'inverse');
const productTypeOf = ({ settle = '' }: MarketRow) =>
  ['USDT', 'USDC'].includes(settle) ? `${settle}-FUTURES` : 'COIN-FUTURES';

const bybit: Lists = {
  fetchOpenOrders: (row) =>
    row.spot ? { type: 'spot' } : { type: 'swap', subType: subTypeOf(row), settleCoin: row.settle },
  fetchPositions: (row) => ({
    type: 'swap',
    subType: subTypeOf(row),
    ...(row.linear && { settleCoin: row.settle }),
  }),
};
const bitget: ParamsOf = (row) =>
  row.spot ? { type: 'spot' } : { type: 'swap', productType: productTypeOf(row) };
const gate: ParamsOf = ({ spot, type, settle }) =>
  spot ? { type: 'spot' } : { type, settle: settle?.toLowerCase() };
const gateLists: Lists = {
  fetchOpenOrders: gate,
  fetchClosedOrders: gate,
  fetchPositions: gate,
  fetchTickers: gate,
  fetchFundingRates: ({ settle }) => ({ settle: settle?.toLowerCase() }),
};
const deribit: ParamsOf = ({ quote, settle = quote }) => ({ currency: settle });
const kucoin: ParamsOf = ({ spot }) => ({ type: spot ? 'spot' : 'swap' });

/** Lists that ccxt makes of one margin currency, or of spot alone, without showing that there are others. */
const SPLITS: Readonly<Record<string, Lists>> = {
  bybit,
  bybiteu: bybit,
  bybitid: bybit,
  bitget: {
    fetchOpenOrders: bitget,
    fetchCanceledAndClosedOrders: bitget,
    fetchPositions: (row) => ({ productType: productTypeOf(row), marginCoin: row.settle }),
    fetchTickers: bitget,
    fetchFundingRates: (row) => ({ productType: productTypeOf(row) }),
  },
  gate: gateLists,
  gateeu: gateLists,
  deribit: { fetchOpenOrders: deribit, fetchClosedOrders: deribit, fetchTickers: deribit },
  phemex: { fetchPositions: ({ settle }) => ({ settle, currency: settle }) },
  kucoin: { fetchOpenOrders: kucoin, fetchClosedOrders: kucoin },
};

/** How a list of all instruments has to be asked for, part by part; `undefined` where that shows by itself. */
export function splitLists(id: string, list: ListName): ParamsOf | undefined {
  return Object.hasOwn(SPLITS, id) ? SPLITS[id]?.[list] : undefined;
}
