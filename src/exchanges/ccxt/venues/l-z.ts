import { toDecimal } from '../../../protocol/decimal.js';
import { defineVenue } from './defineVenue.js';
import * as is from './shared.js';

export const latoken = defineVenue({
  needsCurrencies: true,
  clientOrderId: is.uuid,
  /** The `cost` of an order is there before anything is filled. @see https://api.latoken.com/doc/v2/#tag/Order/operation/getOrderById */
  executed: {},
});

export const lbank = defineVenue({ bestOfOne: true, marketBuy: 'method', ordersOfPairsOnly: true });

export const lighter = defineVenue({
  builder: ['handleBuilderFeeApproval', 'approveBuilderFee'],
  bestOfOne: true,
  encodesAmounts: true,
  marketOrdersNeedPrice: 'worst',
  leverage: () => is.both({ marginMode: 'cross' }),
});

/** @see https://www.luno.com/en/developers/api#tag/Rate-Limiting */
export const luno = defineVenue({ window: 60_000, marketBuy: 'amount' });

export const mercado = defineVenue({ inventedSteps: is.inventedSteps, marketBuy: 'amountAtOne' });

export const mexc = defineVenue({
  clientOrderId: is.plain,
  marketBuy: 'method',
  // With `hedged` ccxt mixes up the numbers of closing a long and closing a short.
  hedging: 'always',
  leverage: () => is.each((side) => ({ openType: 2, positionType: side === 'long' ? 1 : 2 })),
  /**
   * Orders of contracts have numbers for what they do, of which ccxt takes the 2 of closing a short for a sell, and for their
   * types.
   *
   * @see https://www.mexc.com/api-docs/futures/account-and-trading-endpoints
   */
  mendOrder: ({ type }, { side, orderType }) => ({
    ...is.CONTRACT_SIDES[String(side)],
    ...(type === undefined && { type: ['5', '6'].includes(String(orderType)) ? 'market' : 'limit' }),
  }),
});

export const modetrade = defineVenue({ lacks: is.leverageOfMore });

export const mudrex = defineVenue({
  // ccxt's tickers of it are without best prices, and there is no order book to take them from.
  lacks: ['fetchTicker', 'fetchTickers', 'tickers'],
  marketOrdersNeedPrice: 'worst',
  ordersSetLeverage: true,
});

export const nado = defineVenue({ bestOfOne: true, encodesAmounts: true });

export const ndax = defineVenue({ encodesAmounts: true, changes: is.replaced });

export const okx = defineVenue({
  clientOrderId: is.plain,
  marketBuy: 'method',
  hedging: 'told',
  changes: is.inPlace,
  /** `quote_ccy` means quote currency on either side; without a word a buy does. @see https://www.okx.com/docs-v5/en/#order-book-trading-trade-post-place-order */
  quoteSized: ({ tgtCcy }, { side }) => tgtCcy === 'quote_ccy' || (side === 'buy' && tgtCcy !== 'base_ccy'),
});

export const onetrading = defineVenue({ emptyConfirms: true, cannotClose: true });

/** Its trades are told after the id of one that has to be known. */
export const p2b = defineVenue({ lacks: ['fetchTrades'] });

export const pacifica = defineVenue({
  builder: ['handleBuilderFeeApproval', 'approveBuilderCode'],
  bestOfOne: true,
});

export const paradex = defineVenue({ encodesAmounts: true });

export const phemex = defineVenue({
  lists: { fetchPositions: ({ settle }) => ({ settle, currency: settle }) },
  clientOrderId: is.plain,
  encodesAmounts: true,
  hedging: 'told',
  /** @see https://phemex-docs.github.io/#query-account-positions */
  positionMode: async (exchange, row) =>
    (await is.positionsOf(exchange, row)).some(({ posMode }) => posMode === 'Hedged'),
  leverage: async (level, { isHedged }) =>
    is.both((await isHedged()) ? { longLeverageRr: level, shortLeverageRr: level } : {}),
});

/** Orders are placed in cross margin where it asks. */
export const poloniex = defineVenue({
  clientOrderId: is.plain,
  marketBuy: is.inCost,
  hedging: ({ position }) => ({ posSide: position.toUpperCase(), marginMode: 'cross' }),
  leverage: async (_level, { isHedged }) =>
    (await isHedged())
      ? is.each((side) => ({ marginMode: 'cross', hedged: true, posSide: side.toUpperCase() }))
      : is.both({ marginMode: 'cross' }),
  changes: { kind: 'replaced', named: true },
});

