import { NetworkError } from '../http/NetworkError.js';
import type { Reply } from '../http/Reply.js';
import { compareDecimals } from '../protocol/decimal.js';
import type { Data, Params } from '../protocol/methods.js';
import { cutHistory } from '../protocol/order.js';
import type { Order } from '../protocol/structures.js';
import type { Answer, Api, WriteLimits } from './Api.js';
import { amendOnce, type ChangedOrder, cancelOnce, matchesField } from './changeOnce.js';
import { ExchangeError } from './ExchangeError.js';
import { type Instrument, symbolOf } from './Instrument.js';
import type { Instruments } from './Instruments.js';
import { createClientOrderId, type OrderIds, type OrderKey, orderIdOf, toOrderKey } from './orderIds.js';
import { type OrderListing, type OrderStates, phaseOf, warnOfState } from './orderStates.js';
import type { RecentOrders } from './RecentOrders.js';
import { type Pages, rawOf } from './readPages.js';
import { type InstrumentKey, nameRows, type Selection, selectInstruments } from './selection.js';
import { checkOrderSteps, checkSteps, type Steps, withSteps } from './steps.js';
import { writeOnce } from './writeOnce.js';

/** What orders need of an adapter's `api`: its state keeps instruments, and the orders of the last seconds. */
export type OrderApi<I extends Instrument> = Api<
  unknown,
  { readonly instruments: Instruments<I['row'], I['list']>; readonly recentOrders: RecentOrders },
  unknown
>;

/** An order as the exchange has it, and the reply that it came in. */
export interface FoundOrder<Row> {
  row: Row;
  reply: Reply;
}

/** An order that the exchange has taken: its id, and the reply that says so. */
export interface PlacedOrder {
  id: string;
  reply: Reply;
}

/** The terms of an order that can be changed, as decimal strings: one that stays as it is is absent. */
export interface OrderTerms {
  price?: string | undefined;
  /** Counts what is filled already. */
  amount?: string | undefined;
}

/**
 * An order's life at an exchange, as far as it is the exchange's own: its fields, its words, its endpoints.
 *
 * `A` is the adapter's `api`, `I` its instrument, `Row` an order as the exchange sends it, and `Request` what is sent to
 * place one.
 */
export interface OrderDefinition<A, I extends Instrument, Row, Request> {
  /** How FMZ's ids of orders name them. */
  ids: OrderIds<A, I['list']>;
  /** What its words for the state of an order mean. */
  states: OrderStates;
  /** The steps of an instrument. */
  steps(instrument: Instrument<I['row'], I['list']>): Steps;
  /** Whether a refusal is for the steps of an instrument, which may have changed since its list was read. */
  isOffStep(error: ExchangeError): boolean;
  /** Whether a refusal says that there is no such order, or none that can be changed. */
  isUnknown(error: ExchangeError): boolean;
  /** What FMZ is told of an order that there is not. */
  unknown: { code?: string; message: string; hint?: string };
  /** The writes that the exchange drops when they arrive late: see `writeOnce`. */
  expiring: readonly ('place' | 'amend' | 'cancel')[];

  /** What an order is about, its id, the word for its state, and its terms, where they are told. */
  instrumentOf(row: Row): InstrumentKey<I['list']>;
  idOf(row: Row): string;
  /**
   * The client order id that it was placed with; absent, or `undefined`, where the exchange does not tell it. An order that
   * is not the one that was asked for is never taken for it.
   */
  clientIdOf?(row: Row): string | undefined;
  stateOf(row: Row): string;
  termsOf(row: Row): OrderTerms;
  /** FMZ's order. @param listed where it was read. */
  parse(row: Row, symbol: string, listed?: OrderListing): Order;

  /**
   * What a `trade` of FMZ's means here: hands `place` the order.
   *
   * @throws ProtocolError where it cannot be placed as it is meant.
   * @example trade: (_api, instrument, params, place) => place(toOrderRequest(instrument, params))
   */
  trade(
    api: A,
    instrument: Instrument<I['row'], I['list']>,
    params: Params<'trade'>,
    place: (request: Request) => Promise<PlacedOrder>,
  ): Promise<PlacedOrder>;
  /** Sends a new order. @param clientOrderId nobody has used it before; `find` looks the order up by it. */
  place(api: A, request: Request, clientOrderId: string, limits: WriteLimits): Promise<PlacedOrder>;
  /** Sends a change of an order; absent where the exchange changes none. */
  amend?(api: A, key: OrderKey<I['list']>, terms: OrderTerms, limits: WriteLimits): Promise<Reply>;
  /** Sends a cancellation. */
  cancel(api: A, key: OrderKey<I['list']>, limits: WriteLimits): Promise<Reply>;

