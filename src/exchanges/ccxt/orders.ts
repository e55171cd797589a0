import { ExchangeError } from '../../exchange/ExchangeError.js';
import { symbolOf } from '../../exchange/Instrument.js';
import type { Reply } from '../../http/Reply.js';
import { cutHistory } from '../../protocol/cutHistory.js';
import type { Order } from '../../protocol/data.js';
import { formatOrderId } from '../../protocol/order.js';
import { ask, need } from './ask.js';
import type { CcxtMethods } from './CcxtApi.js';
import { cancelOrder, editOrder } from './changeOrder.js';
import { bySymbol, findOrderKey } from './names.js';
import { has } from './needs.js';
import { oldestFirst } from './oldestFirst.js';
import { isOpen, parseOrder } from './parse.js';
import { placeOrder } from './placeOrder.js';
import type { Quirks } from './Quirks.js';
import { quirksOf } from './quirksOf.js';
import { rawOf } from './rawOf.js';
import { findOrder, readDoneOrders, readOrders } from './readOrders.js';
import type { OrderRow } from './replies.js';
import { requireAnswer } from './requireAnswer.js';
import { type Selection, selectOrders } from './selectOrders.js';

/** Orders. @see https://docs.ccxt.com/#/?id=orders */
export const orders = {
  async trade(params, api) {
    const { id, instrument, replies } = await placeOrder(api, params);
    return { data: { id: formatOrderId(instrument.id, id) }, raw: rawOf(replies) };
  },

  async orders({ symbol }, api) {
    await need(api, 'orders');
    const selection = await selectOrders(api, 'orders', symbol);
    const { value, replies } = await ask(api, { method: 'orders', keyed: true }, async (exchange) => {
      const name = has(exchange.has, 'fetchOpenOrders') ? 'fetchOpenOrders' : 'fetchOrders';
      const rows = await readOrders(api, exchange, name, selection, {
        since: 0,
        count: Number.POSITIVE_INFINITY,
      });
      if (rows.length === 0) requireAnswer(api.state.trips.current().replies);
      return { rows: rows.filter(isOpen), quirks: quirksOf(exchange.id) };
    });
    return { data: parseOrders(value, selection, replies, api.now()), raw: rawOf(replies) };
  },

  async order(params, api) {
    await need(api, 'order');
    const { instrument, id } = await findOrderKey(api, 'order', params);
    const { value, replies } = await ask(
      api,
      { method: 'order', keyed: true, order: id },
      async (exchange) => {
        return { row: await findOrder(exchange, instrument, id), quirks: quirksOf(exchange.id) };
      },
    );
    const { row, quirks } = value;
    if (!row) {
      throw new ExchangeError({
        message: `order ${id} is not among the orders of ${symbolOf(instrument, api.now())}`,
        hint: 'the exchange has no such order, or does not keep it any more',
      });
    }
    return {
      data: parseOrder(row, instrument, id, { now: api.now(), quirks }),
      raw: rawOf(replies.slice(-1)),
    };
  },

  async historyorders({ symbol, since, limit }, api) {
    await need(api, 'historyorders');
    const selection = await selectOrders(api, 'historyorders', symbol);
    const { value, replies } = await ask(api, { method: 'historyorders', keyed: true }, async (exchange) => {
      const rows = await readDoneOrders(api, exchange, selection, { since, limit });
      if (rows.length === 0) requireAnswer(api.state.trips.current().replies);
      const done = rows.filter((row) => !isOpen(row) && (row.timestamp ?? api.now()) >= since);
      return { rows: done, quirks: quirksOf(exchange.id) };
    });
    const data = parseOrders(value, selection, replies, api.now());
    return { data: cutHistory(data, { since, limit }), raw: rawOf(replies) };
  },

  async cancel(params, api) {
    await need(api, 'cancel');
    const { instrument, id } = await findOrderKey(api, 'cancel', params);
    return { data: true as const, raw: rawOf(await cancelOrder(api, instrument, id)) };
  },

  async modifyorder({ price, amount, ...params }, api) {
    await need(api, 'modifyorder');
    const { instrument, id } = await findOrderKey(api, 'modifyorder', params);
    const edited = await editOrder(api, instrument, id, { price, amount });
    return { data: { id: formatOrderId(instrument.id, edited.id) }, raw: rawOf(edited.replies) };
  },
} satisfies CcxtMethods;

/** The orders of a selection, oldest first. */
function parseOrders(
  { rows, quirks }: { rows: readonly OrderRow[]; quirks: Quirks },
  selection: Selection,
  replies: readonly Reply[],
  now: number,
): Order[] {
  const known = bySymbol(selection.list);
  return oldestFirst(rows, replies).flatMap((row) => {
    const instrument = known.get(row.symbol ?? '') ?? selection.instrument;
    if (!instrument || row.id === undefined || !selection.holds(instrument)) return [];
    return [parseOrder(row, instrument, row.id, { now, quirks })];
  });
}
