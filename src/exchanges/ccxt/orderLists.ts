import type { Reply } from '../../http/Reply.js';
import { compareDecimals } from '../../protocol/decimal.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { say } from '../../wording/say.js';
import { requireAnswer } from './calls/answers.js';
import { isClassOfError, wantsSymbol } from './calls/errors.js';
import type { InstrumentScope } from './calls/MethodCall.js';
import type { CcxtExchange, OrderListName } from './instance/ccxtTypes.js';
import { has } from './instance/features.js';
import type { CcxtInstrument } from './instruments.js';
import { listByMarketType, listOneByOne } from './listByMarketType.js';
import { pageLimitsOf, pageOrders } from './orders/orderPages.js';
import { isOpen, type OrderRow } from './orders/orderRow.js';
import { toOrderRows } from './orders/parseOrder.js';
import type { CcxtApi } from './state.js';
import { factsOf } from './venues.js';

/** Orders that may still trade. @throws as {@link readOrderList} does. */
export async function readOpenOrders(
  api: CcxtApi,
  exchange: CcxtExchange,
  scope: InstrumentScope,
): Promise<OrderRow[]> {
  const name = has(exchange.has, 'fetchOpenOrders') ? 'fetchOpenOrders' : 'fetchOrders';
  const all = { since: 0, count: Number.POSITIVE_INFINITY };
  const rows = await readOrderList(api, exchange, name, scope, all);
  if (rows.length === 0) requireAnswer(api.state.context.current().replies);
  return rows.filter(isOpen);
}

/** Orders that are over, of a time and those after it. @throws as {@link readOrderList} does. */
export async function readHistoryOrders(
  api: CcxtApi,
  exchange: CcxtExchange,
  scope: InstrumentScope,
  page: { since: number; limit: number },
): Promise<OrderRow[]> {
  const rows = await readDoneOrders(api, exchange, scope, page);
  if (rows.length === 0) requireAnswer(api.state.context.current().replies);
  return rows.filter((row) => !isOpen(row) && (row.timestamp ?? api.now()) >= page.since);
}

/** From as many of ccxt's lists as it takes. */
async function readDoneOrders(
  api: CcxtApi,
  exchange: CcxtExchange,
  scope: InstrumentScope,
  page: { since: number; limit: number },
): Promise<OrderRow[]> {
  const bounds = { since: page.since, count: page.limit };
  const whole = ['fetchCanceledAndClosedOrders', 'fetchOrders'] as const;
  const lists = whole.filter((name) => exchange.has[name] === true);
  for (const name of lists) {
    try {
      return await readOrderList(api, exchange, name, scope, bounds);
    } catch (error) {
      // Some lists are of some kinds of instruments only.
      const isLast = name === lists.at(-1) && exchange.has.fetchClosedOrders !== true;
      if (isLast || !isClassOfError(error, 'NotSupported')) throw error;
    }
  }
  const closed = await readOrderList(api, exchange, 'fetchClosedOrders', scope, bounds);
  if (exchange.has.fetchCanceledOrders !== true) return closed;
  const canceled = await readOrderList(api, exchange, 'fetchCanceledOrders', scope, bounds);
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
  { instrument, list, kinds }: InstrumentScope,
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
          const open = name === 'fetchOpenOrders';
          return listOneByOne(error, { exchange, instruments, open }, readOne);
        }
      },
    );
  } catch (error) {
    if (!wantsSymbol(error)) throw error;
    throw new ProtocolError(
      say('{name} does not support {method} of all markets at once: name one', {
        name: api.state.name,
        method: name === 'fetchOpenOrders' ? 'GetOrders' : 'GetHistoryOrders',
      }),
      {
        cause: error,
      },
    );
  }
}

/** Where a reply lists an order. */
interface Place {
  reply: number;
  at: number;
}

/**
 * Orders, oldest first. Those of one and the same time go by their numbers, where they have such, and otherwise by where
 * the exchange lists them: that it lists the newest first, as most do, the other orders of the list show.
 *
 * @param replies that the orders were in.
 */
export function oldestFirst(rows: readonly OrderRow[], replies: readonly Reply[]): OrderRow[] {
  const sorted = [...rows].sort((a, b) => timeOf(a) - timeOf(b));
  const times = new Set(sorted.map(timeOf));
  if (times.size === sorted.length) return sorted;
  if (rows.every(({ id = '' }) => /^\d{1,40}$/.test(id))) {
    return sorted.sort((a, b) => timeOf(a) - timeOf(b) || compareDecimals(a.id ?? '0', b.id ?? '0'));
  }
  const places = new Map(sorted.map((row) => [row, placeOf(row, replies)]));
  const placed = (row: OrderRow): Place => places.get(row) ?? { reply: 0, at: 0 };
  const ascends = replies.map((_, index) => isAscending(sorted.filter((row) => placed(row).reply === index)));
  return sorted.sort((a, b) => {
    const [first, second] = [placed(a), placed(b)];
    const direction = ascends[first.reply] ? 1 : -1;
    return timeOf(a) - timeOf(b) || first.reply - second.reply || (first.at - second.at) * direction;
  });

  /** @param list of one reply, oldest first. */
  function isAscending(list: readonly OrderRow[]): boolean {
    const [oldest, newest] = [list[0], list.at(-1)];
    if (!oldest || !newest || timeOf(oldest) === timeOf(newest)) return false;
    return placed(oldest).at < placed(newest).at;
  }
}

function timeOf({ timestamp = 0 }: OrderRow): number {
  return timestamp;
}

function placeOf({ id = '' }: OrderRow, replies: readonly Reply[]): Place {
  const reply = replies.findIndex(({ text }) => text.includes(id));
  return { reply, at: replies[reply]?.text.indexOf(id) ?? 0 };
}