  /** An order as it is now; `undefined`, or a refusal that `isUnknown` knows, when there is none of that id. */
  find(api: A, key: OrderKey<I['list']>): Promise<FoundOrder<Row> | undefined>;
  /** Looks where only old orders are, for one that `find` does not find. */
  findOld?(api: A, key: OrderKey<I['list']>): Promise<FoundOrder<Row> | undefined>;
  /** All open orders of a selection, every page. Orders of other instruments, and done ones, may be among them. */
  open(api: A, selection: Selection<I['row'], I['list']>): Promise<Pages<Row>>;
  /**
   * Done orders of a selection: the oldest `limit` since a time, or with `since` 0 the latest; more may be among them.
   * Absent where the exchange tells of none.
   *
   * @param page.since Unix ms.
   */
  done?(
    api: A,
    selection: Selection<I['row'], I['list']>,
    page: { since: number; limit: number },
  ): Promise<Pages<Row>>;
}

type OrderMethod<A, M extends 'trade' | 'orders' | 'order' | 'historyorders' | 'cancel' | 'modifyorder'> = (
  params: Params<M>,
  api: A,
) => Promise<Answer<Data<M>>>;

/** The methods about orders. */
export type OrderMethods<A> = {
  [M in 'trade' | 'orders' | 'order' | 'cancel']: OrderMethod<A, M>;
} & { [M in 'historyorders' | 'modifyorder']?: OrderMethod<A, M> };

/**
 * Makes the methods about orders of what is an exchange's own. Each write is sent at most once, and looked for where its
 * answer is lost; an order that was placed a moment ago is looked for again; amounts and prices are checked against the
 * steps before anything is sent; lists come oldest first.
 *
 * @example
 * export const orders = defineOrders<ExampleApi, ExampleInstrument, OrderRow, OrderRequest>({ ids, states, ... });
 * // and in the adapter: defineExchange({ ..., methods: { ...market, ...orders } })
 */
