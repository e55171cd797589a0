import { resolveChange } from '../../../adapter/resolveChange.js';
import type { WriteOutcome } from '../../../adapter/writeOnce.js';
import type { Reply } from '../../../http/Reply.js';
import type { CcxtApi } from '../CcxtApi.js';
import type { AskOptions } from '../call/AskOptions.js';
import { ask } from '../call/ask.js';
import type { CcxtInstrument } from '../instruments.js';
import { isOpen, parseStatus } from '../parse/parseStatus.js';
import { findOrder } from '../reads/findOrder.js';
import type { OrderRow } from '../rows/orderRow.js';

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
