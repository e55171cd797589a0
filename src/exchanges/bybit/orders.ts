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
import type { BybitApi, BybitMethods } from './BybitApi.js';
import { cancelOrder } from './cancelOrder.js';
import { contractOrder } from './contractOrder.js';
import { type OrderKey, orderIdOf, searchOrder } from './findOrder.js';
import { type Category, stepsOf } from './instruments.js';
import { nativeName, parseOrder, phaseOf } from './parse.js';
import { placeOrder } from './placeOrder.js';
import { readHistoryOrders } from './readHistoryOrders.js';
import { type CategoryOrder, readOpenOrders } from './readOpenOrders.js';
import { isOffStep, isUnknownOrder } from './reject.js';
import type { OrderRow } from './replies.js';
import { selectInstruments } from './selectInstruments.js';
import { spotOrder } from './spotOrder.js';
import { toOrderKey } from './toOrderKey.js';
import { isOpen } from './traceOrder.js';
import { withHedgeMode } from './withHedgeMode.js';

/** Orders. @see https://bybit-exchange.github.io/docs/v5/order/create-order */
export const orders = {
  async trade(params, api) {
    const { symbol } = params;
    const instrument = await api.state.instruments.find(api, symbol);
    const spot = symbol.contract === undefined;
    const { orderId, reply } = await withSteps(api, api.state.instruments, instrument, {
      check: (found) => checkOrderSteps(params, stepsOf(found)),
      isOffStep,
      work: (found) =>
        spot
          ? placeOrder(api, spotOrder(found, params))
          : withHedgeMode(api, found, async (hedge) =>
              placeOrder(api, await contractOrder(api, found, params, hedge)),
            ),
    });
    return {
      data: { id: formatOrderId(nativeName(instrument.list, instrument.id), orderId) },
      raw: reply.raw,
    };
  },

  async orders({ symbol }, api) {
    const { queries, holds, name } = await selectInstruments(api, symbol);
    const { rows, replies } = await readOpenOrders(api, queries);
    const chosen = rows.filter(({ row }) => holds(row)).reverse();
    const data = await readOrders(api, chosen, name, 'open');
    return { data: data.sort((a, b) => (a.time ?? 0) - (b.time ?? 0)), raw: rawOf(replies) };
  },

  async order(params, api) {
    const key = await toOrderKey(api, params);
    const found = await searchOrder(api, key);
    if (!found) {
      const facts = { code: '110001', message: 'Order does not exist', hint: HISTORY_HINT };
      throw api.state.recentOrders.unknown(api, orderIdOf(key), facts);
    }
    const nameOf = await api.state.instruments.namer(api, [key.category]);
    const symbol = nameOf(found.row.symbol, key.category);
    return { data: readOrder(api, found.row, key.category, symbol), raw: found.reply.raw };
  },

  async historyorders({ symbol, since, limit }, api) {
    const selection = await selectInstruments(api, symbol);
    const { rows, replies } = await readHistoryOrders(api, selection, since, limit);
    return { data: await readOrders(api, rows, selection.name, 'done'), raw: rawOf(replies) };
  },

  async cancel(params, api) {
    const key = await toOrderKey(api, params);
    const reply = await change(api, key, () => cancelOrder(api, key));
    return { data: true, raw: reply.raw };
  },

  async modifyorder({ price, amount, ...params }, api) {
    const key = await toOrderKey(api, params);
    const { instruments } = api.state;
    const instrument = await instruments.byId(api, key.category, key.symbol);
    const amend = () =>
      change(api, key, () =>
        amendOrder(api, key, {
          ...(price !== undefined && { price }),
          ...(amount !== undefined && { qty: amount }),
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
} satisfies BybitMethods;

const HISTORY_HINT = 'Bybit keeps canceled orders without fills for a day only';

async function readOrders(
  api: BybitApi,
  orders: readonly CategoryOrder[],
  name: string | undefined,
  listed: OrderListing,
): Promise<Order[]> {
  const nameOf = await api.state.instruments.namer(
    api,
    orders.map(({ category }) => category),
  );
  return orders.map(({ category, row }) =>
    readOrder(api, row, category, name ?? nameOf(row.symbol, category), listed),
  );
}

function readOrder(
  api: BybitApi,
  row: OrderRow,
  category: Category,
  symbol: string,
  listed?: OrderListing,
): Order {
  if (phaseOf(row.orderStatus) === undefined) warnOfState(api, row.orderStatus);
  return parseOrder(row, category, symbol, listed);
}

/** Changes an order, which may have been placed so short a time ago that Bybit does not know it everywhere. */
function change(api: BybitApi, key: OrderKey, send: () => Promise<Reply>): Promise<Reply> {
  return api.state.recentOrders.change(api, orderIdOf(key), {
    send,
    isUnknown: isUnknownOrder,
    isOpen: () => isOpen(api, key),
  });
}
