import { defineOrders } from '../../adapter/defineOrders.js';
import type { OrderKey } from '../../adapter/orderIds.js';
import type { Page } from '../../adapter/readPages.js';
import { parseReply } from '../../adapter/rows.js';
import { say } from '../../wording/say.js';
import { withHedgeMode } from './account.js';
import { type BybitInstrument, type Category, categories, instrumentOf, stepsOf } from './instruments.js';
import { latestWeeks, readHistoryOrders, readOpenOrders } from './orderLists.js';
import { type CategoryOrder, nativeName, orderStates, parseOrder } from './parse.js';
import { isOffStep, isUnknownOrder } from './reject.js';
import { acceptedReply, ordersReply } from './replies.js';
import type { BybitApi } from './state.js';
import { contractOrder, type OrderRequest, spotOrder } from './toOrderRequest.js';

const NATIVE = /^([a-z]+):(.+)$/iu;
const SYMBOL = /^[\p{L}\p{N}-]+$/u;
const REALTIME = '/v5/order/realtime';
const HISTORY = '/v5/order/history';

/** Orders. @see https://bybit-exchange.github.io/docs/v5/order/create-order */
export const orders = defineOrders<BybitApi, BybitInstrument, CategoryOrder, OrderRequest>({
  ids: {
    example: 'spot:ETHUSDT,123456',
    // Digits on spot, a UUID on contracts.
    pattern: /^(\d{1,32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i,
    format: ({ list, id }) => nativeName(list, id),
    async parse(native, api) {
      const [, prefix = '', symbol = ''] = NATIVE.exec(native) ?? [];
      const list = categories.find((known) => known === prefix.toLowerCase());
      if (list === undefined) return undefined;
      const { instruments } = api.state;
      const isOdd = !SYMBOL.test(symbol);
      if (isOdd && !(await instruments.list(api, list)).named.has(symbol)) return undefined;
      return { list, id: isOdd ? symbol : await instruments.spell(api, list, symbol) };
    },
  },
  states: orderStates,
  steps: stepsOf,
  isOffStep,
  isUnknown: isUnknownOrder,
  unknown: {
    code: '110001',
    message: 'Order does not exist',
    get hint() {
      return say('Bybit keeps canceled orders without fills for a day only');
    },
  },
  options: { timeInForce: ['gtc', 'ioc', 'fok'], postOnly: true, reduceOnly: true },
  expiring: ['place', 'amend', 'cancel'],

  instrumentOf,
  idOf: ({ orderId }) => orderId,
  clientIdOf: ({ orderLinkId }) => orderLinkId,
  stateOf: ({ orderStatus }) => orderStatus,
  termsOf: ({ price, qty }) => ({ price, amount: qty }),
  parse: parseOrder,

  trade: (api, instrument, params, place) =>
    instrument.kind === 'spot'
      ? place(spotOrder(instrument, params))
      : withHedgeMode(api, instrument, async (hedge) =>
          place(await contractOrder(api, instrument, params, hedge)),
        ),

  async place(api, order, orderLinkId, limits) {
    const reply = await api.signedPost('/v5/order/create', { ...order, orderLinkId }, limits);
    return { id: parseReply(acceptedReply, reply).result.orderId, reply };
  },

  async amend(api, key, { price, amount: qty }, limits) {
    const reply = await api.signedPost('/v5/order/amend', { ...fieldsOf(key), price, qty }, limits);
    parseReply(acceptedReply, reply);
    return reply;
  },

  async cancel(api, key, limits) {
    const reply = await api.signedPost('/v5/order/cancel', fieldsOf(key), limits);
    parseReply(acceptedReply, reply);
    return reply;
  },

  /**
   * "realtime" has the open orders and the latest 500 done ones, until Bybit restarts it; "history" has the done ones of a
   * week, a moment later, and with times those of older weeks.
   */
  async find(api, key) {
    const latest = await readOrder(api, REALTIME, key);
    return latest.rows.length > 0 ? latest : readOrder(api, HISTORY, key);
  },

  findOld(api, key) {
    const older = latestWeeks(api.now()).slice(1);
    return Promise.all(older.map((week) => readOrder(api, HISTORY, key, week)));
  },

  open: readOpenOrders,
  done: readHistoryOrders,
});

async function readOrder(
  api: BybitApi,
  path: string,
  key: OrderKey<Category>,
  week?: { startTime: number; endTime: number },
): Promise<Page<CategoryOrder>> {
  const reply = await api.signedGet(path, { ...fieldsOf(key), ...week });
  const { list } = parseReply(ordersReply, reply).result;
  return { rows: list.map((row) => ({ ...row, category: key.instrument.list })), reply };
}

/** What names an order in a request. */
function fieldsOf({ instrument: { list: category, id: symbol }, id, byClientId }: OrderKey<Category>) {
  return { category, symbol, ...(byClientId ? { orderLinkId: id } : { orderId: id }) };
}
