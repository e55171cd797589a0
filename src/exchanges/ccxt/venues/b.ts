import { toDecimal } from '../../../protocol/decimal.js';
import { defineVenue, type ParamsOf, type VenueFacts } from './defineVenue.js';
import * as is from './shared.js';

/** @see https://developers.binance.com/docs/binance-spot-api-docs/rest-api/limits */
const binanceFacts: VenueFacts = {
  window: 60_000,
  clientOrderId: is.plain,
  marketBuy: 'method',
  changes: {
    /** @see https://developers.binance.com/docs/binance-spot-api-docs/rest-api/trading-endpoints#cancel-an-existing-order-and-send-a-new-order-trade */
    pairs: {
      kind: 'replaced',
      named: true,
      // Nothing is placed where the order has gone on since it was looked at.
      params: (_order, partly) => ({ cancelRestrictions: partly ? 'ONLY_PARTIALLY_FILLED' : 'ONLY_NEW' }),
    },
    contracts: is.inPlace,
  },
  quoteSized: is.asked('origQuoteOrderQty'),
};

const productTypeOf = ({ settle = '' }: Parameters<ParamsOf>[0]) =>
  ['USDT', 'USDC'].includes(settle) ? `${settle}-FUTURES` : 'COIN-FUTURES';
const bitgetPart: ParamsOf = (row) =>
  row.spot ? { type: 'spot' } : { type: 'swap', productType: productTypeOf(row) };

const subTypeOf = ({ linear }: Parameters<ParamsOf>[0]) => (linear ? 'linear' : 'inverse');

export const bybit = defineVenue({
  /** ccxt warns that it finds the last 500 orders only; others are looked for where those are that are over. */
  options: { fetchOrder: { acknowledged: true } },
  lists: {
    fetchOpenOrders: (row) =>
      row.spot ? { type: 'spot' } : { type: 'swap', subType: subTypeOf(row), settleCoin: row.settle },
    fetchPositions: (row) => ({
      type: 'swap',
      subType: subTypeOf(row),
      ...(row.linear && { settleCoin: row.settle }),
    }),
  },
  clientOrderId: is.plain,
  marketBuy: 'method',
  hedging: 'told',
  /** 1 and 2 are the two sides of hedge mode. @see https://bybit-exchange.github.io/docs/v5/position */
  positionMode: async (exchange, row) =>
    (await is.positionsOf(exchange, row)).some(({ positionIdx }) => ['1', '2'].includes(String(positionIdx))),
  changes: is.inPlace,
  /** @see https://bybit-exchange.github.io/docs/v5/order/create-order */
  quoteSized: ({ marketUnit }, { side }) =>
    marketUnit === 'quoteCoin' || (side === 'buy' && (marketUnit ?? '') === ''),
});

export const backpack = defineVenue({
  bestOfOne: true,
  marketBuy: is.inCost,
  quoteSized: is.asked('quoteQuantity'),
});

export const bequant = defineVenue({ foreignDemo: true });

export const bigone = defineVenue({
  marketBuy: 'method',
  ordersOfPairsOnly: true,
  /** What ccxt calls the amount of a market buy is its cost. @see https://open.big.one/docs/spot/orders */
  mendOrder(row, told) {
    if (row.type !== 'market' || row.side !== 'buy') return {};
    const average = is.positive(told.avg_deal_price);
    return { filled: is.quotient(is.positive(told.filled_amount), average) ?? '0' };
  },
});

export const binance = defineVenue({ ...binanceFacts, hedging: 'told' });

export const binancecoinm = defineVenue({ ...binanceFacts, hedging: 'told' });

export const binanceus = defineVenue({ ...binanceFacts, foreignDemo: true });

/** @see https://developers.binance.com/docs/derivatives/usds-margined-futures/general-info */
export const binanceusdm = defineVenue({ ...binanceFacts, hedging: 'told' });