export const revolutx = defineVenue({
  marketBuy: is.inCost,
  encodesAmounts: true,
  quoteSized: ({ quantity, amount }) =>
    is.positive(quantity) === undefined && is.positive(amount) !== undefined,
});

export const tokocrypto = defineVenue({ marketBuy: is.inCost });

export const toobit = defineVenue({ marketBuy: is.inCost, hedging: 'always' });

export const upbit = defineVenue({
  /** Prices go by steps that depend on the price. @see https://docs.upbit.com/kr/docs/krw-market-info */
  inventedSteps: is.inventedSteps,
  clientOrderId: is.plain,
  marketBuy: 'method',
  // An amount in the words of the exchange: all that is not filled yet.
  changes: { kind: 'replaced', rest: { new_volume: 'remain_only' } },
  /**
   * An order tells its trades, one in a list its executed funds.
   *
   * @see https://docs.upbit.com/kr/reference/get-order
   * @see https://docs.upbit.com/kr/reference/list-closed-orders
   */
  executed: { order: 'executed_funds', trades: 'funds' },
  /** The price of an order of the type `best` is what a buy may cost. @see https://docs.upbit.com/kr/reference/new-order */
  mendOrder: (_row, { ord_type }) => (ord_type === 'best' ? { type: 'market', price: undefined } : {}),
});

/** Quantities are in coins. @see https://www.weex.com/api-doc */
export const weex = defineVenue({ contractsAreUnits: true, clientOrderId: is.plain, hedging: 'always' });

export const whitebit = defineVenue({
  /** @see https://docs.whitebit.com/private/http-trade-v4/#change-collateral-account-leverage */
  lacks: is.leverageOfMore,
  // Best prices are in the tickers of version 2.
  bestPrices: { method: 'v2PublicGetTicker' },
  clientOrderId: is.plain,
  marketBuy: 'method',
  hedging: is.upper('positionSide'),
  /** @see https://docs.whitebit.com/private/http-trade-v4/#get-collateral-account-hedge-mode */
  positionMode: async (exchange) => {
    const path = 'collateral-account/hedge-mode';
    return (await is.request(exchange, path, ['v4', 'private'], { method: 'POST' })).hedgeMode === true;
  },
  /** Its words for market buys of base currency: `stock market` and `margin market`. */
  quoteSized: ({ type }, { side }) => side === 'buy' && (type === 'market' || type === 'stop market'),
});

export const woo = defineVenue({
  bestOfOne: true,
  marketBuy: 'method',
  hedging: is.upper('positionSide'),
  /** @see https://docs.woox.io/?json#get-account-information-new */
  positionMode: async (exchange) => {
    const { data } = await is.request(exchange, 'account/info', ['v3', 'private']);
    return Object(data).positionMode === 'HEDGE_MODE';
  },
  quoteSized: is.asked('amount'),
});

export const woofipro = defineVenue({ bestOfOne: true, lacks: is.leverageOfMore });

export const xt = defineVenue({
  marketBuy: 'method',
  hedging: 'always',
  leverage: () => is.each((side) => ({ positionSide: side.toUpperCase() })),
  /** Contracts are counted, which ccxt turns into coins. @see https://doc.xt.com/docs/futures/Order/GetOrders */
  mendOrder(row, told) {
    if (!is.isContract(row)) return {};
    const amount = toDecimal(told.origQty) ?? row.amount;
    const filled = toDecimal(told.executedQty) ?? row.filled;
    return { amount, filled, remaining: is.rest(amount, filled) };
  },
});

/** ccxt calls all of its orders open. */
export const zaif = defineVenue({ mendOrder: () => ({ status: undefined }) });

export const zebpay = defineVenue({
  cannotClose: true,
  cancelParams: ({ clientOrderId }) => (clientOrderId === undefined ? {} : { clientOrderId }),
  /** ccxt leaves out what is filled. @see https://github.com/zebpay/zebpay-api-references */
  mendOrder({ amount }, told) {
    const remaining = toDecimal(told.remaining);
    const filled = toDecimal(told.filled) ?? is.rest(amount, remaining);
    return filled === undefined ? {} : { filled, remaining: remaining ?? is.rest(amount, filled) };
  },
});
