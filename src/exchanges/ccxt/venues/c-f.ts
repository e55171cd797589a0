import { toDecimal } from '../../../protocol/decimal.js';
import { defineVenue, type ParamsOf } from './defineVenue.js';
import * as is from './shared.js';

/** Its bars are of the best prices of one side. @see https://trade.cex.io/docs/#rest-public-api-calls-candles */
export const cex = defineVenue({
  options: { fetchOHLCV: { dataType: 'bestBid' } },
  clientOrderId: is.uuid,
});

export const coinbase = defineVenue({
  /** The accounts of version 2 know no holds. @see https://docs.cdp.coinbase.com/api-reference/advanced-trade-api/rest-api/accounts/list-accounts */
  options: { fetchBalance: 'v3PrivateGetBrokerageAccounts' },
  nextPage: ({ has_next, cursor }) => (has_next === true && cursor ? { cursor } : undefined),
  clientOrderId: is.uuid,
  clientOrderIdField: 'client_order_id',
  marketBuy: 'method',
  // ccxt closes the whole position at any price instead.
  cannotClose: true,
  changes: is.inPlace,
  /** ccxt knows three of its kinds of limit orders. @see https://docs.cdp.coinbase.com/api-reference/advanced-trade-api/rest-api/orders/get-order */
  mendOrder({ price, amount }, { order_configuration }) {
    const [configuration] = Object.values(Object(order_configuration));
    const { limit_price, base_size } = Object(configuration);
    return { price: price ?? is.positive(limit_price), amount: is.positive(base_size) ?? amount };
  },
  quoteSized: ({ order_configuration }) =>
    Object.values(Object(order_configuration)).some(
      (item) => is.positive(Object(item).quote_size) !== undefined,
    ),
});

export const coinbaseexchange = defineVenue({ clientOrderId: is.uuid });

export const coinbaseinternational = defineVenue({ lacks: ['editOrder'], cannotClose: true });

export const coincheck = defineVenue({
  lacksTimes: ['PO'],
  // With `cost` ccxt refuses, and asks for `cost`.
  marketBuy: (cost) => ({ market_buy_amount: cost }),
});

export const coinex = defineVenue({
  bestOfOne: true,
  clientOrderId: is.plain,
  marketBuy: 'method',
  /** @see https://docs.coinex.com/api/v2/spot/order/http/put-order */
  quoteSized: ({ ccy, market }) => typeof ccy === 'string' && ccy !== '' && String(market).endsWith(ccy),
});

/** @see https://coinmate.docs.apiary.io */
export const coinmate = defineVenue({
  lacksTimes: ['IOC', 'PO'],
  window: 60_000,
  ticker: { open: 'open' },
  marketBuy: 'amount',
});

export const coinone = defineVenue({
  inventedSteps: is.inventedSteps,
  encodesAmounts: true,
  cancelParams: ({ price, amount, side }) => ({ price, qty: amount, is_ask: side === 'sell' ? 1 : 0 }),
});

export const coinsph = defineVenue({ marketBuy: is.inCost });

export const coinspot = defineVenue({ cancelParams: ({ side }) => ({ side }) });

export const cryptocom = defineVenue({ cannotClose: true });

export const cryptomus = defineVenue({
  lacks: ['fetchOrder'],
  bestOfOne: true,
  /** Its `value` is of the whole order. @see https://doc.cryptomus.com/personal/exchange/list-of-active-orders */
  executed: { order: 'filledValue' },
});

export const deepcoin = defineVenue({ lacksTimes: ['FOK'], marketBuy: 'method', hedging: 'always' });

export const delta = defineVenue({ lacksTimes: is.times, changes: { kind: 'unclear', whole: true } });

const deribitPart: ParamsOf = ({ quote, settle = quote }) => ({ currency: settle });

/** `amount` is in coins, of inverse contracts in USD. @see https://docs.deribit.com/#private-buy */
export const deribit = defineVenue({
  writesByGet: true,
  contractsAreUnits: true,
  lists: { fetchOpenOrders: deribitPart, fetchClosedOrders: deribitPart, fetchTickers: deribitPart },
  clientOrderId: is.plain,
  clientOrderIdField: 'label',
  changes: is.inPlace,
});

export const derive = defineVenue({ marketOrdersNeedPrice: 'worst', changes: is.replaced });

export const digifinex = defineVenue({
  marketBuy: 'method',
  hedging: 'always',
  mendOrder: ({ side = '' }) => is.CONTRACT_SIDES[side] ?? {},
});

export const dydx = defineVenue({ encodesAmounts: true, marketOrdersNeedPrice: 'worst' });

export const extended = defineVenue({
  marketOrdersNeedPrice: 'worst',
  // Without that it would be an order more.
  changes: { kind: 'replaced', params: ({ clientOrderId }) => ({ cancelId: clientOrderId }) },
});

export const fmfwio = defineVenue({ foreignDemo: true, lacks: is.leverageOfMore });

export const foxbit = defineVenue({
  // Otherwise the new order is placed even where the old one is filled already.
  changes: { kind: 'replaced', params: () => ({ mode: 'STOP_ON_FAILURE' }) },
  quoteSized: is.asked('instant_amount'),
  /** `quantity` is all of it. @see https://docs.foxbit.com.br/rest/v3/#tag/Trading/operation/OrdersController_findOne */
  mendOrder(row, told) {
    const market = String(told.type).toUpperCase() === 'INSTANT' && { type: 'market' };
    const amount = toDecimal(told.quantity) ?? row.amount;
    const filled = toDecimal(told.quantity_executed) ?? row.filled;
    return { ...market, amount, filled, remaining: is.rest(amount, filled) };
  },
});
