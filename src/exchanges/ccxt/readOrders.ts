import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { CcxtApi } from './CcxtApi.js';
import type { CcxtExchange } from './CcxtExchange.js';
import { isClassOfError, saysNo } from './ccxtErrors.js';
import type { CcxtInstrument } from './instruments.js';
import { marketsToAsk } from './marketsToAsk.js';
import { has } from './needs.js';
import { overKinds } from './overKinds.js';
import { pageOf } from './pageOf.js';
import { pageOrders } from './pageOrders.js';
import { type OrderRow, orderRow, orderRows, parseRow } from './replies.js';
import type { Selection } from './selectOrders.js';
import { splitLists } from './splitLists.js';

type ListName =
  | 'fetchOpenOrders'
  | 'fetchOrders'
  | 'fetchClosedOrders'
  | 'fetchCanceledOrders'
  | 'fetchCanceledAndClosedOrders';

/**
 * One of ccxt's lists of orders: of an instrument, or of all of them.
 *
 * @throws ProtocolError where the exchange lists the orders of one instrument at a time.
 */
export async function readOrders(
  api: CcxtApi,
  exchange: CcxtExchange,
  name: ListName,
  { instrument, list, kinds }: Pick<Selection, 'instrument' | 'list' | 'kinds'>,
  page: { since: number; count: number },
): Promise<OrderRow[]> {
  const bounds = { ...page, now: api.now() };
  const readOne = (market: CcxtInstrument) =>
    pageOrders(
      { ...bounds, ...pageOf(exchange, [market], name === 'fetchOpenOrders') },
      async ({ since, until, limit }) =>
        parseRow(orderRows, await exchange[name](market.row.symbol, since, limit, until ? { until } : {})),
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
            return parseRow(orderRows, await exchange[name](undefined, since, limit, narrowed));
          });
        } catch (error) {
          if (!wantsMarket(error)) throw error;
          const markets = await marketsToAsk(exchange, name === 'fetchOpenOrders', instruments);
          if (!markets) throw error;
          const rows: OrderRow[] = [];
          for (const market of markets) rows.push(...(await readOne(market)));
          return rows;
        }
      },
    );
  } catch (error) {
    if (!wantsMarket(error)) throw error;
    throw new ProtocolError(
      `${api.state.name} does not support ${name === 'fetchOpenOrders' ? 'GetOrders' : 'GetHistoryOrders'} of all markets at once: name one`,
      {
        cause: error,
      },
    );
  }
}

function wantsMarket(error: unknown): error is Error {
  return (
    isClassOfError(error, 'ArgumentsRequired') && error instanceof Error && /symbol/i.test(error.message)
  );
}

/** Orders that are over, from as many of ccxt's lists as it takes. */
export async function readDoneOrders(
  api: CcxtApi,
  exchange: CcxtExchange,
  selection: Pick<Selection, 'instrument' | 'list' | 'kinds'>,
  page: { since: number; limit: number },
): Promise<OrderRow[]> {
  const bounds = { since: page.since, count: page.limit };
  const whole = ['fetchCanceledAndClosedOrders', 'fetchOrders'] as const;
  const one = whole.find((name) => exchange.has[name] === true);
  if (one) return readOrders(api, exchange, one, selection, bounds);
  const closed = await readOrders(api, exchange, 'fetchClosedOrders', selection, bounds);
  if (exchange.has.fetchCanceledOrders !== true) return closed;
  const canceled = await readOrders(api, exchange, 'fetchCanceledOrders', selection, bounds);
  return [...new Map([...closed, ...canceled].map((row) => [`${row.symbol} ${row.id}`, row])).values()];
}

/** An order by its id, wherever ccxt can look for it; `undefined` where it is not to be found. */
export async function findOrder(
  exchange: CcxtExchange,
  instrument: CcxtInstrument,
  id: string,
): Promise<OrderRow | undefined> {
  if (has(exchange.has, 'fetchOrder')) {
    return parseRow(orderRow, await exchange.fetchOrder(id, instrument.row.symbol));
  }
  return scanOrders(exchange, instrument, (row) => row.id === id);
}

/** An order by the client order id that it was placed with; `undefined` where it is not to be found. */
export async function findByClientOrderId(
  exchange: CcxtExchange,
  instrument: CcxtInstrument,
  own: string,
): Promise<OrderRow | undefined> {
  // Whether the exchange looks for it, or for something else, its answer tells.
  const isIt = (row: OrderRow) => row.clientOrderId === own || JSON.stringify(row.info ?? '').includes(own);
  if (exchange.has.fetchOrder === true) {
    const answer = await exchange
      .fetchOrder('', instrument.row.symbol, { clientOrderId: own })
      .catch((error: unknown) => (saysNo(error) ? undefined : Promise.reject(error)));
    const row = answer === undefined ? undefined : parseRow(orderRow, answer);
    if (row?.id !== undefined && isIt(row)) return row;
  }
  return scanOrders(exchange, instrument, isIt);
}

/** Looks through the open orders of an instrument, and then through those that were over last. */
async function scanOrders(
  exchange: CcxtExchange,
  instrument: CcxtInstrument,
  matches: (row: OrderRow) => boolean,
): Promise<OrderRow | undefined> {
  const lists = ['fetchOpenOrders', 'fetchOrders', 'fetchClosedOrders', 'fetchCanceledOrders'] as const;
  for (const name of lists.filter((list) => exchange.has[list] === true)) {
    const rows = parseRow(orderRows, await exchange[name](instrument.row.symbol));
    const found = rows.find(matches);
    if (found) return found;
  }
  return undefined;
}
