import { ProtocolError } from '../../../protocol/ProtocolError.js';
import type { CcxtApi } from '../CcxtApi.js';
import type { CcxtExchange } from '../instance/CcxtExchange.js';
import type { CcxtInstrument } from '../instruments.js';
import { type OrderListName, splitLists } from '../quirks/splitLists.js';
import type { OrderRow } from '../rows/orderRow.js';
import { marketsToAsk } from './marketsToAsk.js';
import { overKinds } from './overKinds.js';
import { pageOf } from './pageOf.js';
import { pageOrders } from './pageOrders.js';
import type { Selection } from './selectInstruments.js';
import { toOrderRows } from './toOrderRows.js';
import { wantsSymbol } from './wantsSymbol.js';

/**
 * One of ccxt's lists of orders: of an instrument, or of all of them.
 *
 * @throws ProtocolError where the exchange lists the orders of one instrument at a time.
 */
export async function readOrderList(
  api: CcxtApi,
  exchange: CcxtExchange,
  name: OrderListName,
  { instrument, list, kinds }: Selection,
  page: { since: number; count: number },
): Promise<OrderRow[]> {
  const bounds = { ...page, now: api.now() };
  const readOne = (market: CcxtInstrument) =>
    pageOrders(
      { ...bounds, ...pageOf(exchange, [market], name === 'fetchOpenOrders') },
      async ({ since, until, limit }) =>
        toOrderRows(
          exchange,
          await exchange[name](market.row.symbol, since, limit, until ? { until } : {}),
          name,
        ),
    );
  if (instrument) return readOne(instrument);
  const instruments = [...list.byId.values()].filter(({ kind }) => kinds.includes(kind));
  const size = pageOf(exchange, instruments, name === 'fetchOpenOrders');
  try {
    return await overKinds(
      api.state.trips,
      { instruments, kinds, split: splitLists(exchange.id, name), complete: true },
      async (params) => {
        try {
          return await pageOrders({ ...bounds, ...size }, async ({ since, until, limit }) => {
            const narrowed = { ...params, ...(until && { until }) };
            return toOrderRows(exchange, await exchange[name](undefined, since, limit, narrowed), name);
          });
        } catch (error) {
          if (!wantsSymbol(error)) throw error;
          const markets = await marketsToAsk(exchange, name === 'fetchOpenOrders', instruments);
          if (!markets) throw error;
          const rows: OrderRow[] = [];
          for (const market of markets) rows.push(...(await readOne(market)));
          return rows;
        }
      },
    );
  } catch (error) {
    if (!wantsSymbol(error)) throw error;
    throw new ProtocolError(
      `${api.state.name} does not support ${name === 'fetchOpenOrders' ? 'GetOrders' : 'GetHistoryOrders'} of all markets at once: name one`,
      {
        cause: error,
      },
    );
  }
}
