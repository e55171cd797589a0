import { isClassOfError } from '../call/classesOf.js';
import type { CcxtExchange } from '../instance/CcxtExchange.js';
import { has } from '../instance/has.js';
import type { CcxtInstrument } from '../instruments.js';
import type { OrderRow } from '../rows/orderRow.js';
import { scanOrders } from './scanOrders.js';
import { toOrderRow } from './toOrderRows.js';

/** An order by its id, wherever ccxt can look for it; `undefined` where it is not to be found. */
export async function findOrder(
  exchange: CcxtExchange,
  instrument: CcxtInstrument,
  id: string,
): Promise<OrderRow | undefined> {
  const { symbol } = instrument.row;
  try {
    if (has(exchange.has, 'fetchOrder')) return toOrderRow(exchange, await exchange.fetchOrder(id, symbol));
  } catch (error) {
    const isOver = isClassOfError(error, 'OrderNotFound') && exchange.has.fetchClosedOrder === true;
    if (isOver) return toOrderRow(exchange, await exchange.fetchClosedOrder(id, symbol));
    // Of some kinds of instruments only the lists can be asked.
    if (!isClassOfError(error, 'NotSupported')) throw error;
  }
  return scanOrders(exchange, instrument, (row) => row.id === id);
}
