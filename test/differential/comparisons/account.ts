import * as normalise from '../normaliseAccount.js';
import { balance } from '../payloads/balance.js';
import { historyOrders, oneOrder, openOrders } from '../payloads/orders.js';
import { positions } from '../payloads/position.js';
import { defineComparison } from './Comparison.js';
import { succeeded } from './succeeded.js';

/** FMZ's ranges are one currency's: without a symbol a list holds every type. */
const typeOf = { SPOT: 'spot', SWAP: 'swap', FUTURES: 'future' } as const;

/** What belongs to an account. */
export const accountComparisons = [
  defineComparison('balance', 80, balance, {
    ours: async (sides) => normalise.balance.ours(succeeded(await sides.ours('accounts'))),
    theirs: async ({ theirs }) => normalise.balance.theirs(await theirs.fetchBalance()),
  }),

  defineComparison('order', 160, oneOrder, {
    ours: async (sides, { instrument, hedged, ordId }) =>
      normalise.order.ours(
        succeeded(
          await sides.ours('order', { id: `${instrument.instId},${ordId}`, symbol: instrument.fmz }, hedged),
        ),
      ),
    theirs: async (sides, { instrument, ordId }) =>
      normalise.order.theirs(await sides.theirs.fetchOrder(ordId, instrument.symbol)),
  }),

  defineComparison('open orders', 60, openOrders, {
    ours: async (sides, { instrument, hedged }) =>
      normalise.orders.ours(
        succeeded(await sides.ours('orders', instrument && { symbol: instrument.fmz }, hedged)),
      ),
    theirs: async (sides, { instrument }) =>
      normalise.orders.theirs(await sides.theirs.fetchOpenOrders(instrument?.symbol)),
  }),

  defineComparison('order history', 60, historyOrders, {
    ours: async (sides, { instrument, hedged }) =>
      normalise.orders.ours(
        succeeded(await sides.ours('historyorders', instrument && { symbol: instrument.fmz }, hedged)),
      ),
    theirs: async (sides, { instrument, type }) =>
      normalise.orders.theirs(
        await sides.theirs.fetchClosedOrders(instrument?.symbol, undefined, undefined, {
          type: typeOf[type],
        }),
      ),
  }),

  defineComparison('positions', 60, positions, {
    ours: async (sides, { hedged }) =>
      normalise.positions.ours(succeeded(await sides.ours('positions', {}, hedged))),
    theirs: async ({ theirs }) => normalise.positions.theirs(await theirs.fetchPositions()),
  }),
];
