import { ExchangeError } from '../../../adapter/ExchangeError.js';
import { writeOnce } from '../../../adapter/writeOnce.js';
import type { Reply } from '../../../http/Reply.js';
import { formatOrderId } from '../../../protocol/order.js';
import { isConfirmed } from '../answers.js';
import type { CcxtExchange } from '../instance/ccxtTypes.js';
import type { CcxtInstrument } from '../instruments.js';
import type { Asking } from '../method.js';
import { parseStatus } from '../parse/orderRow.js';
import { findOrder } from '../reads/findOrder.js';
import { factsOf } from '../venues.js';
import { traceOrder } from './trace.js';

/** Cancels an order; where no usable answer comes, what has become of the order tells. */
export async function cancelOrder(
  asking: Asking,
  instrument: CcxtInstrument,
  id: string,
): Promise<readonly Reply[]> {
  const { value: params } = await asking.ask((exchange) => cancelParams(exchange, instrument, id), {
    order: id,
  });
  return writeOnce<readonly Reply[]>(asking.api, {
    subject: `cancellation of ${formatOrderId(instrument.id, id)}`,
    advice: 'cancel it again',
    expires: false,
    async send({ within }) {
      const { replies } = await asking.ask(
        (exchange) => exchange.cancelOrder(id, instrument.row.symbol, params),
        { order: id, writes: true, within },
      );
      // ccxt takes nearly everything for a success: what has become of the order tells.
      if (!isConfirmed(replies.at(-1), id))
        throw new ExchangeError({ message: 'the exchange did not confirm it', outcome: 'unknown' });
      return replies;
    },
    find: () =>
      traceOrder(asking, instrument, id, (row) => (parseStatus(row).includes('canceled') ? 'done' : 'open')),
  });
}

/** @throws ExchangeError where something has to be said of an order that is not there. */
async function cancelParams(exchange: CcxtExchange, instrument: CcxtInstrument, id: string): Promise<object> {
  const toParams = factsOf(exchange.id).cancelParams;
  if (!toParams) return {};
  const order = await findOrder(exchange, instrument, id);
  if (!order) throw new ExchangeError({ message: `order ${id} cannot be found` });
  return toParams(order);
}
