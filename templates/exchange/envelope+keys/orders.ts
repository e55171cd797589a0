import {
  defineOrders,
  type OrderKey,
  type PlacedOrder,
  parseReply,
  type Query,
  readLists,
  readPages,
  type WriteLimits,
} from 'fmzproto';
import {
  type __Exchange__Instrument,
  instrumentOf,
  labelOf,
  nativeOf,
  type Product,
  parseLabel,
  stepsOf,
} from './instruments.ts';
import { type ListedOrder, orderStates, parseOrder } from './parse.ts';
import { isOffStep, isUnknownOrder } from './reject.ts';
import { acceptedReply, type OrderRow, orderReply, ordersReply } from './replies.ts';
import type { __Exchange__Api } from './state.ts';
import { type OrderRequest, toOrderRequest } from './toOrderRequest.ts';

// FILL IN: how many done orders the exchange gives at once.
const MAX_HISTORY = 100;

/** Orders: what is the exchange's own of their life. What it lacks of `amend` and `done` is deleted. */
export const orders = defineOrders<__Exchange__Api, __Exchange__Instrument, ListedOrder, OrderRequest>({
  ids: {
    example: '__orderLabel__,7300000001',
    // FILL IN: what the exchange's own ids look like.
    pattern: /^[\w-]{1,64}$/,
    format: labelOf,
    parse: parseLabel,
  },
  states: orderStates,
  steps: stepsOf,
  isOffStep,
  isUnknown: isUnknownOrder,
  unknown: { message: 'there is no such order' },
  // #if expires
  // A request that arrives late is dropped: its signature says until when it is good.
  expiring: ['place', 'amend', 'cancel'],
  // #else
  expiring: [],
  // #end
  // What some exchanges need besides; uncomment what this one does, and delete the rest.
  // What may stand behind the side of an order, as in "buy;timeInForce=ioc": then toOrderRequest.ts sends `params.options`.
  // options: { timeInForce: ['day', 'gtc', 'ioc'], postOnly: true },
  // Limit orders wait for the opening where the market is closed (`hours` in index.ts).
  // whileClosed: 'queues',
  // Orders carry no id of ours: one whose answer is lost is told as unknown at once.
  // clientOrderIds: false,
  // An order is accepted (HTTP 202) before it is placed: what a row of `find` tells of that.
  // accepted: ({ status }) => (status === 'rejected' ? { refused: 'rejected' } : 'placed'),
  // Canceling or changing is accepted (HTTP 202 or 204) before it is carried out: the order is asked what became of it.
  // acceptsFirst: ['amend', 'cancel'],

  instrumentOf,
  idOf: ({ orderId }) => orderId,
  clientIdOf: ({ clientOrderId }) => clientOrderId || undefined,
  stateOf: ({ status }) => status,
  termsOf: ({ price, amount }) => ({ price, amount }),
  parse: parseOrder,

  trade: (_api, instrument, params, place) => place(toOrderRequest(instrument, params)),

  // FILL IN: the paths of placing, changing and canceling an order, and the names of their fields.
  place: (api, order, clientOrderId, limits) =>
    send(api, '/api/v1/order', { ...order, clientOrderId }, limits),

  async amend(api, key, { price, amount }, limits) {
    return (await send(api, '/api/v1/amend-order', { ...fieldsOf(key), price, amount }, limits)).reply;
  },

  async cancel(api, key, limits) {
    return (await send(api, '/api/v1/cancel-order', fieldsOf(key), limits)).reply;
  },

  async find(api, key) {
    // FILL IN: path of one order, open or done.
    const reply = await api.__signedRead__('/api/v1/order-info', fieldsOf(key));
    return { rows: [{ ...parseReply(orderReply, reply).data, list: key.instrument.list }], reply };
  },

  open: (api, { lists, instrument }) =>
    readLists(lists, (list) =>
      readPages<OrderRow>({
        name: 'open orders',
        keyOf: ({ orderId }) => orderId,
        async read(cursor) {
          // FILL IN: path of the open orders, and the name of their cursor; without cursors see `cursorOf` of readPages.
          const native = nativeOf({ list, id: instrument?.id });
          const reply = await api.__signedRead__('/api/v1/open-orders', { ...native, cursor });
          const { data, next } = parseReply(ordersReply, reply);
          return { rows: data, next, reply };
        },
      }),
    ),

  done: (api, { lists, instrument, holds }, { since, limit }) =>
    readLists(lists, (list) =>
      readPages<OrderRow>({
        name: 'done orders',
        keyOf: ({ orderId }) => orderId,
        // Newest first: of the latest orders not all need be read.
        enough: (read) => since === 0 && read.filter(({ symbol }) => holds(symbol)).length >= limit,
        async read(cursor) {
          // FILL IN: path of the done orders, and its parameters; `since` is Unix time in ms, 0 where it does not matter.
          const reply = await api.__signedRead__('/api/v1/order-history', {
            ...nativeOf({ list, id: instrument?.id }),
            startTime: since || undefined,
            limit: Math.min(limit, MAX_HISTORY),
            cursor,
          });
          const { data, next } = parseReply(ordersReply, reply);
          return { rows: data, next, reply };
        },
      }),
    ),
});

/** What names an order in a request. */
function fieldsOf({ instrument, id, byClientId }: OrderKey<Product>) {
  return { ...nativeOf(instrument), ...(byClientId ? { clientOrderId: id } : { orderId: id }) };
}

/** Sends a write about an order; `limits` bound it. */
async function send(
  api: __Exchange__Api,
  path: string,
  params: Query,
  limits: WriteLimits,
): Promise<PlacedOrder> {
  // #if queryWrites
  const reply = await api.request({ method: 'POST', path, query: params, signed: true, ...limits });
  // #else
  const reply = await api.signedPost(path, params, limits);
  // #end
  return { id: parseReply(acceptedReply, reply).data.orderId, reply };
}
