import {
  type ApiRequest,
  defineOrders,
  type PlacedOrder,
  parseReply,
  type Query,
  type Reply,
  readLists,
  readPages,
  type WriteLimits,
} from 'fmzproto';
import {
  type __Exchange__Instrument,
  instrumentOf,
  labelOf,
  nativeOf,
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
  async place(api, order, clientOrderId, limits) {
    const reply = await write(api, 'POST', '/api/v1/orders', { ...order, clientOrderId }, limits);
    return placed(reply);
  },

  // Where a change gives the order another id, that of the answer goes on; `currentIdOf` then names it on old rows.
  async amend(api, { id }, { price, amount }, limits) {
    return placed(await write(api, 'PATCH', pathOf(id), { price, amount }, limits));
  },

  cancel: (api, { id }, limits) => write(api, 'DELETE', pathOf(id), {}, limits),

  async find(api, { id, byClientId, instrument }) {
    // FILL IN: the paths of one order, open or done, by its own id and by the client order id.
    const reply = byClientId
      ? await api.signedGet('/api/v1/orders-by-client-id', { clientOrderId: id })
      : await api.signedGet(pathOf(id));
    return { rows: [{ ...parseReply(orderReply, reply).data, list: instrument.list }], reply };
  },

  open: (api, { lists, instrument }) =>
    readLists(lists, (list) =>
      readPages<OrderRow>({
        name: 'open orders',
        keyOf: ({ orderId }) => orderId,
        cursorOf: ({ orderId }) => orderId,
        async read(after) {
          // FILL IN: path of the open orders, and what the page behind a row is asked for by; `cursorOf` gives it.
          const native = nativeOf({ list, id: instrument?.id });
          const reply = await api.signedGet('/api/v1/orders', { status: 'open', ...native, after });
          return { rows: parseReply(ordersReply, reply).data, reply };
        },
      }),
    ),

  done: (api, { lists, instrument, holds }, { since, limit }) =>
    readLists(lists, (list) =>
      readPages<OrderRow>({
        name: 'done orders',
        keyOf: ({ orderId }) => orderId,
        cursorOf: ({ orderId }) => orderId,
        // Newest first: of the latest orders not all need be read.
        enough: (read) => since === 0 && read.filter(({ symbol }) => holds(symbol)).length >= limit,
        async read(after) {
          // FILL IN: path of the done orders, and its parameters; `since` is Unix time in ms, 0 where it does not matter.
          const reply = await api.signedGet('/api/v1/orders', {
            status: 'closed',
            ...nativeOf({ list, id: instrument?.id }),
            since: since ? new Date(since).toISOString() : undefined,
            limit: Math.min(limit, MAX_HISTORY),
            after,
          });
          return { rows: parseReply(ordersReply, reply).data, reply };
        },
      }),
    ),
});

/** Where an order is. */
function pathOf(id: string): string {
  return `/api/v1/orders/${encodeURIComponent(id)}`;
}

/** An order that the exchange has taken: its id is in the answer. */
function placed(reply: Reply): PlacedOrder {
  return { id: parseReply(acceptedReply, reply).data.orderId, reply };
}

/** Sends a write about an order; `limits` bound it. A success without a body, such as HTTP 204, is one. */
async function write(
  api: __Exchange__Api,
  method: 'POST' | 'PATCH' | 'DELETE',
  path: string,
  params: Query,
  limits: WriteLimits,
): Promise<Reply> {
  // #if queryWrites
  const request: ApiRequest = { method, path, query: params };
  // #else
  const request: ApiRequest = method === 'DELETE' ? { method, path } : { method, path, body: params };
  // #end
  return (await api.request({ ...request, signed: true, ...limits })).orEmpty();
}
