import * as v from 'valibot';
import { type MethodName, methodNames } from '../../../protocol/methods.js';
import type { MarketRow } from '../market/rows.js';
import { factsOf } from '../venues.js';
import type { CcxtExchange, Has } from './ccxtTypes.js';

/** Whether an exchange has a method of ccxt's, or ccxt emulates it. */
export function has(table: Has, name: string): boolean {
  // The emulated one cancels and orders anew, as much as before, whatever had been filled.
  if (name === 'editOrder') return table[name] === true;
  return table[name] === true || table[name] === 'emulated';
}

/**
 * The methods of ccxt's that an exchange has, and that do what their names say; and `tickers`, whether there is a list of
 * them with the best prices.
 */
export function hasOf({ id, has }: { id: string; has: Has }): Has {
  const { lacks = [], bestOfOne = false } = factsOf(id);
  const lacking = Object.fromEntries(lacks.map((name) => [name, false]));
  return { ...has, tickers: bestOfOne ? false : has.fetchTickers, ...lacking };
}

/** Of which methods of ccxt's, or entries of ours beside them, an exchange needs at least one, for each of FMZ's. */
const NEEDS: Readonly<Record<MethodName, readonly string[]>> = {
  ticker: ['fetchTicker', 'fetchTickers'],
  depth: ['fetchOrderBook'],
  trades: ['fetchTrades'],
  records: ['fetchOHLCV'],
  accounts: ['fetchBalance'],
  assets: ['fetchBalance'],
  trade: ['createOrder'],
  orders: ['fetchOpenOrders', 'fetchOrders'],
  order: ['fetchOrder', 'fetchOpenOrders', 'fetchOrders'],
  historyorders: ['fetchCanceledAndClosedOrders', 'fetchOrders', 'fetchClosedOrders'],
  cancel: ['cancelOrder'],
  io: [],
  markets: [],
  tickers: ['tickers'],
  positions: ['fetchPositions'],
  setmarginlevel: ['setLeverage'],
  fundings: ['fetchFundingRate', 'fetchFundingRates'],
  modifyorder: ['editOrder'],
};

/** Whether an exchange can answer a method of FMZ's. */
export function supports(table: Has, method: MethodName): boolean {
  const names = NEEDS[method];
  return names.length === 0 || names.some((name) => has(table, name));
}

/** What an exchange can answer, in the order of the table. */
export function supportedMethods(table: Has): MethodName[] {
  return methodNames.filter((method) => supports(table, method));
}

/**
 * What an exchange has for trying things out: `demo` trading on the real market, or a `sandbox` with a market of its own.
 */
export function demoOf({ id, urls }: Pick<CcxtExchange, 'id' | 'urls'>): 'demo' | 'sandbox' | undefined {
  if (factsOf(id).foreignDemo) return undefined;
  if ((urls.demo ?? urls.demotrading) !== undefined) return 'demo';
  return urls.test === undefined ? undefined : 'sandbox';
}

const optional = <Output>(schema: v.GenericSchema<unknown, Output>) =>
  v.fallback(v.optional(schema), undefined);
const count = optional(v.pipe(v.number(), v.gtValue(0)));
const list = optional(v.object({ limit: count, untilDays: count }));
const flag = optional(v.boolean());
const newOrder = optional(v.object({ timeInForce: optional(v.object({ IOC: flag, FOK: flag, PO: flag })) }));
const features = v.fallback(
  v.object({
    createOrder: newOrder,
    fetchOHLCV: list,
    fetchOpenOrders: list,
    fetchOrders: list,
    fetchClosedOrders: list,
  }),
  {},
);
const contracts = v.fallback(v.object({ linear: features, inverse: features }), { linear: {}, inverse: {} });
const featureTree = v.fallback(v.object({ spot: features, swap: contracts, future: contracts }), {
  spot: {},
  swap: { linear: {}, inverse: {} },
  future: { linear: {}, inverse: {} },
});

type Features = v.InferOutput<typeof features>;

/** What ccxt knows of an exchange's methods for instruments of a kind; empty where it knows nothing. */
export function featuresOf(exchange: CcxtExchange, { spot, type, linear }: MarketRow): Features {
  const kinds = v.parse(featureTree, exchange.features);
  if (spot) return kinds.spot;
  return type === 'swap' || type === 'future' ? kinds[type][linear ? 'linear' : 'inverse'] : {};
}
