import type { CcxtExchange } from '../instance/CcxtExchange.js';
import type { CcxtInstrument } from '../instruments.js';
import type { OrderRow } from '../rows/orderRow.js';
import { toOrderRows } from './toOrderRows.js';

/** Looks through the open orders of an instrument, and then through those that were over last. */
export async function scanOrders(
  exchange: CcxtExchange,
  instrument: CcxtInstrument,
  matches: (row: OrderRow) => boolean,
): Promise<OrderRow | undefined> {
  const lists = ['fetchOpenOrders', 'fetchOrders', 'fetchClosedOrders', 'fetchCanceledOrders'] as const;
  for (const name of lists.filter((list) => exchange.has[list] === true)) {
    const rows = toOrderRows(exchange, await exchange[name](instrument.row.symbol), name);
    const found = rows.find(matches);
    if (found) return found;
  }
  return undefined;
}
