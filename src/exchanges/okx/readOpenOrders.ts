import type { Api } from '../../exchange/Api.js';
import { parseReply } from '../../exchange/parseReply.js';
import type { Reply } from '../../http/Reply.js';
import { type OrderRow, ordersReply } from './replies.js';
import type { OrderSelection } from './selectOrders.js';

const PAGE = 100;

/**
 * All open orders, newest first, of one instrument, one type, or all.
 *
 * @see https://www.okx.com/docs-v5/en/#order-book-trading-trade-get-order-list
 */
export async function readOpenOrders(
  api: Pick<Api<unknown, unknown>, 'signedGet'>,
  query: OrderSelection['query'],
): Promise<{ rows: OrderRow[]; replies: Reply[] }> {
  const rows: OrderRow[] = [];
  const replies: Reply[] = [];
  for (let after: string | undefined, full = true; full; after = rows.at(-1)?.ordId) {
    const reply = await api.signedGet('/api/v5/trade/orders-pending', { ...query, limit: PAGE, after });
    const page = parseReply(ordersReply, reply).data;
    replies.push(reply);
    rows.push(...page);
    full = page.length >= PAGE;
  }
  return { rows, replies };
}
