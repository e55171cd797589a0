import { ExchangeError } from '../../adapter/ExchangeError.js';
import { symbolOf } from '../../adapter/Instrument.js';
import { warnOfState } from '../../adapter/orderStates.js';
import type { Reply } from '../../http/Reply.js';
import { cutHistory, formatOrderId } from '../../protocol/order.js';
import type { Order } from '../../protocol/structures.js';
import type { CcxtApi, CcxtMethods } from './CcxtApi.js';
import { bySymbol } from './instruments.js';
import { method, type Selection } from './method.js';
import { oldestFirst, parseOrder } from './parse/order.js';
import { isUnknownState, type OrderRow } from './parse/orderRow.js';
import { findOrder } from './reads/findOrder.js';
import { readHistoryOrders, readOpenOrders } from './reads/orderLists.js';
import { factsOf } from './venues.js';
import { amendOrder } from './writes/amend.js';
import { cancelOrder } from './writes/cancel.js';
import { placeOrder } from './writes/place.js';

/** Orders. @see https://docs.ccxt.com/#/?id=orders */
export const orders = {
  trade: method('trade', async (params, asking) => {
    const { id, instrument, replies } = await placeOrder(asking, params);
    return { data: { id: formatOrderId(instrument.id, id) }, replies };
  }),

  orders: method('orders', async ({ symbol }, asking) => {
    const { api } = asking;
    const selection = await asking.select(symbol);
    const { value, replies } = await asking.ask((exchange) => readOpenOrders(api, exchange, selection));
    return { data: parseOrders(api, value, selection, replies), replies };
  }),

  order: method('order', async (params, asking) => {
    const { api } = asking;
    const { instrument, id } = await asking.orderKey(params);
    const { value, replies } = await asking.ask((exchange) => findOrder(exchange, instrument, id), {
      order: id,
    });
    if (!value) {
      throw new ExchangeError({
        message: `order ${id} is not among the orders of ${symbolOf(instrument, api.now())}`,
        hint: 'the exchange has no such order, or does not keep it any more',
      });
    }
    if (isUnknownState(value)) warnOfState(api, value.status ?? '');
    return {
      data: parseOrder(value, instrument, id, { now: api.now(), facts: asking.facts }),
      replies: replies.slice(-1),
    };
  }),

  historyorders: method('historyorders', async ({ symbol, since, limit }, asking) => {
    const { api } = asking;
    const selection = await asking.select(symbol);
    const { value, replies } = await asking.ask((exchange) =>
      readHistoryOrders(api, exchange, selection, { since, limit }),
    );
    const data = parseOrders(api, value, selection, replies);
    return { data: cutHistory(data, { since, limit }), replies };
  }),

  cancel: method('cancel', async (params, asking) => {
    const { instrument, id } = await asking.orderKey(params);
    return { data: true as const, replies: await cancelOrder(asking, instrument, id) };
  }),

  modifyorder: method('modifyorder', async ({ price, amount, ...params }, asking) => {
    const { instrument, id } = await asking.orderKey(params);
    const amended = await amendOrder(asking, instrument, id, { price, amount });
    return { data: { id: formatOrderId(instrument.id, amended.id) }, replies: amended.replies };
  }),
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
