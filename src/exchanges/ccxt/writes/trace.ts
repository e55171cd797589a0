import { resolveChange } from '../../../adapter/changeOnce.js';
import type { WriteOutcome } from '../../../adapter/writeOnce.js';
import type { Reply } from '../../../http/Reply.js';
import type { CcxtInstrument } from '../instruments.js';
import type { Asking } from '../method.js';
import { isOpen, type OrderRow, parseStatus } from '../parse/orderRow.js';
import { findByClientOrderId, findOrder } from '../reads/findOrder.js';

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
