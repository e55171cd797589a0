import { cancelOnce } from '../../adapter/changeOnce.js';
import { ExchangeError } from '../../adapter/ExchangeError.js';
import { symbolOf } from '../../adapter/Instrument.js';
import { withOptions } from '../../adapter/orderOptions.js';
import { warnOfState } from '../../adapter/orderStates.js';
import type { Reply } from '../../http/Reply.js';
import { cutHistory, formatOrderId } from '../../protocol/order.js';
import type { Order } from '../../protocol/structures.js';
import { say } from '../../wording/say.js';
import { isConfirmed } from './calls/answers.js';
import { type InstrumentScope, type MethodCall, method } from './calls/MethodCall.js';
import type { CcxtExchange } from './instance/ccxtTypes.js';
import { bySymbol, type CcxtInstrument } from './instruments.js';
import { oldestFirst, readHistoryOrders, readOpenOrders } from './orderLists.js';
import { amendOrder } from './orders/amend.js';
import { findChanged, findOrder, toOrderKey } from './orders/findOrder.js';
import { orderOptions } from './orders/options.js';
import { isCanceled, isUnknownState, type OrderRow } from './orders/orderRow.js';
import { parseOrder } from './orders/parseOrder.js';
import { placeOrder } from './orders/place.js';
import type { CcxtApi, CcxtMethods } from './state.js';
import { factsOf } from './venues.js';

/** Orders. @see https://docs.ccxt.com/#/?id=orders */
export const orders = {
  trade: withOptions(
    orderOptions,
    method('trade', async (params, call) => {
      const { id, instrument, replies } = await placeOrder(call, params);
      return { data: { id: formatOrderId(instrument.id, id) }, replies };
    }),
  ),

  orders: method('orders', async ({ symbol }, call) => {
    const { api } = call;
    const scope = await call.scopeOf(symbol);
    const { value, replies } = await call.run((exchange) => readOpenOrders(api, exchange, scope));
    return { data: parseOrders(api, value, scope, replies), replies };
  }),

  order: method('order', async (params, call) => {
    const { api } = call;
    const { instrument, id } = await toOrderKey(call, params);
    const { value, replies } = await call.run((exchange) => findOrder(exchange, instrument, id), {
      order: id,
    });
    if (!value) {
      throw new ExchangeError({
        message: say('order {id} is not among the orders of {symbol}', {
          id,
          symbol: symbolOf(instrument, api.now()),
        }),
        hint: say('the exchange has no such order, or does not keep it any more'),
      });
    }
    if (isUnknownState(value)) warnOfState(api, value.status ?? '');
    return {
      data: parseOrder(value, instrument, id, { now: api.now(), facts: call.facts }),
      replies: replies.slice(-1),
    };
  }),

  historyorders: method('historyorders', async ({ symbol, since, limit }, call) => {
    const { api } = call;
    const scope = await call.scopeOf(symbol);
    const { value, replies } = await call.run((exchange) =>
      readHistoryOrders(api, exchange, scope, { since, limit }),
    );
    const data = parseOrders(api, value, scope, replies);
    return { data: cutHistory(data, { since, limit }), replies };
  }),

  cancel: method('cancel', async (params, call) => {
    const { instrument, id } = await toOrderKey(call, params);
    return { data: true as const, replies: await cancelOrder(call, instrument, id) };
  }),

  modifyorder: method('modifyorder', async ({ price, amount, ...params }, call) => {
    const { instrument, id } = await toOrderKey(call, params);
    const amended = await amendOrder(call, instrument, id, { price, amount });
    return { data: { id: formatOrderId(instrument.id, amended.id) }, replies: amended.replies };
  }),
} satisfies CcxtMethods;

/** The orders of a scope, oldest first. */
function parseOrders(
  api: CcxtApi,
  rows: readonly OrderRow[],
  scope: InstrumentScope,
  replies: readonly Reply[],
): Order[] {
  const facts = { now: api.now(), facts: factsOf(api.state.id) };
  const known = bySymbol(scope.list);
  return oldestFirst(rows, replies).flatMap((row) => {
    const instrument = known.get(row.symbol ?? '') ?? scope.instrument;
    if (!instrument) {
      api.warn(
        'orders',
        say('order {id} is left out: FMZ has no symbol for {symbol}', {
          id: String(row.id),
          symbol: String(row.symbol),
        }),
      );
      return [];
    }
    if (!scope.holds(instrument)) return [];
    if (row.id === undefined)
      throw new ExchangeError({
        message: say('an order of {symbol} came without an id: ask with IO', { symbol: String(row.symbol) }),
        outcome: 'unknown',
      });
    if (isUnknownState(row)) warnOfState(api, row.status ?? '');
    return [parseOrder(row, instrument, row.id, facts)];
  });
}

/** Cancels an order; where no usable answer comes, what has become of the order tells. */
async function cancelOrder(
  call: MethodCall,
  instrument: CcxtInstrument,
  id: string,
): Promise<readonly Reply[]> {
  const { value: params } = await call.run((exchange) => cancelParams(exchange, instrument, id), {
    order: id,
  });
  return cancelOnce<readonly Reply[]>(call.api, {
    id: formatOrderId(instrument.id, id),
    expires: false,
    async send({ within }) {
      const { replies } = await call.run(
        (exchange) => exchange.cancelOrder(id, instrument.row.symbol, params),
        { order: id, writes: true, within },
      );
      // ccxt takes nearly everything for a success: what has become of the order tells.
      if (!isConfirmed(replies.at(-1), id))
        throw new ExchangeError({ message: say('the exchange did not confirm it'), outcome: 'unknown' });
      return replies;
    },
    find: () => findChanged(call, instrument, id, isCanceled),
  });
}

/** @throws ExchangeError where something has to be said of an order that is not there. */
async function cancelParams(exchange: CcxtExchange, instrument: CcxtInstrument, id: string): Promise<object> {
  const toParams = factsOf(exchange.id).cancelParams;
  if (!toParams) return {};
  const order = await findOrder(exchange, instrument, id);
  if (!order) throw new ExchangeError({ message: say('order {id} cannot be found', { id }) });
  return toParams(order);
}
