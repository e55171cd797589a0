import { resolveChange } from '../../../adapter/changeOnce.js';
import type { WriteOutcome } from '../../../adapter/writeOnce.js';
import type { Reply } from '../../../http/Reply.js';
import { ask } from '../ask.js';
import type { CcxtApi } from '../CcxtApi.js';
import type { CcxtInstrument } from '../instruments.js';
import { isOpen, type OrderRow, parseStatus } from '../parse/orderRow.js';
import { findByClientOrderId, findOrder } from '../reads/findOrder.js';
import type { AskOptions } from '../runInContext.js';

/** An order that the exchange has taken. */
export interface Placed {
  id: string;
  replies: readonly Reply[];
}

/** Looks for an order whose answer was lost. @param clientOrderId the client order id that it was sent with. */
export async function findPlaced(
  api: CcxtApi,
  reading: AskOptions,
  instrument: CcxtInstrument,
  clientOrderId: string,
): Promise<WriteOutcome<Placed>> {
  const { value, replies } = await ask(api, reading, (exchange) =>
    findByClientOrderId(exchange, instrument, clientOrderId),
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
  api: CcxtApi,
  reading: AskOptions,
  instrument: CcxtInstrument,
  id: string,
  read: (row: OrderRow) => 'done' | 'open' | 'unclear',
): Promise<WriteOutcome<readonly Reply[]>> {
  const { value, replies } = await ask(api, reading, (exchange) => findOrder(exchange, instrument, id));
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
