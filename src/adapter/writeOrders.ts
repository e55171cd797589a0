import type { Reply } from '../http/Reply.js';
import type { WriteLimits } from './Api.js';
import { amendOnce, type ChangedOrder, cancelOnce, matchesField } from './changeOnce.js';
import type { Instrument } from './Instrument.js';
import type { OrderApi, OrderTerms, PlacedOrder } from './OrderDefinition.js';
import { type OrderKey, orderIdOf } from './orderIds.js';
import { phaseOf } from './orderStates.js';
import { type AnyOrders, type FoundOrder, findOrder, isOpen } from './readOrders.js';

/** Cancels an order, sent once. */
export function cancelOrder<A extends OrderApi<I>, I extends Instrument, Row>(
  orders: AnyOrders<A, I, Row>,
  api: A,
  key: OrderKey<I['list']>,
): Promise<Reply> {
  const { expires, limit } = expiryOf(orders, 'cancel');
  const isCanceled = (row: Row) => phaseOf(orders.states, orders.stateOf(row)) === 'canceled';
  return change(orders, api, key, (id) =>
    cancelOnce(api, {
      id,
      expires,
      send: (limits) => orders.cancel(api, key, limit(limits)),
      find: () => trace(orders, api, key, isCanceled, ({ reply }) => reply),
    }),
  );
}

/** Changes an order's terms, sent once. @param amend the exchange's own. @returns the order, maybe with another id. */
export function amendOrder<A extends OrderApi<I>, I extends Instrument, Row>(
  orders: AnyOrders<A, I, Row>,
  amend: NonNullable<AnyOrders<A, I, Row>['amend']>,
  api: A,
  key: OrderKey<I['list']>,
  terms: OrderTerms,
): Promise<PlacedOrder> {
  const { expires, limit } = expiryOf(orders, 'amend');
  const isAmended = (row: Row) => {
    const { price, amount } = orders.termsOf(row);
    return matchesField(price, terms.price) && matchesField(amount, terms.amount);
  };
  return change(orders, api, key, (id) =>
    amendOnce<PlacedOrder>(api, {
      id,
      expires,
      async send(limits) {
        const answer = await amend(api, key, terms, limit(limits));
        return 'reply' in answer ? answer : { id: key.id, reply: answer };
      },
      find: () =>
        trace(orders, api, key, isAmended, ({ row, reply }) => ({
          id: orders.currentIdOf?.(row) ?? key.id,
          reply,
        })),
    }),
  );
}

/** Whether the exchange drops a write that arrives late, and what its request is told of that. */
export function expiryOf(
  { expiring }: Pick<AnyOrders<never, Instrument, never>, 'expiring'>,
  write: 'place' | 'amend' | 'cancel',
): { expires: boolean; limit(limits: Required<WriteLimits>): WriteLimits } {
  const expires = expiring.includes(write);
  return { expires, limit: (limits) => (expires ? limits : { within: limits.within }) };
}

/** Changes an order, which may have been placed so short a time ago that the exchange does not know it everywhere. */
function change<A extends OrderApi<I>, I extends Instrument, Row, Replies>(
  orders: AnyOrders<A, I, Row>,
  api: A,
  key: OrderKey<I['list']>,
  send: (id: string) => Promise<Replies>,
): Promise<Replies> {
  const id = orderIdOf(orders.ids, key);
  return api.state.recentOrders.change(api, id, {
    send: () => send(id),
    isUnknown: orders.isUnknown,
    async isOpen() {
      const found = await findOrder(orders, api, key);
      return found && isOpen(orders, found.row);
    },
  });
}

/** Whether a change has come about. */
async function trace<A, I extends Instrument, Row, Replies>(
  orders: AnyOrders<A, I, Row>,
  api: A,
  key: OrderKey<I['list']>,
  isDone: (row: Row) => boolean,
  toReply: (found: FoundOrder<Row>) => Replies,
): Promise<ChangedOrder<Replies> | undefined> {
  const found = await findOrder(orders, api, key);
  if (!found) return undefined;
  const { row } = found;
  return {
    reply: toReply(found),
    done: isDone(row),
    open: isOpen(orders, row),
    state: orders.stateOf(row),
  };
}
