import * as v from 'valibot';
import type { CcxtExchange } from '../instance/ccxtTypes.js';
import { parseRow } from '../parse/fields.js';
import type { Quirks } from './Quirks.js';

const answer = v.object({ data: v.object({ symbols: v.nullish(v.array(v.string()), []) }) });

/** @see https://www.kucoin.com/docs-new/rest/spot-trading/market-data/get-trade-history */
export const kucoinFutures: Quirks = {
  tradeId: 'sequence',
  // Which of its accounts and orders are the user's.
  prepare: async (exchange) => exchange.loadMigrationStatus?.(),
};

export const kucoin: Quirks = {
  ...kucoinFutures,
  async pairsWithOrders(exchange: CcxtExchange) {
    const path = 'hf/orders/active/symbols';
    const cost = { cost: 2 };
    const symbols = await exchange.request(path, 'private', 'GET', {}, undefined, undefined, cost);
    return parseRow(answer, symbols).data.symbols;
  },
};
