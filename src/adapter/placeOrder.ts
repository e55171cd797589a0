import { NetworkError } from '../http/NetworkError.js';
import { allOf, say } from '../wording/say.js';
import { ExchangeError } from './ExchangeError.js';
import type { FoundInstrument, Instrument } from './Instrument.js';
import type { OrderApi, OrderDefinition, PlacedOrder } from './OrderDefinition.js';
import { createClientOrderId, type OrderKey, orderIdOf } from './orderIds.js';
import { type AnyOrders, findOrder } from './readOrders.js';
import { untilTold } from './untilTold.js';
import { writeOnce } from './writeOnce.js';
import { expiryOf } from './writeOrders.js';

/**
 * Places an order, sent once. One whose answer is lost is found by its client order id, or as the exchange allows; one that
 * is accepted first is waited for until the exchange says what became of it.
 *
 * @throws as `writeOnce` does; ExchangeError too where an accepted order is refused, and NetworkError, with outcome unknown
 * and its id, where that stays open.
 */
export async function placeOrder<A extends OrderApi<I>, I extends Instrument, Row, Request>(
  orders: OrderDefinition<A, I, Row, Request>,
  api: A,
  instrument: FoundInstrument<I['row'], I['list']>,
  request: Request,
): Promise<PlacedOrder> {
  const { recentOrders } = api.state;
  const place = orders.clientOrderIds === false ? placeUnnamed : placeNamed;
  const placed = await place(orders, api, instrument, request);
  const key = { instrument, id: placed.id, byClientId: false };
  recentOrders.note(api, orderIdOf(orders.ids, key));
  return orders.accepted ? awaitPlacement(orders, orders.accepted, api, key, placed) : placed;
}

/** With a client order id, by which it is found where the answer is lost. */
function placeNamed<A extends OrderApi<I>, I extends Instrument, Row, Request>(
  orders: OrderDefinition<A, I, Row, Request>,
  api: A,
  instrument: FoundInstrument<I['row'], I['list']>,
  request: Request,
): Promise<PlacedOrder> {
  const clientOrderId = createClientOrderId(orders.clientOrderIdLength);
  const key = { instrument, id: clientOrderId, byClientId: true };
  const id = orderIdOf(orders.ids, key);
  const { expires, limit } = expiryOf(orders, 'place');
  api.state.recentOrders.note(api, id);
  return writeOnce<PlacedOrder>(api, {
    subject: say('order {id}', { id }),
    advice: say('ask GetOrder for that id before ordering again'),
    expires,
    send: (limits) => orders.place(api, request, clientOrderId, limit(limits)),
    async find() {
      const found = await findOrder(orders, api, key);
      if (!found) return { state: 'none' };
      return { state: 'done', value: { id: orders.idOf(found.row), reply: found.reply } };
    },
  });
}

/** Without one: where the answer is lost, the order is told as unknown, unless the adapter can tell which one it is. */
async function placeUnnamed<A extends OrderApi<I>, I extends Instrument, Row, Request>(
  orders: OrderDefinition<A, I, Row, Request>,
  api: A,
  instrument: FoundInstrument<I['row'], I['list']>,
  request: Request,
): Promise<PlacedOrder> {
  const { recentOrders } = api.state;
  const { expires, limit } = expiryOf(orders, 'place');
  const native = orders.ids.format(instrument);
  const sentAt = api.now();
  const placement = recentOrders.begin(api, native);
  try {
    return await writeOnce<PlacedOrder>(api, {
      subject: say('order of {symbol}', { symbol: instrument.name }),
      advice: howToLook(orders),
      expires,
      send: (limits) => orders.place(api, request, '', limit(limits)),
      ...(orders.trace && {
        find: async () => {
          const found = await orders.trace?.(api, request, sentAt);
          const told =
            found && recentOrders.isKnown(api, orderIdOf(orders.ids, { instrument, id: found.id }));
          // That there is none is never proven; and one that another call has placed, or may have, is not this one.
          if (!found || told || !placement.alone)
            throw new NetworkError(say('the order cannot be found'), { outcome: 'unknown' });
          return { state: 'done', value: found };
        },
      }),
    });
  } finally {
    placement.end();
  }
}

/** How a person finds an order without a name. */
function howToLook({ open, done }: { open?: unknown; done?: unknown }): string {
  const lists = [...(open ? ['GetOrders'] : []), ...(done ? ['GetHistoryOrders'] : [])];
  return lists.length > 0
    ? say('look for it with {lists} before ordering again', { lists: allOf(lists) })
    : say("look for it on the exchange's page before ordering again");
}

/** Waits until the exchange says whether an order that it has accepted is placed. */
async function awaitPlacement<A extends OrderApi<I>, I extends Instrument, Row>(
  orders: AnyOrders<A, I, Row>,
  accepted: NonNullable<AnyOrders<A, I, Row>['accepted']>,
  api: A,
  key: OrderKey<I['list']>,
  placed: PlacedOrder,
): Promise<PlacedOrder> {
  const { recentOrders } = api.state;
  const id = orderIdOf(orders.ids, key);
  recentOrders.expect(api, id, 'accepted');
  const told = await untilTold(api, async () => {
    const found = await findOrder(orders, api, key).catch(() => undefined);
    const state = found ? accepted(found.row) : 'waiting';
    return state === 'waiting' ? undefined : state;
  });
  if (told === 'placed') {
    recentOrders.expect(api, id, 'placed');
    return placed;
  }
  if (told) {
    recentOrders.settle(api, id);
    const { code = '', refused } = told;
    throw new ExchangeError({ code, message: refused || say('the exchange has refused the order') });
  }
  throw new NetworkError(
    say(
      'outcome unknown: the exchange has accepted the order {id}, and does not tell yet whether it is placed: ask GetOrder for that id before ordering again',
      { id },
    ),
    { outcome: 'unknown' },
  );
}
