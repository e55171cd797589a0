import { ExchangeError } from '../../adapter/ExchangeError.js';
import { symbolOf } from '../../adapter/Instrument.js';
import { warnOfState } from '../../adapter/orderStates.js';
import type { Reply } from '../../http/Reply.js';
import { cutHistory, formatOrderId } from '../../protocol/order.js';
import type { Order } from '../../protocol/structures.js';
import { rawAnswer } from './answers.js';
import { ask, requireMethod } from './ask.js';
import type { CcxtApi, CcxtMethods } from './CcxtApi.js';
import { bySymbol } from './instruments.js';
import { oldestFirst, parseOrder } from './parse/order.js';
import { isUnknownState, type OrderRow } from './parse/orderRow.js';
import { findOrder } from './reads/findOrder.js';
import { readHistoryOrders, readOpenOrders } from './reads/orderLists.js';
import { type Selection, selectInstruments, toOrderKey } from './reads/select.js';
import { factsOf } from './venues.js';
import { amendOrder } from './writes/amend.js';
import { cancelOrder } from './writes/cancel.js';
import { placeOrder } from './writes/place.js';

/** Orders. @see https://docs.ccxt.com/#/?id=orders */
export const orders = {
  async trade(params, api) {
    const { id, instrument, replies } = await placeOrder(api, params);
    return { data: { id: formatOrderId(instrument.id, id) }, raw: rawAnswer(replies) };
  },

  async orders({ symbol }, api) {
    await requireMethod(api, 'orders');
    const selection = await selectInstruments(api, 'orders', symbol);
    const { value, replies } = await ask(api, { method: 'orders', keyed: true }, (exchange) =>
      readOpenOrders(api, exchange, selection),
    );
    return { data: parseOrders(api, value, selection, replies), raw: rawAnswer(replies) };
  },

  async order(params, api) {
    await requireMethod(api, 'order');
    const { instrument, id } = await toOrderKey(api, 'order', params);
    const { value, replies } = await ask(api, { method: 'order', keyed: true, order: id }, (exchange) =>
      findOrder(exchange, instrument, id),
    );
    if (!value) {
      throw new ExchangeError({
        message: `order ${id} is not among the orders of ${symbolOf(instrument, api.now())}`,
        hint: 'the exchange has no such order, or does not keep it any more',
      });
    }
    if (isUnknownState(value)) warnOfState(api, value.status ?? '');
    return {
      data: parseOrder(value, instrument, id, { now: api.now(), facts: factsOf(api.state.id) }),
      raw: rawAnswer(replies.slice(-1)),
    };
  },

  async historyorders({ symbol, since, limit }, api) {
    await requireMethod(api, 'historyorders');
    const selection = await selectInstruments(api, 'historyorders', symbol);
    const { value, replies } = await ask(api, { method: 'historyorders', keyed: true }, (exchange) =>
      readHistoryOrders(api, exchange, selection, { since, limit }),
    );
    const data = parseOrders(api, value, selection, replies);
    return { data: cutHistory(data, { since, limit }), raw: rawAnswer(replies) };
  },

  async cancel(params, api) {
    await requireMethod(api, 'cancel');
    const { instrument, id } = await toOrderKey(api, 'cancel', params);
    return { data: true as const, raw: rawAnswer(await cancelOrder(api, instrument, id)) };
  },

  async modifyorder({ price, amount, ...params }, api) {
    await requireMethod(api, 'modifyorder');
    const { instrument, id } = await toOrderKey(api, 'modifyorder', params);
    const amended = await amendOrder(api, instrument, id, { price, amount });
    return { data: { id: formatOrderId(instrument.id, amended.id) }, raw: rawAnswer(amended.replies) };
  },
} satisfies CcxtMethods;

/** The orders of a selection, oldest first. */
function parseOrders(
  api: CcxtApi,
  rows: readonly OrderRow[],
  selection: Selection,
  replies: readonly Reply[],
): Order[] {
  const facts = { now: api.now(), facts: factsOf(api.state.id) };
  const known = bySymbol(selection.list);
  return oldestFirst(rows, replies).flatMap((row) => {
    const instrument = known.get(row.symbol ?? '') ?? selection.instrument;
    if (!instrument) {
      api.warn('orders', `order ${row.id} is left out: FMZ has no symbol for ${row.symbol}`);
      return [];
    }
    if (!selection.holds(instrument)) return [];
    if (row.id === undefined)
      throw new ExchangeError({
        message: `an order of ${row.symbol} came without an id: ask with IO`,
        outcome: 'unknown',
      });
    if (isUnknownState(row)) warnOfState(api, row.status ?? '');
    return [parseOrder(row, instrument, row.id, facts)];
  });
}
