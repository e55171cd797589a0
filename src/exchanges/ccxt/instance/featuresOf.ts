import * as v from 'valibot';
import type { MarketRow } from '../rows/marketRow.js';
import type { CcxtExchange } from './CcxtExchange.js';

const optional = <Output>(schema: v.GenericSchema<unknown, Output>) =>
  v.fallback(v.optional(schema), undefined);
const count = optional(v.pipe(v.number(), v.gtValue(0)));
const list = optional(v.object({ limit: count, untilDays: count }));
const features = v.fallback(
  v.object({
    fetchOHLCV: list,
    fetchOpenOrders: list,
    fetchOrders: list,
    fetchClosedOrders: list,
  }),
  {},
);
const contracts = v.fallback(v.object({ linear: features, inverse: features }), { linear: {}, inverse: {} });
const known = v.fallback(v.object({ spot: features, swap: contracts, future: contracts }), {
  spot: {},
  swap: { linear: {}, inverse: {} },
  future: { linear: {}, inverse: {} },
});

type Features = v.InferOutput<typeof features>;

/** What ccxt knows of an exchange's methods for instruments of a kind; empty where it knows nothing. */
export function featuresOf(exchange: CcxtExchange, { spot, type, linear }: MarketRow): Features {
  const kinds = v.parse(known, exchange.features);
  if (spot) return kinds.spot;
  return type === 'swap' || type === 'future' ? kinds[type][linear ? 'linear' : 'inverse'] : {};
}
