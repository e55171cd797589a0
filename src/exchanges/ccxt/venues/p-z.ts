import { toDecimal } from '../../../protocol/decimal.js';
import { defineVenue } from './defineVenue.js';
import * as is from './shared.js';

/** Its trades are told after the id of one that has to be known. */
export const p2b = defineVenue({ lacksTimes: is.times, lacks: ['fetchTrades'] });

export const pacifica = defineVenue({
  lacksTimes: ['PO'],
  builder: ['handleBuilderFeeApproval', 'approveBuilderCode'],
  bestOfOne: true,
});

export const paradex = defineVenue({ encodesAmounts: true });

export const phemex = defineVenue({
  lacksTimes: is.times,
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

export const tokocrypto = defineVenue({ lacksTimes: is.times, marketBuy: is.inCost });

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
export const weex = defineVenue({
  lacksTimes: { pairs: ['IOC', 'FOK'] },
  contractsAreUnits: true,
  clientOrderId: is.plain,
  hedging: 'always',
});

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
