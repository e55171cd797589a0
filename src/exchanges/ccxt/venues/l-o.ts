import { defineVenue } from './defineVenue.js';
import * as is from './shared.js';

export const latoken = defineVenue({
  lacksTimes: is.times,
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
export const luno = defineVenue({ lacksTimes: is.times, window: 60_000, marketBuy: 'amount' });

export const mercado = defineVenue({
  lacksTimes: ['PO'],
  inventedSteps: is.inventedSteps,
  marketBuy: 'amountAtOne',
});

export const mexc = defineVenue({
  lacksTimes: { contracts: ['IOC', 'FOK'] },
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

export const onetrading = defineVenue({ lacksTimes: is.times, emptyConfirms: true, cannotClose: true });
