import * as v from 'valibot';
import { defineOrders } from '../../adapter/defineOrders.js';
import type { OrderKey } from '../../adapter/orderIds.js';
import { parseReply } from '../../adapter/rows.js';
import { textField } from '../../protocol/fields.js';
import { say } from '../../wording/say.js';
import { withAccountMode } from './account.js';
import { type InstrumentType, instrumentOf, type OkxInstrument, stepsOf, typeOfId } from './instruments.js';
import { readHistoryOrders, readOpenOrders } from './orderLists.js';
import { orderStates, parseOrder } from './parse.js';
import { isOffStep, isUnknownOrder } from './reject.js';
import { type OrderRow, orderReply } from './replies.js';
import type { OkxApi } from './state.js';
import { type OrderRequest, toOrderRequest } from './toOrderRequest.js';

/** POST /api/v5/trade/order, /amend-order and /cancel-order: accepted, no more. */
const acceptedReply = v.object({
  data: v.tupleWithRest([v.object({ ordId: textField })], v.unknown()),
});

const INSTRUMENT = /^[\p{L}\p{N}]+(-[\p{L}\p{N}_]+)+$/u;

/** Orders. @see https://www.okx.com/docs-v5/en/#order-book-trading-trade */
export const orders = defineOrders<OkxApi, OkxInstrument, OrderRow, OrderRequest>({
  ids: {
    example: 'ETH-USDT,123456',
    pattern: /^\d{1,32}$/,
    format: ({ id }) => id,
    async parse(native, api) {
      const { instruments } = api.state;
      const list = typeOfId(native.toUpperCase());
      const isOdd = !INSTRUMENT.test(native);
      if (isOdd && !(await instruments.list(api, list)).named.has(native)) return undefined;
      return { list, id: isOdd ? native : await instruments.spell(api, list, native) };
    },
  },
  states: orderStates,
  steps: stepsOf,
  isOffStep,
  isUnknown: isUnknownOrder,
  unknown: {
    code: '51603',
    message: 'Order does not exist',
    get hint() {
      return say('OKX keeps canceled orders without fills for two hours only');
    },
  },
  options: { timeInForce: ['gtc', 'ioc', 'fok'], postOnly: true, reduceOnly: true },
  expiring: ['place', 'amend'],

  instrumentOf,
  idOf: ({ ordId }) => ordId,
  clientIdOf: ({ clOrdId }) => clOrdId,
  stateOf: ({ state }) => state,
  termsOf: ({ px, sz }) => ({ price: px, amount: sz }),
  parse: parseOrder,

  trade: (api, instrument, params, place) =>
    withAccountMode(api, async (mode) => place(await toOrderRequest(api, instrument, params, mode))),

  async place(api, order, clOrdId, limits) {
    const reply = await api.signedPost('/api/v5/trade/order', { ...order, clOrdId }, limits);
    return { id: parseReply(acceptedReply, reply).data[0].ordId, reply };
  },

  async amend(api, key, { price: newPx, amount: newSz }, limits) {
    const body = { ...fieldsOf(key), newPx, newSz };
    const reply = await api.signedPost('/api/v5/trade/amend-order', body, limits);
    parseReply(acceptedReply, reply);
    return reply;
  },

  async cancel(api, key, limits) {
    const reply = await api.signedPost('/api/v5/trade/cancel-order', fieldsOf(key), limits);
    parseReply(acceptedReply, reply);
    return reply;
  },

  async find(api, key) {
    const reply = await api.signedGet('/api/v5/trade/order', fieldsOf(key));
    return { rows: parseReply(orderReply, reply).data, reply };
  },

  open: readOpenOrders,
  done: readHistoryOrders,
});

/** What names an order in a request. */
function fieldsOf({ instrument: { id: instId }, id, byClientId }: OrderKey<InstrumentType>) {
  return byClientId ? { instId, clOrdId: id } : { instId, ordId: id };
}
