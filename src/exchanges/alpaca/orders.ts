import type { WriteLimits } from '../../adapter/ApiRequest.js';
import { defineOrders } from '../../adapter/defineOrders.js';
import { ExchangeError } from '../../adapter/ExchangeError.js';
import type { OrderKey } from '../../adapter/orderIds.js';
import type { Pages } from '../../adapter/readPages.js';
import { parseReply } from '../../adapter/rows.js';
import type { Reply } from '../../http/Reply.js';
import { say } from '../../wording/say.js';
import { type AlpacaInstrument, type AssetClass, instrumentOf, stepsOf } from './instruments.js';
import { readHistoryOrders, readOpenOrders } from './orderLists.js';
import { orderStates, parseOrder } from './parse.js';
import { isOffStep, isReplaced, isUnknown } from './reject.js';
import { type OrderRow, orderReply } from './replies.js';
import type { AlpacaApi } from './state.js';
import { checkHolding, type OrderRequest, toOrderRequest } from './toOrderRequest.js';

const ORDERS = '/v2/orders';
/** A change of a change of a change: longer chains are those of a market maker, who asks for the last id. */
const MOST_CHANGES = 20;

/** An order as it goes on, under the id that it was asked for by. */
type AskedOrder = OrderRow & { currentId: string };

/** Orders. @see https://docs.alpaca.markets/docs/orders-at-alpaca */
export const orders = defineOrders<AlpacaApi, AlpacaInstrument, AskedOrder, OrderRequest>({
  ids: {
    example: 'AAPL,61e69015-8549-4bfd-b9c3-01e75843f47d',
    pattern: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
    format: ({ id }) => id,
    async parse(native, api) {
      const list = native.includes('/') ? 'crypto' : 'stock';
      return { list, id: await api.state.instruments.spell(api, list, native) };
    },
  },
  states: orderStates,
  steps: stepsOf,
  isOffStep,
  isUnknown,
  unknown: { code: '40410000', message: 'order not found' },
  options: { timeInForce: ['day', 'gtc', 'ioc'], extendedHours: true },
  // Alpaca keeps them for the next session.
  whileClosed: 'queues',
  expiring: [],
  acceptsFirst: ['amend', 'cancel'],

  instrumentOf,
  idOf: ({ id }) => id,
  currentIdOf: ({ currentId }) => currentId,
  clientIdOf: ({ client_order_id }) => client_order_id,
  stateOf: ({ status }) => status,
  termsOf: ({ limit_price: price, qty: amount }) => ({ price, amount }),
  parse: parseOrder,

  async trade(api, instrument, params, place) {
    const request = toOrderRequest(instrument, params);
    if (instrument.list === 'stock' && request.side === 'sell') await checkHolding(api, instrument, params);
    return place(request);
  },

  accepted: ({ status }) => {
    if (status === 'rejected')
      return { refused: say('Alpaca accepted the order and then rejected it, without a reason') };
    return status === 'pending_new' ? 'waiting' : 'placed';
  },

  async place(api, order, client_order_id, limits) {
    const reply = await api.signedPost(ORDERS, { ...order, client_order_id }, limits);
    return { id: parseReply(orderReply, reply).id, reply };
  },

  /** The answer is a new order, which is rejected if the old one is faster. */
  async amend(api, key, { price: limit_price, amount: qty }, limits) {
    const path = `${ORDERS}/${await readId(api, key)}`;
    return api.request({ method: 'PATCH', path, body: { limit_price, qty }, signed: true, ...limits });
  },

  /** HTTP 204 says that a cancellation is asked for: the order may be filled all the same. */
  async cancel(api, key, limits) {
    return cancelAsked(api, await readId(api, key), limits);
  },

  async find(api, key) {
    const { row, reply } = await readOrder(api, key);
    let current = row;
    const replies = [reply];
    while (current.status === 'replaced' && current.replaced_by !== '' && replies.length <= MOST_CHANGES) {
      const next = await readOrder(api, { id: current.replaced_by, byClientId: false });
      current = next.row;
      replies.push(next.reply);
    }
    const asked = { ...current, id: row.id, client_order_id: row.client_order_id, currentId: current.id };
    return { rows: [asked], reply: replies.at(-1) ?? reply };
  },

  async open(api, selection) {
    return asTheyAre(await readOpenOrders(api, selection));
  },

  async done(api, selection, page) {
    return asTheyAre(await readHistoryOrders(api, selection, page));
  },
});

/** Orders of a list, each of which is told under its own id. */
function asTheyAre({ rows, replies }: Pages<OrderRow>): Pages<AskedOrder> {
  return { rows: rows.map((row) => ({ ...row, currentId: row.id })), replies };
}

async function readOrder(
  api: AlpacaApi,
  { id, byClientId }: Pick<OrderKey<AssetClass>, 'id' | 'byClientId'>,
): Promise<{ row: OrderRow; reply: Reply }> {
  const reply = byClientId
    ? await api.signedGet(`${ORDERS}:by_client_order_id`, { client_order_id: id })
    : await api.signedGet(`${ORDERS}/${id}`);
  return { row: parseReply(orderReply, reply), reply };
}

/** Alpaca's own id of an order, by which alone it can be changed. */
async function readId(api: AlpacaApi, key: OrderKey<AssetClass>): Promise<string> {
  return key.byClientId ? (await readOrder(api, key)).row.id : key.id;
}

/** Asks for the cancellation of an order; where a change has put another one in its place, of that one. */
async function cancelAsked(api: AlpacaApi, id: string, limits: WriteLimits): Promise<Reply> {
  try {
    return await api.request({ method: 'DELETE', path: `${ORDERS}/${id}`, signed: true, ...limits });
  } catch (error) {
    if (!(error instanceof ExchangeError) || error.outcome !== 'rejected' || !isReplaced(error)) throw error;
    const { replaced_by: next } = (await readOrder(api, { id, byClientId: false })).row;
    if (next === '') throw error;
    return cancelAsked(api, next, limits);
  }
}
