import type { Has } from '../instance/CcxtExchange.js';
import { quirksOf } from './quirksOf.js';

/**
 * The methods of ccxt's that an exchange has, and that do what their names say; and `tickers`, whether there is a list of
 * them with the best prices.
 */
export function hasOf({ id, has }: { id: string; has: Has }): Has {
  const { lacks = [], bestOfOne = false } = quirksOf(id);
  const lacking = Object.fromEntries(lacks.map((name) => [name, false]));
  return { ...has, tickers: bestOfOne ? false : has.fetchTickers, ...lacking };
}
