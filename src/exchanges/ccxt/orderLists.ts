import * as v from 'valibot';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { requireAnswer } from './calls/answers.js';
import { isClassOfError, wantsSymbol } from './calls/errors.js';
import type { Selection } from './calls/method.js';
import { parseRow } from './fields.js';
import type { CcxtExchange } from './instance/ccxtTypes.js';
import { has } from './instance/features.js';
import type { CcxtInstrument } from './instruments.js';
import { listByMarketType } from './listByMarketType.js';
import { pageLimitsOf, pageOrders } from './orders/orderPages.js';
import { isOpen, listedOrders, type OrderRow, orderRow } from './orders/orderRow.js';
import { mendOrder } from './orders/parseOrder.js';
import type { CcxtApi } from './state.js';
import type { OrderListName } from './venues/defineVenue.js';
import { factsOf } from './venues.js';

/** Orders that may still trade. @throws as {@link readOrderList} does. */
export async function readOpenOrders(
  api: CcxtApi,
  exchange: CcxtExchange,
  selection: Selection,
): Promise<OrderRow[]> {
  const name = has(exchange.has, 'fetchOpenOrders') ? 'fetchOpenOrders' : 'fetchOrders';
  const all = { since: 0, count: Number.POSITIVE_INFINITY };
  const rows = await readOrderList(api, exchange, name, selection, all);
  if (rows.length === 0) requireAnswer(api.state.context.current().replies);
  return rows.filter(isOpen);
}

/** Orders that are over, of a time and those after it. @throws as {@link readOrderList} does. */
export async function readHistoryOrders(
  api: CcxtApi,
  exchange: CcxtExchange,
  selection: Selection,
  page: { since: number; limit: number },
): Promise<OrderRow[]> {
  const rows = await readDoneOrders(api, exchange, selection, page);
  if (rows.length === 0) requireAnswer(api.state.context.current().replies);
  return rows.filter((row) => !isOpen(row) && (row.timestamp ?? api.now()) >= page.since);
}

/** From as many of ccxt's lists as it takes. */
async function readDoneOrders(
  api: CcxtApi,
  exchange: CcxtExchange,
  selection: Selection,
  page: { since: number; limit: number },
): Promise<OrderRow[]> {
  const bounds = { since: page.since, count: page.limit };
  const whole = ['fetchCanceledAndClosedOrders', 'fetchOrders'] as const;
  const lists = whole.filter((name) => exchange.has[name] === true);
  for (const name of lists) {
    try {
      return await readOrderList(api, exchange, name, selection, bounds);
    } catch (error) {
      // Some lists are of some kinds of instruments only.
      const isLast = name === lists.at(-1) && exchange.has.fetchClosedOrders !== true;
      if (isLast || !isClassOfError(error, 'NotSupported')) throw error;
    }
  }
  const closed = await readOrderList(api, exchange, 'fetchClosedOrders', selection, bounds);
  if (exchange.has.fetchCanceledOrders !== true) return closed;
  const canceled = await readOrderList(api, exchange, 'fetchCanceledOrders', selection, bounds);
  return [...new Map([...closed, ...canceled].map((row) => [`${row.symbol} ${row.id}`, row])).values()];
}

/**
 * One of ccxt's lists of orders: of an instrument, or of all of them.
 *
 * @throws ProtocolError where the exchange lists the orders of one instrument at a time.
 */
async function readOrderList(
  api: CcxtApi,
  exchange: CcxtExchange,
  name: OrderListName,
  { instrument, list, kinds }: Selection,
  page: { since: number; count: number },
): Promise<OrderRow[]> {
  const bounds = { ...page, now: api.now() };
  const readOne = (market: CcxtInstrument) =>
    pageOrders(
      { ...bounds, ...pageLimitsOf(exchange, [market], name === 'fetchOpenOrders') },
      async ({ since, until, limit }) =>
        toOrderRows(
          exchange,
          await exchange[name](market.row.symbol, since, limit, until ? { until } : {}),
          name,
        ),
    );
  if (instrument) return readOne(instrument);
  const instruments = [...list.byId.values()].filter(({ kind }) => kinds.includes(kind));
  const size = pageLimitsOf(exchange, instruments, name === 'fetchOpenOrders');
  try {
    return await listByMarketType(
      api.state.context,
      { instruments, kinds, split: factsOf(exchange.id).lists?.[name], complete: true },
      async (params) => {
        try {
          return await pageOrders({ ...bounds, ...size }, async ({ since, until, limit }) => {
            const narrowed = { ...params, ...(until && { until }) };
            return toOrderRows(exchange, await exchange[name](undefined, since, limit, narrowed), name);
          });
        } catch (error) {
          if (!wantsSymbol(error)) throw error;
          const markets = await marketsToPoll(exchange, name === 'fetchOpenOrders', instruments);
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

/** As many markets are asked one after the other; of more the answers would come too late. */
const FEW = 10;

/**
 * The markets that have to be asked one by one for their orders, where an exchange lists those of one market at a time;
 * `undefined` where these are too many.
 *
 * @param open whether only open orders are looked for: some exchanges tell which markets have any.
 */
export async function marketsToPoll(
  exchange: CcxtExchange,
  open: boolean,
  instruments: readonly CcxtInstrument[],
): Promise<CcxtInstrument[] | undefined> {
  const there = instruments.filter(({ row }) => row.active !== false);
  const { pairsWithOrders } = factsOf(exchange.id);
  if (open && pairsWithOrders) {
    const ids = await pairsWithOrders(exchange);
    return there.filter(({ row }) => row.spot && ids.includes(row.id));
  }
  return there.length <= FEW ? there : undefined;
}

/** What is on which of ccxt's lists. */
const LISTS = {
  fetchOpenOrders: 'open',
  fetchClosedOrders: 'done',
  fetchCanceledOrders: 'done',
  fetchCanceledAndClosedOrders: 'done',
} as const;

/** The orders of one of ccxt's lists. */
export function toOrderRows(
  { id }: Pick<CcxtExchange, 'id'>,
  answer: unknown,
  name: OrderListName | undefined = undefined,
): OrderRow[] {
  const listed = name === undefined || name === 'fetchOrders' ? undefined : LISTS[name];
  return parseRow(listedOrders, answer).map((row) => ({ ...mendOrder(id, row), listed }));
}

/** The order that ccxt was asked for. */
export function toOrderRow({ id }: Pick<CcxtExchange, 'id'>, answer: unknown): OrderRow {
  const schema = v.pipe(
    orderRow,
    v.transform((row) => mendOrder(id, row)),
    v.check(
      ({ amount, filled, remaining }) => (amount ?? filled ?? remaining) !== undefined,
      'is not an order',
    ),
  );
  return parseRow(schema, answer);
}