export const bingx = defineVenue({
  clientOrderId: is.plain,
  marketBuy: 'method',
  hedging: 'told',
  leverage: async (_level, { isHedged }) =>
    (await isHedged()) ? is.each((side) => ({ side: side.toUpperCase() })) : is.both({ side: 'BOTH' }),
  changes: { kind: 'replaced', named: true },
});

export const bitbank = defineVenue({ lacksTimes: ['PO'] });

export const bitflyer = defineVenue({ lacksTimes: is.times, emptyConfirms: true });

export const bitget = defineVenue({
  lists: {
    fetchOpenOrders: bitgetPart,
    fetchCanceledAndClosedOrders: bitgetPart,
    fetchPositions: (row) => ({ productType: productTypeOf(row), marginCoin: row.settle }),
    fetchTickers: bitgetPart,
    fetchFundingRates: (row) => ({ productType: productTypeOf(row) }),
  },
  clientOrderId: is.plain,
  marketBuy: 'method',
  hedging: 'told',
  /** @see https://www.bitget.com/api-doc/contract/account/Get-Single-Account */
  positionMode: async (exchange, { symbol }) => {
    const { info } = Object(await exchange.fetchLeverage(symbol));
    return Object(info).posMode === 'hedge_mode';
  },
});

export const bithumb = defineVenue({
  marketBuy: 'method',
  /** A market buy is an order of the type `price`, whose price is its cost. @see https://apidocs.bithumb.com/reference */
  mendOrder(_row, told) {
    const market = told.ord_type === 'price' && { type: 'market', price: undefined };
    const filled = toDecimal(told.executed_volume);
    if (filled === undefined) return { ...market };
    return { ...market, filled, average: is.quotient(is.positive(told.executed_funds), is.positive(filled)) };
  },
});

export const bitopro = defineVenue({ bestOfOne: true });

export const bitrue = defineVenue({ lacksTimes: { pairs: is.times }, hedging: 'always' });

export const bitso = defineVenue({ lacksTimes: is.times, needsCurrencies: true });

export const bitstamp = defineVenue({
  lacksTimes: is.times,
  cannotClose: true,
  /** `amount` is what is left of an open order. @see https://www.bitstamp.net/api/#tag/Orders */
  mendOrder({ amount, filled }, told) {
    const remaining =
      toDecimal(told.amount_remaining) ?? (told.amount_at_create === undefined ? undefined : amount);
    if (remaining === undefined) return {};
    const all = toDecimal(told.amount_at_create) ?? is.sum(remaining, filled ?? '0');
    return { amount: all, remaining, filled: is.rest(all, remaining) };
  },
});

export const bittrade = defineVenue({ clientOrderId: is.uuid, marketBuy: 'method' });

/** @see https://docs.bitvavo.com/docs/rate-limits */
export const bitvavo = defineVenue({
  window: 60_000,
  needsCurrencies: true,
  clientOrderId: is.uuid,
  marketBuy: is.inCost,
  changes: is.inPlace,
  quoteSized: is.asked('amountQuote'),
});

export const blockchaincom = defineVenue({ bestOfOne: true, foreignDemo: true });

/** ccxt sends every one as `orderType` limit. @see https://docs.blofin.com/index.html#place-order */
export const blofin = defineVenue({
  lacksTimes: is.times,
  clientOrderId: is.plain,
  // With `hedged` ccxt would close a long by an order for the short side.
  hedging: ({ position }) => ({ positionSide: position }),
});

/** @see https://docs.btcmarkets.net/v3/#section/General-Notes */
export const btcmarkets = defineVenue({
  window: 10_000,
  rateLimit: 200,
  ticker: { low: 'low24h' },
  clientOrderId: is.short,
});

export const btcturk = defineVenue({ clientOrderId: is.uuid });

export const btse = defineVenue({
  lacksTimes: is.times,
  hedging: 'told',
  quoteSized: ({ orderCurrency }) => orderCurrency === 'quote',
});

export const bullish = defineVenue({ encodesAmounts: true, cannotClose: true });

export const bydfi = defineVenue({ bestOfOne: true, hedging: 'told' });
