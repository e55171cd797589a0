import {
  checkOrderSteps,
  cutHistory,
  formatOrderId,
  type Order,
  type OrderListing,
  parseReply,
  readPages,
  warnOfState,
  withSteps,
} from 'fmzproto';
import type { __Exchange__Api, __Exchange__Methods } from './__Exchange__Api.ts';
import { cancelOrder } from './cancelOrder.ts';
// #if futures
import { contractOrder } from './contractOrder.ts';
// #end
import { findOrder, isUnknownOrder, orderIdOf } from './findOrder.ts';
import { labelOf, stepsOf } from './instruments.ts';
import { parseOrder, phaseOf } from './parse.ts';
import { placeOrder } from './placeOrder.ts';
import { type NamedRow, nameRows, readRows } from './readRows.ts';
import { isOffStep } from './reject.ts';
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
    // #if both
    const toOrder = instrument.kind === 'spot' ? spotOrder : contractOrder;
    // #end
    const { orderId, reply } = await withSteps(api, api.state.instruments, instrument, {
      check: (found) => checkOrderSteps(params, stepsOf(found)),
      // #if both
      work: (found) => placeOrder(api, found, toOrder(found, params)),
      // #else
      work: (found) => placeOrder(api, found, __toOrder__(found, params)),
      // #end
      isOffStep,
    });
    return { data: { id: formatOrderId(labelOf(instrument), orderId) }, raw: reply.raw };
  },

  async orders({ symbol }, api) {
    const { rows, raw } = await readRows(api, { symbol }, (native) =>
      readPages<OrderRow>({
        name: 'open orders',
        keyOf: (row) => row.orderId,
        async read(cursor) {
          // FILL IN: path of the open orders, and the name of their cursor; without cursors see `cursorOf` of readPages.
          const reply = await api.__signedRead__('/api/v1/open-orders', { ...native, cursor });
          const { data, next } = parseReply(ordersReply, reply);
          return { rows: data, next, reply };
        },
      }),
    );
    return { data: rows.map((row) => readOrder(api, row, 'open')), raw };
  },

  async order(params, api) {
    const key = await toOrderKey(api, params);
    const id = orderIdOf(key);
    const { recentOrders } = api.state;
    const found = await recentOrders.find(api, id, () => findOrder(api, key));
    const [named] = found ? await nameRows(api, key.list, [found.row]) : [];
    if (!found || !named) throw recentOrders.unknown(api, id, { message: 'there is no such order' });
    return { data: readOrder(api, named), raw: found.reply.raw };
  },

  async historyorders({ symbol, since, limit }, api) {
    const { rows, raw } = await readRows(api, { symbol }, (native) =>
      readPages<OrderRow>({
        name: 'done orders',
        keyOf: (row) => row.orderId,
        // Newest first: of the latest orders not all need be read.
        enough: (read) => since === 0 && read.length >= limit,
        async read(cursor) {
          // FILL IN: path of the done orders, and its parameters; `since` is Unix time in ms, 0 where it does not matter.
          const reply = await api.__signedRead__('/api/v1/order-history', {
            ...native,
            startTime: since || undefined,
            limit: Math.min(limit, MAX_HISTORY),
            cursor,
          });
          const { data, next } = parseReply(ordersReply, reply);
          return { rows: data, next, reply };
        },
      }),
    );
    const oldestFirst = rows
      .map((row) => readOrder(api, row, 'done'))
      .filter(({ time = since }) => time >= since)
      .sort((one, other) => (one.time ?? 0) - (other.time ?? 0));
    return { data: cutHistory(oldestFirst, { since, limit }), raw };
  },

  async cancel(params, api) {
    const key = await toOrderKey(api, params);
    const reply = await api.state.recentOrders.change(api, orderIdOf(key), {
      send: () => cancelOrder(api, key),
      isUnknown: isUnknownOrder,
      async isOpen() {
        const found = await findOrder(api, key);
        return found && (phaseOf(found.row) ?? 'open') === 'open';
      },
    });
    return { data: true, raw: reply.raw };
  },
} satisfies __Exchange__Methods;

function readOrder(api: __Exchange__Api, named: NamedRow<OrderRow>, listed?: OrderListing): Order {
  if (phaseOf(named.row) === undefined) warnOfState(api, named.row.status);
  return parseOrder(named, listed);
}