export function defineOrders<A extends OrderApi<I>, I extends Instrument, Row, Request>(
  definition: OrderDefinition<A, I, Row, Request>,
): OrderMethods<A> {
  type Key = OrderKey<I['list']>;
  const { ids, states, isOffStep, isUnknown, amend, done } = definition;
  const expires = (write: 'place' | 'amend' | 'cancel') => definition.expiring.includes(write);
  const limitsOf = (write: 'place' | 'amend' | 'cancel', limits: Required<WriteLimits>): WriteLimits =>
    expires(write) ? limits : { within: limits.within };
  const isOpen = (row: Row) => (phaseOf(states, definition.stateOf(row)) ?? 'open') === 'open';

  async function find(api: A, key: Key): Promise<FoundOrder<Row> | undefined> {
    try {
      return asAsked(key, await definition.find(api, key));
    } catch (error) {
      if (error instanceof ExchangeError && error.outcome === 'rejected' && isUnknown(error))
        return undefined;
      throw error;
    }
  }

  /** Taken for the one that was asked for, another order would be a wrong id, or a proof that a change did not come about. */
  function asAsked(key: Key, found: FoundOrder<Row> | undefined): FoundOrder<Row> | undefined {
    const told = found && (key.byClientId ? definition.clientIdOf?.(found.row) : definition.idOf(found.row));
    if (told === undefined || told === key.id) return found;
    throw new NetworkError('answered with another order than the one asked for', { outcome: 'unknown' });
  }

  async function place(api: A, instrument: InstrumentKey<I['list']>, request: Request): Promise<PlacedOrder> {
    const clientOrderId = createClientOrderId();
    const key = { instrument, id: clientOrderId, byClientId: true };
    const id = orderIdOf(ids, key);
    api.state.recentOrders.note(api, id);
    const placed = await writeOnce<PlacedOrder>(api, {
      subject: `order ${id}`,
      advice: 'ask GetOrder for that id before ordering again',
      expires: expires('place'),
      send: (limits) => definition.place(api, request, clientOrderId, limitsOf('place', limits)),
      async find() {
        const found = await find(api, key);
        if (!found) return { state: 'none' };
        return { state: 'done', value: { id: definition.idOf(found.row), reply: found.reply } };
      },
    });
    api.state.recentOrders.note(api, orderIdOf(ids, { instrument, id: placed.id }));
    return placed;
  }

  /** Changes an order, which may have been placed so short a time ago that the exchange does not know it everywhere. */
  function change(api: A, key: Key, send: (id: string) => Promise<Reply>): Promise<Reply> {
    const id = orderIdOf(ids, key);
    return api.state.recentOrders.change(api, id, {
      send: () => send(id),
      isUnknown,
      async isOpen() {
        const found = await find(api, key);
        return found && isOpen(found.row);
      },
    });
  }

  /** Whether a change has come about. */
  async function trace(api: A, key: Key, isDone: (row: Row) => boolean): Promise<ChangedOrder | undefined> {
    const found = await find(api, key);
    if (!found) return undefined;
    const { row, reply } = found;
    return { reply, done: isDone(row), open: isOpen(row), state: definition.stateOf(row) };
  }

  async function readOrders(
    api: A,
    selection: Pick<Selection<I['row'], I['list']>, 'instrument' | 'holds'>,
    rows: readonly Row[],
    listed?: OrderListing,
  ): Promise<Order[]> {
    const named = await nameRows(api, selection, rows, definition.instrumentOf);
    return named
      .map(({ row, symbol }) => {
        const state = definition.stateOf(row);
        if (phaseOf(states, state) === undefined) warnOfState(api, state);
        return { id: definition.idOf(row), order: definition.parse(row, symbol, listed) };
      })
      .sort(byAge)
      .map(({ order }) => order);
  }

  return {
    async trade(params, api) {
      const { instruments } = api.state;
      const instrument = await instruments.find(api, params.symbol);
      const { id, reply } = await withSteps(api, instruments, instrument, {
        check: (found) => checkOrderSteps(params, definition.steps(found)),
        isOffStep,
        work: (found) => definition.trade(api, found, params, (request) => place(api, instrument, request)),
      });
      return { data: { id: orderIdOf(ids, { instrument, id }) }, raw: reply.raw };
    },

    async orders({ symbol }, api) {
      const selection = await selectInstruments(api, symbol);
      const { rows, replies } = await definition.open(api, selection);
      return { data: await readOrders(api, selection, rows.filter(isOpen), 'open'), raw: rawOf(replies) };
    },

    async order(params, api) {
      const key = await toOrderKey(api, ids, params);
      const { recentOrders } = api.state;
      const id = orderIdOf(ids, key);
      const found =
        (await recentOrders.find(api, id, () => find(api, key))) ??
        asAsked(key, await definition.findOld?.(api, key));
      const [order] = found ? await readOrders(api, { holds: () => true }, [found.row]) : [];
      if (!found || !order) throw recentOrders.unknown(api, id, definition.unknown);
      return { data: order, raw: found.reply.raw };
    },

    async cancel(params, api) {
      const key = await toOrderKey(api, ids, params);
      const isCanceled = (row: Row) => phaseOf(states, definition.stateOf(row)) === 'canceled';
      const reply = await change(api, key, (id) =>
        cancelOnce(api, {
          id,
          expires: expires('cancel'),
          send: (limits) => definition.cancel(api, key, limitsOf('cancel', limits)),
          find: () => trace(api, key, isCanceled),
        }),
      );
      return { data: true, raw: reply.raw };
    },

    ...(done && {
      async historyorders({ symbol, since, limit }, api) {
        const selection = await selectInstruments(api, symbol);
        const { rows, replies } = await done(api, selection, { since, limit });
        // In a state that is not known, those of the history are done.
        const over = rows.filter((row) => phaseOf(states, definition.stateOf(row)) !== 'open');
        const orders = await readOrders(api, selection, over, 'done');
        // One that does not say when it was made is better told twice than not at all.
        const wanted = orders.filter(({ time = since }) => time >= since);
        return { data: cutHistory(wanted, { since, limit }), raw: rawOf(replies) };
      },
    }),

    ...(amend && {
      async modifyorder({ price, amount, ...params }, api) {
        const key = await toOrderKey(api, ids, params);
        const terms = { price, amount };
        const isDone = (row: Row) => {
          const { price: at, amount: of } = definition.termsOf(row);
          return matchesField(at, price) && matchesField(of, amount);
        };
        const work = () =>
          change(api, key, (id) =>
            amendOnce(api, {
              id,
              expires: expires('amend'),
              send: (limits) => amend(api, key, terms, limitsOf('amend', limits)),
              find: () => trace(api, key, isDone),
            }),
          );
        const { instruments } = api.state;
        const instrument = await instruments.byId(api, key.instrument.list, key.instrument.id);
        const reply = instrument
          ? await withSteps(api, instruments, instrument, {
              check: (found) => checkSteps(symbolOf(found, api.now()), terms, definition.steps(found)),
              isOffStep,
              work,
            })
          : await work();
        return { data: { id: params.id }, raw: reply.raw };
      },
    }),
  };
}

/** Oldest first, in a fixed order within one millisecond: ids grow. One that does not say when it was made is first. */
function byAge(one: { id: string; order: Order }, other: { id: string; order: Order }): number {
  return (one.order.time ?? 0) - (other.order.time ?? 0) || compareIds(one.id, other.id);
}

function compareIds(one: string, other: string): number {
  const numeric = /^\d+$/;
  if (numeric.test(one) && numeric.test(other)) return compareDecimals(one, other);
  return one < other ? -1 : Number(one > other);
}
