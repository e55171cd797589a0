import type { Pages } from '../../adapter/readPages.js';
import type { BybitApi } from './BybitApi.js';
import type { Category } from './instruments.js';
import { readList } from './readList.js';
import { type OrderRow, ordersReply } from './replies.js';
import type { InstrumentQuery } from './selectInstruments.js';

const PAGE = 50;

/** An order and the category it was asked for in: the row does not name it. */
export interface CategoryOrder {
  category: Category;
  row: OrderRow;
}

/**
 * All open orders of a selection, its queries read side by side. Conditional orders wait elsewhere until they are
 * triggered, and are none of them.
 *
 * @see https://bybit-exchange.github.io/docs/v5/order/open-order
 */
export async function readOpenOrders(
  api: BybitApi,
  queries: readonly InstrumentQuery[],
): Promise<Pages<CategoryOrder>> {
  const lists = await Promise.all(
    queries.map((query) =>
      readList(ordersReply, { name: 'open orders', keyOf }, (cursor) =>
        api.signedGet('/v5/order/realtime', { ...query, orderFilter: 'Order', limit: PAGE, cursor }),
      ),
    ),
  );
  return {
    rows: lists.flatMap(({ rows }, index) => {
      const category = queries[index]?.category;
      return category ? rows.map((row) => ({ category, row })) : [];
    }),
    replies: lists.flatMap(({ replies }) => replies),
  };
}

function keyOf({ orderId }: OrderRow): string {
  return orderId;
}
