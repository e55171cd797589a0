import { isRefusal } from '../call/isRefusal.js';
import type { CcxtExchange } from '../instance/CcxtExchange.js';
import type { CcxtInstrument } from '../instruments.js';
import type { OrderRow } from '../rows/orderRow.js';
import { scanOrders } from './scanOrders.js';
import { toOrderRow } from './toOrderRows.js';

/** An order by the client order id that it was placed with; `undefined` where it is not to be found. */
export async function findByClientOrderId(
  exchange: CcxtExchange,
  instrument: CcxtInstrument,
  clientOrderId: string,
): Promise<OrderRow | undefined> {
  // Whether the exchange looks for it, or for something else, its answer tells.
  const isIt = (row: OrderRow) =>
    row.clientOrderId === clientOrderId || JSON.stringify(row.info ?? '').includes(clientOrderId);
  if (exchange.has.fetchOrder === true) {
    const answer = await exchange
      .fetchOrder('', instrument.row.symbol, { clientOrderId })
      .catch((error: unknown) => (isRefusal(error) ? undefined : Promise.reject(error)));
    const row = answer === undefined ? undefined : toOrderRow(exchange, answer);
    if (row?.id !== undefined && isIt(row)) return row;
  }
  return scanOrders(exchange, instrument, isIt);
}
