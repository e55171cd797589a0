import { matchesField } from '../../../adapter/matchesField.js';
import { writeOnce } from '../../../adapter/writeOnce.js';
import { formatOrderId } from '../../../protocol/order.js';
import type { CcxtApi } from '../CcxtApi.js';
import { ask } from '../call/ask.js';
import type { CcxtInstrument } from '../instruments.js';
import { parseStatus } from '../parse/parseStatus.js';
import { placedOrder } from '../rows/orderRow.js';
import { parseRow } from '../rows/parseRow.js';
import { findPlaced, type Placed } from './findPlaced.js';
import { planChange } from './planChange.js';
import { traceOrder } from './traceOrder.js';

/**
 * Changes the price or the amount of an open order, or both.
 *
 * @returns the id of the order, which is another one on some exchanges.
 */
export async function amendOrder(
  api: CcxtApi,
  instrument: CcxtInstrument,
  id: string,
  change: { price?: string | undefined; amount?: string | undefined },
): Promise<Placed> {
  const reading = { method: 'modifyorder', keyed: true, order: id } as const;
  const { value: planned } = await ask(api, reading, (exchange) =>
    planChange(api, exchange, instrument, id, change),
  );
  const { type, side, amount, price, clientOrderId, params } = planned;
  return writeOnce(api, {
    subject: `change of ${formatOrderId(instrument.id, id)}`,
    advice: 'look at the order before changing it again',
    expires: false,
    async send({ within }) {
      const { value, replies } = await ask(api, { ...reading, writes: true, within }, async (exchange) => {
        const { symbol } = instrument.row;
        const answer = await exchange.editOrder(id, symbol, type, side, amount, price, params);
        return parseRow(placedOrder, answer).id;
      });
      return { id: value, replies };
    },
    async find() {
      if (clientOrderId !== undefined) return findPlaced(api, reading, instrument, clientOrderId);
      const found = await traceOrder(api, reading, instrument, id, (row) => {
        // It may have been canceled to be placed anew.
        if (parseStatus(row).includes('canceled')) return 'unclear';
        return matchesField(row.price, price) && matchesField(row.amount, amount) ? 'done' : 'open';
      });
      return found.state === 'done' ? { state: 'done', value: { id, replies: found.value } } : found;
    },
  });
}
