import {
  checkTrade,
  cutHistory,
  ExchangeError,
  formatOrderId,
  type Order,
  type OrderListing,
  parseReply,
  warnOfState,
} from 'fmzproto';
import type { __Exchange__Api, __Exchange__Methods } from './__Exchange__Api.ts';
import { cancelOrder } from './cancelOrder.ts';
// #if futures
import { contractOrder } from './contractOrder.ts';
// #end
import { findOrder } from './findOrder.ts';
import { labelOf, stepsOf } from './instruments.ts';
import { isKnownState, parseOrder } from './parse.ts';
import { placeOrder } from './placeOrder.ts';
import { type NamedRow, nameRows, readRows } from './readRows.ts';
import { type OrderRow, ordersReply } from './replies.ts';
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
    const { orderId, reply } = await placeOrder(api, instrument, order);
    return { data: { id: formatOrderId(labelOf(instrument), orderId) }, raw: reply.raw };
  },

  async orders({ symbol }, api) {
    const { rows, raw } = await readRows(api, { symbol }, async (native) => {
      // FILL IN: path of the open orders; where they come in pages, read all of them.
      const reply = await api.__signedRead__('/api/v1/open-orders', { ...native });
      return { rows: parseReply(ordersReply, reply).data, replies: [reply] };
    });
    return { data: rows.map((row) => readOrder(api, row, 'open')), raw };
  },

  async order(params, api) {
    const key = await toOrderKey(api, params);
    const found = await findOrder(api, key);
    const [named] = found ? await nameRows(api, key.list, [found.row]) : [];
    if (!found || !named) throw new ExchangeError({ message: 'there is no such order' });
    return { data: readOrder(api, named), raw: found.reply.raw };
  },

  async historyorders({ symbol, since, limit }, api) {
    const { rows, raw } = await readRows(api, { symbol }, async (native) => {
      // FILL IN: path of the done orders, and its parameters; `since` is Unix time in ms, 0 where it does not matter.
      const reply = await api.__signedRead__('/api/v1/order-history', {
        ...native,
        startTime: since || undefined,
        limit: Math.min(limit, MAX_HISTORY),
      });
      return { rows: parseReply(ordersReply, reply).data, replies: [reply] };
    });
    const oldestFirst = rows
      .map((row) => readOrder(api, row, 'done'))
      .filter(({ time = since }) => time >= since)
      .sort((one, other) => (one.time ?? 0) - (other.time ?? 0));
    return { data: cutHistory(oldestFirst, { since, limit }), raw };
  },

  async cancel(params, api) {
    const reply = await cancelOrder(api, await toOrderKey(api, params));
    return { data: true, raw: reply.raw };
  },
} satisfies __Exchange__Methods;

function readOrder(api: __Exchange__Api, named: NamedRow<OrderRow>, listed?: OrderListing): Order {
  if (!isKnownState(named.row.status)) warnOfState(api, named.row.status);
  return parseOrder(named, listed);
}
