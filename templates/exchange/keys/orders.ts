import { checkTrade, cutHistory, ExchangeError, formatOrderId, parseReply } from 'fmzproto';
import type { __Exchange__Methods } from './__Exchange__Api.ts';
import { cancelOrder } from './cancelOrder.ts';
// #if futures
import { contractOrder } from './contractOrder.ts';
// #end
import { findOrder } from './findOrder.ts';
import { nameOf, selectRows, stepsOf } from './instruments.ts';
import { parseOrder } from './parse.ts';
import { placeOrder } from './placeOrder.ts';
import { ordersReply } from './replies.ts';
// #if spot
import { spotOrder } from './spotOrder.ts';
// #end
import { toOrderKey } from './toOrderKey.ts';

// FILL IN: how many done orders the exchange gives at once.
const MAX_HISTORY = 100;

/** Orders. */
export const orders = {
  async trade(params, api) {
    const instrument = await api.state.instruments.find(api, params.symbol);
    checkTrade(params, stepsOf(instrument));
    // #if both
    const toOrder = instrument.kind === 'spot' ? spotOrder : contractOrder;
    const order = toOrder(instrument, params);
    // #else
    const order = __toOrder__(instrument, params);
    // #end
    const { orderId, reply } = await placeOrder(api, order);
    return { data: { id: formatOrderId(order.symbol, orderId) }, raw: reply.raw };
  },

  async orders({ symbol }, api) {
    // FILL IN: path of the open orders.
    const reply = await api.__signedRead__('/api/v1/open-orders', { symbol: await nameOf(api, symbol) });
    const rows = await selectRows(api, parseReply(ordersReply, reply).data, symbol);
    return { data: rows.map((named) => parseOrder(named.row, named.symbol)), raw: reply.raw };
  },

  async order(params, api) {
    const found = await findOrder(api, await toOrderKey(api, params));
    if (!found) throw new ExchangeError({ message: 'there is no such order' });
    const rows = await selectRows(api, [found.row]);
    return { data: parseOrder(found.row, rows[0]?.symbol ?? found.row.symbol), raw: found.reply.raw };
  },

  async historyorders({ symbol, since, limit }, api) {
    // FILL IN: path of the done orders, and its parameters; `since` is Unix time in ms, 0 where it does not matter.
    const reply = await api.__signedRead__('/api/v1/order-history', {
      symbol: await nameOf(api, symbol),
      startTime: since || undefined,
      limit: Math.min(limit, MAX_HISTORY),
    });
    const rows = await selectRows(api, parseReply(ordersReply, reply).data, symbol);
    const oldestFirst = rows
      .filter(({ row }) => row.time >= since)
      .sort((one, other) => one.row.time - other.row.time)
      .map((named) => parseOrder(named.row, named.symbol));
    return { data: cutHistory(oldestFirst, { since, limit }), raw: reply.raw };
  },

  async cancel(params, api) {
    const reply = await cancelOrder(api, await toOrderKey(api, params));
    return { data: true, raw: reply.raw };
  },
} satisfies __Exchange__Methods;
