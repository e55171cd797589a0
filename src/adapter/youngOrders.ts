import { say } from '../wording/say.js';
import type { RawReply } from './Api.js';
import type { Instrument } from './Instrument.js';
import type { OrderApi } from './OrderDefinition.js';
import { toOrderKey } from './orderIds.js';
import { type AnyOrders, findOrder, isOpen } from './readOrders.js';
import type { Pages } from './readPages.js';
import type { Selection } from './selection.js';

/**
 * Adds to a list of open orders those that were accepted or placed a moment ago and that the list lags behind: a strategy
 * that does not see its order might place it again.
 *
 * @throws ExchangeError that names the order where the exchange does not show it at all, as yet.
 */
export async function addYoungOrders<A extends OrderApi<I>, I extends Instrument, Row>(
  orders: AnyOrders<A, I, Row>,
  api: A,
  { holds }: Pick<Selection<I['row'], I['list']>, 'holds'>,
  listed: Pages<Row, RawReply>,
): Promise<Pages<Row, RawReply>> {
  const { recentOrders } = api.state;
  const shown = new Set(listed.rows.map((row) => orders.idOf(row)));
  const found = await Promise.all(
    recentOrders.expected(api).map(async (id) => {
      const key = await toOrderKey(api, orders.ids, { id });
      if (shown.has(key.id) || !holds(key.instrument.id)) return [];
      const order = await recentOrders.find(api, id, () => findOrder(orders, api, key));
      if (!order)
        throw recentOrders.unknown(api, id, {
          message: say('the order {id} is not among the orders yet', { id }),
        });
      // The list has one that a change gave another id under that.
      const isListed = shown.has(orders.currentIdOf?.(order.row) ?? key.id);
      if (isOpen(orders, order.row)) return isListed ? [] : [order];
      recentOrders.settle(api, id);
      return [];
    }),
  );
  const young = found.flat();
  return {
    rows: [...listed.rows, ...young.map(({ row }) => row)],
    replies: [...listed.replies, ...young.map(({ reply }) => reply)],
  };
}
