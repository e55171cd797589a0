import type { CcxtExchange } from './CcxtExchange.js';
import type { MarketRow } from './replies.js';

/** What ccxt knows of an exchange's methods for instruments of a kind; empty where it knows nothing. */
export function featuresOf(
  exchange: CcxtExchange,
  { spot, type, linear }: MarketRow,
): Readonly<Record<string, unknown>> {
  const kind = Object(Object(exchange.features)[spot ? 'spot' : (type ?? '')]);
  return spot ? kind : Object(kind[linear ? 'linear' : 'inverse']);
}
