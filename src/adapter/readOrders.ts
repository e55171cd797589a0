import { NetworkError } from '../http/NetworkError.js';
import { compareDecimals } from '../protocol/decimal.js';
import type { Order } from '../protocol/structures.js';
import { say } from '../wording/say.js';
import type { RawReply } from './Api.js';
import { ExchangeError } from './ExchangeError.js';
import type { Instrument } from './Instrument.js';
import type { OrderApi, OrderDefinition } from './OrderDefinition.js';
import type { OrderKey } from './orderIds.js';
import { type OrderListing, phaseOf, warnOfState } from './orderStates.js';
import type { Page } from './readPages.js';
import { nameRows, type Selection } from './selection.js';

/** What is the exchange's own of its orders, but for what is sent to place one. */
export type AnyOrders<A, I extends Instrument, Row> = OrderDefinition<A, I, Row, unknown>;

/** An order as the exchange has it, and the reply that it came in. */
export interface FoundOrder<Row> {
  row: Row;
  reply: RawReply;
}

/** An order as it is now; `undefined` if there is none of that id. */
export async function findOrder<A, I extends Instrument, Row>(
  orders: AnyOrders<A, I, Row>,
  api: A,
  key: OrderKey<I['list']>,
): Promise<FoundOrder<Row> | undefined> {
  try {
    return pickAsked(orders, key, [await orders.find(api, key)]);
  } catch (error) {
    const refused = error instanceof ExchangeError && error.outcome === 'rejected';
    if (refused && orders.isUnknown(error)) return undefined;
    throw error;
  }
}

/** An order that is among the old ones alone; `undefined` if there is none, or where the exchange keeps none apart. */
export async function findOldOrder<A, I extends Instrument, Row>(
  orders: AnyOrders<A, I, Row>,
  api: A,
  key: OrderKey<I['list']>,
): Promise<FoundOrder<Row> | undefined> {
  return pickAsked(orders, key, (await orders.findOld?.(api, key)) ?? []);
}

/** Whether an order may still trade: in a state that is not known it may. */
export function isOpen<A, I extends Instrument, Row>(orders: AnyOrders<A, I, Row>, row: Row): boolean {
  return (phaseOf(orders.states, orders.stateOf(row)) ?? 'open') === 'open';
}

/** FMZ's orders of a selection, oldest first. @param listed where they were read. */
export async function parseOrders<A extends OrderApi<I>, I extends Instrument, Row>(
  orders: AnyOrders<A, I, Row>,
  api: A,
  selection: Pick<Selection<I['row'], I['list']>, 'instrument' | 'holds'>,
  rows: readonly Row[],
  listed?: OrderListing,
): Promise<Order[]> {
  const named = await nameRows(api, selection, rows, orders.instrumentOf);
  return named
    .map(({ row, symbol }) => {
      const state = orders.stateOf(row);
      if (phaseOf(orders.states, state) === undefined) warnOfState(api, state);
      return { id: orders.idOf(row), order: orders.parse(row, symbol, listed) };
    })
    .sort(byAge)
    .map(({ order }) => order);
}

/** Taken for the one that was asked for, another order would be a wrong id, or a proof that a change did not come about. */
function pickAsked<A, I extends Instrument, Row>(
  orders: AnyOrders<A, I, Row>,
  { id, byClientId }: OrderKey<I['list']>,
  pages: readonly Page<Row, RawReply>[],
): FoundOrder<Row> | undefined {
  const found = pages.flatMap(({ rows, reply }) => rows.map((row) => ({ row, reply })));
  const toldOf = (row: Row) => (byClientId ? orders.clientIdOf?.(row) : orders.idOf(row));
  const asked = found.find(({ row }) => toldOf(row) === id);
  const [first, ...more] = found;
  if (asked || !first) return asked;
  // Where the exchange does not tell the client order id, an answer of one order is about the one that was asked for.
  if (more.length === 0 && toldOf(first.row) === undefined) return first;
  throw new NetworkError(say('answered with another order than the one asked for'), { outcome: 'unknown' });
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
