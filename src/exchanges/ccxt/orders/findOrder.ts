import type { ChangedOrder } from '../../../adapter/changeOnce.js';
import { NetworkError } from '../../../http/NetworkError.js';
import type { Reply } from '../../../http/Reply.js';
import { quote } from '../../../protocol/oneLine.js';
import { parseOrderId } from '../../../protocol/order.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import type { FmzSymbol, FmzSymbolRange } from '../../../protocol/symbol.js';
import { say } from '../../../wording/say.js';
import { isClassOfError, isRefusal } from '../calls/errors.js';
import type { MethodCall } from '../calls/MethodCall.js';
import type { CcxtExchange } from '../instance/ccxtTypes.js';
import { has } from '../instance/features.js';
import { bySymbol, type CcxtInstrument } from '../instruments.js';
import { isOpen, type OrderRow, parseStatus } from './orderRow.js';
import { toOrderRow, toOrderRows } from './parseOrder.js';

/** In a path, other characters would ask for something else. */
const ID = /^(?!\.+$)[\w.:=+@~|-]+$/;

/**
 * The order that FMZ means: the symbol is in the id, or beside it in the old dialect.
 *
 * @throws ProtocolError when it is in neither, or there is no such instrument.
 */
export async function toOrderKey(
  call: MethodCall,
  params: { id: string; symbol?: FmzSymbol | FmzSymbolRange | undefined },
): Promise<{ instrument: CcxtInstrument; id: string }> {
  const { native, id } = parseOrderId(params.id);
  if (!ID.test(id)) throw new ProtocolError(say('id {id} is not an order id', { id: quote(params.id) }));
  if (native !== undefined) {
    const list = await call.list();
    const instrument = list.byId.get(native) ?? bySymbol(list).get(native);
    if (instrument) return { instrument, id };
    throw new ProtocolError(
      say('id {id} does not name an instrument of {name}', {
        id: quote(params.id),
        name: call.api.state.name,
      }),
    );
  }
  const { symbol } = params;
  if (symbol === undefined || 'range' in symbol) {
    throw new ProtocolError(
      say('id {id} does not say its instrument: name the symbol as well', { id: quote(params.id) }),
    );
  }
  return { instrument: await call.find(symbol), id };
}

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
  throw new NetworkError(say('answered with another order than the one asked for'), { outcome: 'unknown' });
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

/**
 * Looks for an order whose answer was lost; `undefined` where it is not to be found.
 *
 * @param clientOrderId the client order id that it was sent with.
 */
export async function findPlaced(
  call: MethodCall,
  instrument: CcxtInstrument,
  clientOrderId: string,
  options: { order?: string } = {},
): Promise<Placed | undefined> {
  const { value, replies } = await call.run(
    (exchange) => findByClientOrderId(exchange, instrument, clientOrderId),
    options,
  );
  return value?.id === undefined ? undefined : { id: value.id, replies };
}

/**
 * Looks at an order after a change of it was sent; `undefined` where the exchange does not show it.
 *
 * @param isDone whether it is as the change wanted it.
 */
export async function findChanged(
  call: MethodCall,
  instrument: CcxtInstrument,
  id: string,
  isDone: (row: OrderRow) => boolean,
): Promise<ChangedOrder<readonly Reply[]> | undefined> {
  const { value: row, replies } = await call.run((exchange) => findOrder(exchange, instrument, id), {
    order: id,
  });
  return row && { reply: replies, done: isDone(row), open: isOpen(row), state: parseStatus(row) };
}
