import { ExchangeError } from '../../exchange/ExchangeError.js';
import { symbolOf } from '../../exchange/Instrument.js';
import { cutHistory } from '../../protocol/cutHistory.js';
import { formatOrderId } from '../../protocol/order.js';
import { ask, need } from './ask.js';
import type { CcxtMethods } from './CcxtApi.js';
import { cancelOrder, editOrder } from './changeOrder.js';
import { bySymbol, findOrderKey } from './names.js';
import { has } from './needs.js';
import { isOpen, parseOrder } from './parse.js';
import { placeOrder } from './placeOrder.js';
import { rawOf } from './rawOf.js';
import { findOrder, readDoneOrders, readOrders } from './readOrders.js';
import { requireAnswer } from './requireAnswer.js';
import { selectOrders } from './selectOrders.js';

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
      return readOrders(api, exchange, name, selection, { since: 0, count: Number.POSITIVE_INFINITY });
    });
    if (value.length === 0) requireAnswer(replies);
    const known = bySymbol(selection.list);
    const now = api.now();
    const data = value.filter(isOpen).flatMap((row) => {
      const instrument = known.get(row.symbol ?? '') ?? selection.instrument;
      if (!instrument || row.id === undefined || !selection.holds(instrument)) return [];
      return [parseOrder(row, instrument, row.id, now)];
    });
    return { data: data.sort((a, b) => (a.time ?? 0) - (b.time ?? 0)), raw: rawOf(replies) };
  },

  async order(params, api) {
    await need(api, 'order');
    const { instrument, id } = await findOrderKey(api, 'order', params);
    const { value, replies } = await ask(
      api,
      { method: 'order', keyed: true, order: id },
      async (exchange) => {
        return findOrder(exchange, instrument, id);
      },
    );
    if (!value) {
      throw new ExchangeError({
        message: `order ${id} is not among the orders of ${symbolOf(instrument, api.now())}`,
        hint: 'the exchange has no such order, or does not keep it any more',
      });
    }
    return { data: parseOrder(value, instrument, id, api.now()), raw: rawOf(replies.slice(-1)) };
  },

  async historyorders({ symbol, since, limit }, api) {
    await need(api, 'historyorders');
    const selection = await selectOrders(api, 'historyorders', symbol);
    const { value, replies } = await ask(api, { method: 'historyorders', keyed: true }, async (exchange) => {
      return readDoneOrders(api, exchange, selection, { since, limit });
    });
    if (value.length === 0) requireAnswer(replies);
    const known = bySymbol(selection.list);
    const now = api.now();
    const data = value
      .filter((row) => !isOpen(row) && (row.timestamp ?? now) >= since)
      .flatMap((row) => {
        const instrument = known.get(row.symbol ?? '') ?? selection.instrument;
        if (!instrument || row.id === undefined || !selection.holds(instrument)) return [];
        return [parseOrder(row, instrument, row.id, now)];
      })
      .sort((a, b) => (a.time ?? 0) - (b.time ?? 0));
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
