import { say } from '../wording/say.js';
import type { RawReply } from './Api.js';
import type { WriteLimits } from './ApiRequest.js';
import { awaitChange } from './awaitChange.js';
import { amendOnce, type ChangedOrder, cancelOnce, matchesField, type OrderWrite } from './changeOnce.js';
import type { Instrument } from './Instrument.js';
import type { OrderApi, OrderTerms, PlacedOrder } from './OrderDefinition.js';
import { type OrderKey, orderIdOf } from './orderIds.js';
import { phaseOf } from './orderStates.js';
import { type AnyOrders, type FoundOrder, findOldOrder, findOrder, isOpen } from './readOrders.js';

/** Cancels an order, sent once. */
export function cancelOrder<A extends OrderApi<I>, I extends Instrument, Row>(
  orders: AnyOrders<A, I, Row>,
  api: A,
  key: OrderKey<I['list']>,
): Promise<RawReply> {
  return change<A, I, Row, RawReply>(orders, api, key, {
    kind: 'cancel',
    sendOnce: cancelOnce,
    send: (limits) => orders.cancel(api, key, limits),
    isDone: (row) => phaseOf(orders.states, orders.stateOf(row)) === 'canceled',
    toReply: ({ reply }) => reply,
  });
}

/** Changes an order's terms, sent once. @param amend the exchange's own. @returns the order, maybe with another id. */
export function amendOrder<A extends OrderApi<I>, I extends Instrument, Row>(
  orders: AnyOrders<A, I, Row>,
  amend: NonNullable<AnyOrders<A, I, Row>['amend']>,
  api: A,
  key: OrderKey<I['list']>,
  terms: OrderTerms,
): Promise<PlacedOrder> {
  return change<A, I, Row, PlacedOrder>(orders, api, key, {
    kind: 'amend',
    sendOnce: amendOnce,
    async send(limits) {
      const answer = await amend(api, key, terms, limits);
      return 'raw' in answer ? { id: key.id, reply: answer } : answer;
    },
    isDone(row) {
      const { price, amount } = orders.termsOf(row);
      return matchesField(price, terms.price) && matchesField(amount, terms.amount);
    },
    toReply: ({ row, reply }) => ({ id: orders.currentIdOf?.(row) ?? key.id, reply }),
  });
}

/** Whether the exchange drops a write that arrives late, and what its request is told of that. */
export function expiryOf(
  { expiring }: Pick<AnyOrders<never, Instrument, never>, 'expiring'>,
  write: 'place' | 'amend' | 'cancel',
): { expires: boolean; limit(limits: Required<WriteLimits>): WriteLimits } {
  const expires = expiring.includes(write);
  return { expires, limit: (limits) => (expires ? limits : { within: limits.within }) };
}

/** A change of an order, or its cancellation. */
interface Change<Row, Replies> {
  kind: 'amend' | 'cancel';
  sendOnce(api: OrderApi<Instrument>, write: OrderWrite<Replies>): Promise<Replies>;
  send(limits: WriteLimits): Promise<Replies>;
  /** Whether an order is as it was to become. */
  isDone(row: Row): boolean;
  toReply(found: FoundOrder<Row>): Replies;
}

/** Changes an order, which may have been placed so short a time ago that the exchange does not know it everywhere. */
function change<A extends OrderApi<I>, I extends Instrument, Row, Replies>(
  orders: AnyOrders<A, I, Row>,
  api: A,
  key: OrderKey<I['list']>,
  { kind, sendOnce, send, isDone, toReply }: Change<Row, Replies>,
): Promise<Replies> {
  const { recentOrders } = api.state;
  const id = orderIdOf(orders.ids, key);
  const { expires, limit } = expiryOf(orders, kind);
  const told = (found: FoundOrder<Row> | undefined): ChangedOrder<Replies> | undefined =>
    found && {
      reply: toReply(found),
      done: isDone(found.row),
      open: isOpen(orders, found.row),
      state: orders.stateOf(found.row),
    };
  const find = () => findOrder(orders, api, key);
  let accepted = false;
  return recentOrders.change(api, id, {
    async send() {
      const write = async (limits: Required<WriteLimits>) => {
        const replies = await send(limit(limits));
        accepted = orders.acceptsFirst?.includes(kind) ?? false;
        return replies;
      };
      const replies = await sendOnce(api, { id, expires, send: write, find: async () => told(await find()) });
      if (!accepted) return replies;
      const changed = await awaitChange(api, {
        subject:
          kind === 'cancel' ? say('cancellation of order {id}', { id }) : say('change of order {id}', { id }),
        find: async () =>
          told((await recentOrders.find(api, id, find)) ?? (await findOldOrder(orders, api, key))),
        unknown: () => recentOrders.unknown(api, id, orders.unknown),
      });
      if (kind === 'cancel') recentOrders.settle(api, id);
      return changed;
    },
    // What was accepted is not sent again.
    isUnknown: (error) => !accepted && orders.isUnknown(error),
    async isOpen() {
      const found = await find();
      return found && isOpen(orders, found.row);
    },
  });
}
