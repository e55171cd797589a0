import { resolveChange } from '../../../adapter/changeOnce.js';
import type { WriteOutcome } from '../../../adapter/writeOnce.js';
import { NetworkError } from '../../../http/NetworkError.js';
import type { Reply } from '../../../http/Reply.js';
import { isClassOfError, isRefusal } from '../calls/errors.js';
import type { Asking } from '../calls/method.js';
import type { CcxtExchange } from '../instance/ccxtTypes.js';
import { has } from '../instance/features.js';
import type { CcxtInstrument } from '../instruments.js';
import { isOpen, type OrderRow, parseStatus } from './orderRow.js';
import { toOrderRow, toOrderRows } from './parseOrder.js';

/** An order by its id, wherever ccxt can look for it; `undefined` where it is not to be found. */
export async function findOrder(
  exchange: CcxtExchange,
  instrument: CcxtInstrument,
  id: string,
): Promise<OrderRow | undefined> {
  const { symbol } = instrument.row;
  try {
    if (has(exchange.has, 'fetchOrder'))
      return asAsked(id, toOrderRow(exchange, await exchange.fetchOrder(id, symbol)));
  } catch (error) {
    const isOver = isClassOfError(error, 'OrderNotFound') && exchange.has.fetchClosedOrder === true;
    if (isOver) return asAsked(id, toOrderRow(exchange, await exchange.fetchClosedOrder(id, symbol)));
    // Of some kinds of instruments only the lists can be asked.
    if (!isClassOfError(error, 'NotSupported')) throw error;
  }
  return scanOrders(exchange, instrument, (row) => row.id === id);
}

/**
 * Taken for the one that was asked for, another order would tell of fills and cancellations that were not its own. One
 * that names the id anywhere is it: ccxt may have taken its id from another field.
 */
function asAsked(id: string, row: OrderRow): OrderRow {
  if (row.id === undefined || row.id === id || JSON.stringify(row.info ?? '').includes(id)) return row;
  throw new NetworkError('answered with another order than the one asked for', { outcome: 'unknown' });
}

/** An order by the client order id that it was placed with; `undefined` where it is not to be found. */
async function findByClientOrderId(
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

/** Looks through the open orders of an instrument, and then through those that were over last. */
async function scanOrders(
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

/** An order that the exchange has taken. */
export interface Placed {
  id: string;
  replies: readonly Reply[];
}

/** Looks for an order whose answer was lost. @param clientOrderId the client order id that it was sent with. */
export async function findPlaced(
  asking: Asking,
  instrument: CcxtInstrument,
  clientOrderId: string,
  options: { order?: string } = {},
): Promise<WriteOutcome<Placed>> {
  const { value, replies } = await asking.ask(
    (exchange) => findByClientOrderId(exchange, instrument, clientOrderId),
    options,
  );
  return value?.id === undefined ? { state: 'none' } : { state: 'done', value: { id: value.id, replies } };
}

/**
 * What became of a cancellation or another change of an order whose answer was lost.
 *
 * @param read what the order says of it.
 * @throws NetworkError, with outcome unknown, where the exchange does not show the order.
 */
export async function traceOrder(
  asking: Asking,
  instrument: CcxtInstrument,
  id: string,
  read: (row: OrderRow) => 'done' | 'open' | 'unclear',
): Promise<WriteOutcome<readonly Reply[]>> {
  const { value, replies } = await asking.ask((exchange) => findOrder(exchange, instrument, id), {
    order: id,
  });
  const state = value && read(value);
  return resolveChange(
    value && {
      reply: replies,
      done: state === 'done',
      open: state === 'unclear' || isOpen(value),
      state: parseStatus(value),
    },
  );
}
