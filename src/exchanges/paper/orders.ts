import type { Api } from '../../adapter/Api.js';
import type { Methods } from '../../adapter/Exchange.js';
import {
  refuseHedgedReduceOnly,
  refuseSpotReduceOnly,
  refuseTimedMarket,
  withOptions,
} from '../../adapter/orderOptions.js';
import type { Params } from '../../protocol/methods.js';
import {
  cutHistory,
  directionOf,
  formatOrderId,
  type OrderType,
  parseOrderId,
  spotSideOf,
} from '../../protocol/order.js';
import type { OrderOptions } from '../../protocol/orderOptions.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { say } from '../../wording/say.js';
import type { OrderRequest } from './engine/checkRequest.js';
import type { PaperInstrument } from './engine/model.js';
import { type PaperOrder, toOrder } from './engine/Orders.js';
import { cancelOrder, modifyOrder, placeOrder } from './engine/placeOrder.js';
import { filterBySymbol, type PaperKeys, type PaperState, withAccount } from './state.js';

const OPTIONS = { timeInForce: ['gtc', 'ioc', 'fok'], postOnly: true, reduceOnly: true } as const;

/** Orders of the virtual account. */
export const orders = {
  trade: withOptions(OPTIONS, (params: Params<'trade'>, api: Api<PaperKeys, PaperState>) =>
    withAccount(api, async (account, venue) => {
      const { symbol, type, price, amount, options } = params;
      const instrument = await venue.instrument(symbol);
      refuseTimedMarket(params);
      if (!instrument.contract) refuseSpotReduceOnly(params);
      refuseHedgedReduceOnly(params, say('an account of Paper, which keeps long and short positions apart'));
      const request = { instrument, ...meaningOf(type, instrument), price, amount, ...timeOf(options) };
      const book = await venue.book(instrument.name);
      api.beginChange();
      const order = placeOrder(account, request, book, api.state.now());
      return { data: { id: formatOrderId(instrument.native, order.id) } };
    }),
  ),

  orders({ symbol }, api) {
    return withAccount(api, (account) => {
      return { data: filterBySymbol(account.orders.open, symbol).map(toOrder) };
    });
  },

  order({ id }, api) {
    return withAccount(api, (account) => {
      const order = account.orders.find(parseOrderId(id));
      return { data: toOrder(order), ...rawOf([order]) };
    });
  },

  historyorders({ symbol, since, limit }, api) {
    return withAccount(api, (account) => {
      const done = filterBySymbol(account.orders.done, symbol).filter(({ time }) => time >= since);
      const page = cutHistory(done, { since, limit });
      return { data: page.map(toOrder), ...rawOf(page) };
    });
  },

  cancel({ id }, api) {
    return withAccount(api, (account) => {
      api.beginChange();
      cancelOrder(account, parseOrderId(id));
      return { data: true as const };
    });
  },

  modifyorder({ id, type, price, amount }, api) {
    return withAccount(api, async (account, venue) => {
      const order = account.orders.findOpen(parseOrderId(id), 'change');
      checkType(order, type);
      const book = await venue.book(order.instrument.name);
      api.beginChange();
      modifyOrder(account, order, { price, amount }, book, api.state.now());
      return { data: { id: formatOrderId(order.instrument.native, order.id) } };
    });
  },
} satisfies Methods<PaperKeys, PaperState>;

function timeOf({ timeInForce, postOnly }: OrderOptions): Pick<OrderRequest, 'until' | 'postOnly'> {
  return { until: timeInForce === 'ioc' || timeInForce === 'fok' ? timeInForce : 'canceled', postOnly };
}

function meaningOf(type: OrderType, { contract }: PaperInstrument): Pick<OrderRequest, 'side' | 'effect'> {
  if (!contract) return { side: spotSideOf(type) };
  const { side, closes } = directionOf(type);
  return { side, effect: closes ? 'close' : 'open' };
}

function checkType(order: PaperOrder, type: OrderType | undefined): void {
  if (type === undefined || type === typeOf(order)) return;
  throw new ProtocolError(
    say('type {type} is not that of the order, which cannot change: it is a {own}', {
      type,
      own: typeOf(order),
    }),
  );
}

function typeOf({ side, effect }: PaperOrder): OrderType {
  if (effect !== 'close') return side;
  return side === 'sell' ? 'closebuy' : 'closesell';
}

/** Orders that nobody asked for say why they are there. */
function rawOf(orders: readonly PaperOrder[]): { raw?: unknown } {
  const reasons = orders.flatMap(({ id, instrument, reason }) =>
    reason ? [{ id: formatOrderId(instrument.native, id), reason }] : [],
  );
  return reasons.length > 0 ? { raw: reasons } : {};
}
