import { ExchangeError } from '../../exchange/ExchangeError.js';
import { isAsWanted } from '../../exchange/isAsWanted.js';
import { type Trace, writeOnce } from '../../exchange/writeOnce.js';
import { NetworkError } from '../../http/NetworkError.js';
import type { Reply } from '../../http/Reply.js';
import { formatOrderId } from '../../protocol/order.js';
import { type AskOptions, ask } from './ask.js';
import type { CcxtApi } from './CcxtApi.js';
import type { CcxtExchange } from './CcxtExchange.js';
import { findPlaced, type Placed } from './findPlaced.js';
import type { CcxtInstrument } from './instruments.js';
import { isConfirmed } from './isConfirmed.js';
import { isOpen, parseStatus } from './parse.js';
import { planChange } from './planChange.js';
import { quirksOf } from './quirksOf.js';
import { findOrder } from './readOrders.js';
import { type OrderRow, parseRow, placedOrder } from './replies.js';

/** Cancels an order; where no usable answer comes, what has become of the order tells. */
export async function cancelOrder(
  api: CcxtApi,
  instrument: CcxtInstrument,
  id: string,
): Promise<readonly Reply[]> {
  const reading = { method: 'cancel', keyed: true, order: id } as const;
  const { value: params } = await ask(api, reading, (exchange) => cancelParams(exchange, instrument, id));
  return writeOnce<readonly Reply[]>(api, {
    subject: `cancellation of ${formatOrderId(instrument.id, id)}`,
    advice: 'cancel it again',
    expires: false,
    async send({ within }) {
      const options = { ...reading, writes: true, within };
      const { replies } = await ask(api, options, (exchange) =>
        exchange.cancelOrder(id, instrument.row.symbol, params),
      );
      // ccxt takes nearly everything for a success: what has become of the order tells.
      if (!isConfirmed(replies.at(-1), id))
        throw new ExchangeError({ message: 'the exchange did not confirm it', outcome: 'unknown' });
      return replies;
    },
    find: () =>
      trace(api, reading, instrument, id, (row) => (parseStatus(row).includes('canceled') ? 'done' : 'open')),
  });
}

/** @throws ExchangeError where something has to be said of an order that is not there. */
async function cancelParams(exchange: CcxtExchange, instrument: CcxtInstrument, id: string): Promise<object> {
  const toParams = quirksOf(exchange.id).cancelParams;
  if (!toParams) return {};
  const order = await findOrder(exchange, instrument, id);
  if (!order) throw new ExchangeError({ message: `order ${id} is not to be found` });
  return toParams(order);
}

/**
 * Changes the price or the amount of an open order, or both.
 *
 * @returns the id of the order, which is another one on some exchanges.
 */
export async function editOrder(
  api: CcxtApi,
  instrument: CcxtInstrument,
  id: string,
  change: { price?: string | undefined; amount?: string | undefined },
): Promise<Placed> {
  const reading = { method: 'modifyorder', keyed: true, order: id } as const;
  const { value: planned } = await ask(api, reading, (exchange) =>
    planChange(api, exchange, instrument, id, change),
  );
  const { type, side, amount, price, own, params } = planned;
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
      if (own !== undefined) return findPlaced(api, reading, instrument, own);
      const found = await trace(api, reading, instrument, id, (row) => {
        // It may have been canceled to be placed anew.
        if (parseStatus(row).includes('canceled')) return 'unclear';
        return isAsWanted(row.price, price) && isAsWanted(row.amount, amount) ? 'done' : 'open';
      });
      return found.state === 'done' ? { state: 'done', value: { id, replies: found.value } } : found;
    },
  });
}

async function trace(
  api: CcxtApi,
  reading: AskOptions,
  instrument: CcxtInstrument,
  id: string,
  read: (row: OrderRow) => 'done' | 'open' | 'unclear',
): Promise<Trace<readonly Reply[]>> {
  const { value, replies } = await ask(api, reading, (exchange) => findOrder(exchange, instrument, id));
  // A part of the exchange that lags behind may not know it yet.
  if (!value) throw new NetworkError('the order is not to be found', { outcome: 'unknown' });
  const state = read(value);
  if (state === 'done') return { state, value: replies };
  if (state === 'unclear' || isOpen(value)) return { state: 'none' };
  return { state: 'refused', reason: `the order is ${parseStatus(value)} already` };
}
