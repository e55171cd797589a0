import { checkSteps } from '../../exchange/checkSteps.js';
import { checkTrade } from '../../exchange/checkTrade.js';
import { ExchangeError } from '../../exchange/ExchangeError.js';
import { type OrderListing, warnOfState } from '../../exchange/guessStatus.js';
import { symbolOf } from '../../exchange/Instrument.js';
import { rawOf } from '../../exchange/rawOf.js';
import type { Order } from '../../protocol/data.js';
import { formatOrderId } from '../../protocol/order.js';
import { amendOrder } from './amendOrder.js';
import { cancelOrder } from './cancelOrder.js';
import { contractOrder } from './contractOrder.js';
import { findOrder } from './findOrder.js';
import { createNamer, stepsOf, typeOfId } from './instruments.js';
import type { OkxApi, OkxMethods } from './OkxApi.js';
import { parseOrder, parseStatus } from './parse.js';
import { placeOrder } from './placeOrder.js';
import { readHistoryOrders } from './readHistoryOrders.js';
import { readOpenOrders } from './readOpenOrders.js';
import type { OrderRow } from './replies.js';
import { selectOrders } from './selectOrders.js';
import { spotOrder } from './spotOrder.js';
import { toOrderKey } from './toOrderKey.js';
import { withAccountMode } from './withAccountMode.js';

/** Orders. @see https://www.okx.com/docs-v5/en/#order-book-trading-trade */
export const orders = {
  async trade(params, api) {
    const { symbol } = params;
    const instrument = await api.state.instruments.find(api, symbol);
    checkTrade(params, stepsOf(instrument));
    const spot = symbol.contract === undefined;
    return withAccountMode(api, async (mode) => {
      const order = spot
        ? spotOrder(instrument, params, mode)
        : await contractOrder(api, instrument, params, mode);
      const { ordId, reply } = await placeOrder(api, order);
      return { data: { id: formatOrderId(order.instId, ordId) }, raw: reply.raw };
    });
  },

  async orders({ symbol }, api) {
    const selection = await selectOrders(api, symbol);
    const { rows, replies } = await readOpenOrders(api, selection.query);
    const chosen = rows.filter(selection.holds);
    const nameOf = await createNamer(
      api,
      chosen.map(({ instId }) => instId),
    );
    const data = chosen.map((row) => readOrder(api, row, selection.name ?? nameOf(row.instId), 'open'));
    return { data: data.reverse(), raw: rawOf(replies) };
  },

  async order(params, api) {
    const key = await toOrderKey(api, params);
    const found = await findOrder(api, key);
    if (!found)
      throw new ExchangeError({ code: '51603', message: 'Order does not exist', hint: HISTORY_HINT });
    const nameOf = await createNamer(api, [key.instId]);
    return { data: readOrder(api, found.row, nameOf(key.instId)), raw: found.reply.raw };
  },

  async historyorders({ symbol, since, limit }, api) {
    const selection = await selectOrders(api, symbol);
    const { rows, replies } = await readHistoryOrders(api, selection, since, limit);
    const nameOf = await createNamer(
      api,
      rows.map(({ instId }) => instId),
    );
    return {
      data: rows.map((row) => readOrder(api, row, selection.name ?? nameOf(row.instId), 'done')),
      raw: rawOf(replies),
    };
  },

  async cancel(params, api) {
    const reply = await cancelOrder(api, await toOrderKey(api, params));
    return { data: true, raw: reply.raw };
  },

  async modifyorder({ price, amount, ...params }, api) {
    const key = await toOrderKey(api, params);
    const instrument = await api.state.instruments.byId(api, typeOfId(key.instId), key.instId);
    if (instrument) {
      checkSteps(symbolOf(instrument, api.now()), { amount, price }, stepsOf(instrument));
    }
    const reply = await amendOrder(api, key, {
      ...(price !== undefined && { newPx: price }),
      ...(amount !== undefined && { newSz: amount }),
    });
    return { data: { id: params.id }, raw: reply.raw };
  },
} satisfies OkxMethods;

function readOrder(api: OkxApi, row: OrderRow, symbol: string, listed?: OrderListing): Order {
  if (parseStatus(row.state, false) === undefined) warnOfState(api, row.state);
  return parseOrder(row, symbol, listed);
}

const HISTORY_HINT = 'OKX keeps canceled orders without fills for two hours only';
