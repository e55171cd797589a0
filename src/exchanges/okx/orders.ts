import { checkOrderSteps } from '../../adapter/checkOrderSteps.js';
import { checkSteps } from '../../adapter/checkSteps.js';
import { type OrderListing, warnOfState } from '../../adapter/guessStatus.js';
import { symbolOf } from '../../adapter/Instrument.js';
import { rawOf } from '../../adapter/readPages.js';
import { withSteps } from '../../adapter/withSteps.js';
import type { Reply } from '../../http/Reply.js';
import { formatOrderId } from '../../protocol/order.js';
import type { Order } from '../../protocol/structures.js';
import { amendOrder } from './amendOrder.js';
import { cancelOrder } from './cancelOrder.js';
import { contractOrder } from './contractOrder.js';
import { findOrder, type OrderKey, orderIdOf } from './findOrder.js';
import { createNamer, stepsOf, typeOfId } from './instruments.js';
import type { OkxApi, OkxMethods } from './OkxApi.js';
import { parseOrder, phaseOf } from './parse.js';
import { placeOrder } from './placeOrder.js';
import { readHistoryOrders } from './readHistoryOrders.js';
import { readOpenOrders } from './readOpenOrders.js';
import { isOffStep, isUnknownOrder } from './reject.js';
import type { OrderRow } from './replies.js';
import { selectOrders } from './selectOrders.js';
import { spotOrder } from './spotOrder.js';
import { toOrderKey } from './toOrderKey.js';
import { isOpen } from './traceOrder.js';
import { withAccountMode } from './withAccountMode.js';

/** Orders. @see https://www.okx.com/docs-v5/en/#order-book-trading-trade */
export const orders = {
  async trade(params, api) {
    const { symbol } = params;
    const instrument = await api.state.instruments.find(api, symbol);
    const spot = symbol.contract === undefined;
    return withSteps(api, api.state.instruments, instrument, {
      check: (found) => checkOrderSteps(params, stepsOf(found)),
      isOffStep,
      work: (found) =>
        withAccountMode(api, async (mode) => {
          const order = spot ? spotOrder(found, params, mode) : await contractOrder(api, found, params, mode);
          const { ordId, reply } = await placeOrder(api, order);
          return { data: { id: formatOrderId(order.instId, ordId) }, raw: reply.raw };
        }),
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
    const { recentOrders } = api.state;
    const id = orderIdOf(key);
    const found = await recentOrders.find(api, id, () => findOrder(api, key));
    if (!found) {
      const facts = { code: '51603', message: 'Order does not exist', hint: HISTORY_HINT };
      throw recentOrders.unknown(api, id, facts);
    }
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
    const key = await toOrderKey(api, params);
    const reply = await change(api, key, () => cancelOrder(api, key));
    return { data: true, raw: reply.raw };
  },

  async modifyorder({ price, amount, ...params }, api) {
    const key = await toOrderKey(api, params);
    const { instruments } = api.state;
    const instrument = await instruments.byId(api, typeOfId(key.instId), key.instId);
    const amend = () =>
      change(api, key, () =>
        amendOrder(api, key, {
          ...(price !== undefined && { newPx: price }),
          ...(amount !== undefined && { newSz: amount }),
        }),
      );
    const reply = instrument
      ? await withSteps(api, instruments, instrument, {
          check: (found) => checkSteps(symbolOf(found, api.now()), { amount, price }, stepsOf(found)),
          isOffStep,
          work: amend,
        })
      : await amend();
    return { data: { id: params.id }, raw: reply.raw };
  },
} satisfies OkxMethods;

function readOrder(api: OkxApi, row: OrderRow, symbol: string, listed?: OrderListing): Order {
  if (phaseOf(row.state) === undefined) warnOfState(api, row.state);
  return parseOrder(row, symbol, listed);
}

const HISTORY_HINT = 'OKX keeps canceled orders without fills for two hours only';

/** Changes an order, which may have been placed so short a time ago that OKX does not know it everywhere. */
function change(api: OkxApi, key: OrderKey, send: () => Promise<Reply>): Promise<Reply> {
  return api.state.recentOrders.change(api, orderIdOf(key), {
    send,
    isUnknown: isUnknownOrder,
    isOpen: () => isOpen(api, key),
  });
}
