import type { CcxtExchange } from '../instance/CcxtExchange.js';
import type { CcxtInstrument } from '../instruments.js';
import { quirksOf } from '../quirks/quirksOf.js';

/** As many markets are asked one after the other; of more the answers would come too late. */
const FEW = 10;

/**
 * The markets that have to be asked one by one for their orders, where an exchange lists those of one market at a time;
 * `undefined` where these are too many.
 *
 * @param open whether only open orders are looked for: some exchanges tell which markets have any.
 */
export async function marketsToAsk(
  exchange: CcxtExchange,
  open: boolean,
  instruments: readonly CcxtInstrument[],
): Promise<CcxtInstrument[] | undefined> {
  const there = instruments.filter(({ row }) => row.active !== false);
  const { pairsWithOrders } = quirksOf(exchange.id);
  if (open && pairsWithOrders) {
    const ids = await pairsWithOrders(exchange);
    return there.filter(({ row }) => row.spot && ids.includes(row.id));
  }
  return there.length <= FEW ? there : undefined;
}
