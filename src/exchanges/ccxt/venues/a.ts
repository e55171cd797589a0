import { defineVenue } from './defineVenue.js';
import * as is from './shared.js';

export const alpaca = defineVenue({
  clientOrderId: is.plain,
  marketBuy: 'method',
  quoteSized: is.asked('notional'),
});

export const apex = defineVenue({
  bestOfOne: true,
  contractsAreUnits: true,
  encodesAmounts: true,
  marketOrdersNeedPrice: 'worst',
});

export const aster = defineVenue({
  /** A warning that listing the open orders of all markets weighs more. */
  options: { fetchOpenOrders: { warnIfNoSymbol: false } },
  clientOrderId: is.plain,
  marketBuy: (cost) => ({ quoteOrderQty: cost }),
  hedging: is.upper('positionSide'),
  noReduceOnlyInHedge: true,
});
