import type { Params } from '../protocol/methods.js';
import type { Order } from '../protocol/structures.js';
import type { Api, RawReply } from './Api.js';
import type { WriteLimits } from './ApiRequest.js';
import type { ExchangeError } from './ExchangeError.js';
import type { FoundInstrument, Instrument } from './Instrument.js';
import type { Instruments } from './Instruments.js';
import type { WhileClosed } from './marketHours.js';
import type { OrderIds, OrderKey } from './orderIds.js';
import type { DeclaredOptions } from './orderOptions.js';
import type { OrderListing, OrderStates } from './orderStates.js';
import type { RecentOrders } from './RecentOrders.js';
import type { Page, Pages } from './readPages.js';
import type { InstrumentKey, Selection } from './selection.js';
import type { Steps } from './steps.js';

/** What orders need of an adapter's `api`: its state keeps instruments, and the orders of the last seconds. */
export type OrderApi<I extends Instrument> = Api<
  unknown,
  { readonly instruments: Instruments<I['row'], I['list']>; readonly recentOrders: RecentOrders },
  unknown
>;

/** An order that the exchange has taken: its id, and the reply that says so. */
export interface PlacedOrder {
  id: string;
  reply: RawReply;
}

/** The terms of an order that can be changed, as decimal strings: one that is not changed is absent. */
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
  /** What FMZ is told of an order that does not exist. */
  unknown: { code?: string; message: string; hint?: string };
  /** The options that an order takes; `trade` finds them in its params. All others are refused. @default none */
  options?: DeclaredOptions;
  /**
   * What the exchange does with limit orders while their market is closed, where the definition has `hours`. Market orders,
   * and those that have to be filled at once, are refused then, before they are sent.
   *
   * @default 'refuses'
   */
  whileClosed?: WhileClosed;
  /**
   * The writes that the exchange drops when they arrive late: see `writeOnce`. What has expired is told by the exchange's time: the
   * definition of the exchange has a `clock` then.
   */
  expiring: readonly ('place' | 'amend' | 'cancel')[];
  /**
   * The writes that the exchange accepts before it carries them out, as HTTP 202 says: the order is asked for until it tells
   * what became of that, or the deadline. For new orders see `accepted`.
   *
   * @default none
   */
  acceptsFirst?: readonly ('amend' | 'cancel')[];

  /** What an order is about, its id, the word for its state, and its terms, where they are told. */
  instrumentOf(row: Row): InstrumentKey<I['list']>;
  idOf(row: Row): string;
  /**
   * The id that it goes on under, where changes give an order another one: `find` tells such an order under the id that it was
   * asked for by.
   *
   * @default the id stays
   */
  currentIdOf?(row: Row): string;
  /** The client order id that it was placed with; absent, or `undefined`, where the exchange does not tell it. */
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
    instrument: FoundInstrument<I['row'], I['list']>,
    params: Params<'trade'>,
    place: (request: Request) => Promise<PlacedOrder>,
  ): Promise<PlacedOrder>;
  /**
   * Whether an order carries a client order id by which `find` finds it. Without one, an order whose answer is lost is told
   * as unknown at once, unless `trace` finds it.
   *
   * @default true
   */
  clientOrderIds?: boolean;
  /**
   * How long a client order id may be at most, where that is less than 31 characters: 16 or more, see `createClientOrderId`.
   *
   * @default 31
   */
  clientOrderIdLength?: number;
  /**
   * Looks for an order without a client order id whose answer is lost: the one that `request` made, where it is certain which
   * one that is. Asked until the deadline, and not while another order of the account and instrument is under way; one that
   * was told to FMZ before is never taken for it.
   *
   * @param sentAt Unix ms on the exchange's clock, just before it was sent.
   * @returns `undefined` where there is none, or more than one that it may be.
   */
  trace?(api: A, request: Request, sentAt: number): Promise<PlacedOrder | undefined>;
  /**
   * For an exchange that accepts an order before it places it, as HTTP 202 says: what a row of `find` tells of that. Asked
   * until it is no longer `waiting`, or the deadline.
   *
   * @example accepted: ({ status, reason }) => (status === 'Failed' ? { refused: reason } : 'placed')
   */
  accepted?(row: Row): 'waiting' | 'placed' | { code?: string; refused: string };
  /** Sends a new order. @param clientOrderId nobody has used it before; `find` looks the order up by it. */
  place(api: A, request: Request, clientOrderId: string, limits: WriteLimits): Promise<PlacedOrder>;
  /**
   * Sends a change of an order; absent where the exchange changes none. Where the changed order is another one to the exchange,
   * its id is told beside the reply.
   */
  amend?(
    api: A,
    key: OrderKey<I['list']>,
    terms: OrderTerms,
    limits: WriteLimits,
  ): Promise<RawReply | PlacedOrder>;
  /** Sends a cancellation. */
  cancel(api: A, key: OrderKey<I['list']>, limits: WriteLimits): Promise<RawReply>;

  /**
   * Asks for an order as it is now, and hands over every row of the answer: the one of that id is picked from them, and
   * another order is never taken for it. No rows, or a refusal that `isUnknown` knows, say that there is none.
   *
   * @example
   * async find(api, key) {
   *   const reply = await api.signedGet('/api/v1/order-info', { id: key.id });
   *   return { rows: [parseReply(orderReply, reply).data], reply };
   * }
   */
  find(api: A, key: OrderKey<I['list']>): Promise<Page<Row, RawReply>>;
  /** Asks where only old orders are, for one that `find` does not find: an answer for each place. */
  findOld?(api: A, key: OrderKey<I['list']>): Promise<Page<Row, RawReply>[]>;
  /**
   * All open orders of a selection, every page. Orders of other instruments, and done ones, may be among them. Absent where the
   * exchange lists none: GetOrders is not supported then, and `unsupported.orders` of the definition says what to do instead.
   */
  open?(api: A, selection: Selection<I['row'], I['list']>): Promise<Pages<Row, RawReply>>;
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
  ): Promise<Pages<Row, RawReply>>;
}
