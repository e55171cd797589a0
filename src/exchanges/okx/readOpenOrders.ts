import type { Api } from '../../adapter/Api.js';
import { type Pages, readPages } from '../../adapter/readPages.js';
import { parseReply } from '../../adapter/rows.js';
import { type OrderRow, ordersReply } from './replies.js';
import type { OrderSelection } from './selectOrders.js';

const PAGE = 100;

/**
 * All open orders, newest first, of one instrument, one type, or all.
 *
 * @see https://www.okx.com/docs-v5/en/#order-book-trading-trade-get-order-list
 */
export function readOpenOrders(
  api: Pick<Api<unknown, unknown>, 'signedGet'>,
  query: OrderSelection['query'],
): Promise<Pages<OrderRow>> {
  return readPages<OrderRow>({
    name: 'open orders',
    async read(after) {
      const reply = await api.signedGet('/api/v5/trade/orders-pending', { ...query, limit: PAGE, after });
      return { rows: parseReply(ordersReply, reply).data, reply };
    },
    keyOf: ({ ordId }) => ordId,
    cursorOf: ({ ordId }) => ordId,
  });
}
