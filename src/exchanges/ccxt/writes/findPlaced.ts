import type { WriteOutcome } from '../../../adapter/writeOnce.js';
import type { Reply } from '../../../http/Reply.js';
import type { CcxtApi } from '../CcxtApi.js';
import type { AskOptions } from '../call/AskOptions.js';
import { ask } from '../call/ask.js';
import type { CcxtInstrument } from '../instruments.js';
import { findByClientOrderId } from '../reads/findByClientOrderId.js';

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
