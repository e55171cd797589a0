import type { Api } from '../../exchange/Api.js';
import { parseReply } from '../../exchange/parseReply.js';
import type { Reply } from '../../http/Reply.js';
import { type OrderRow, ordersReply } from './replies.js';

const PAGE = 100;

/**
 * All open orders, newest first, of one instrument or of all.
 *
 * @see https://www.okx.com/docs-v5/en/#order-book-trading-trade-get-order-list
 */
export async function readOpenOrders(
  api: Pick<Api<unknown, unknown>, 'signedGet'>,
  instId: string | undefined,
): Promise<{ rows: OrderRow[]; replies: Reply[] }> {
  const rows: OrderRow[] = [];
  const replies: Reply[] = [];
  for (let after: string | undefined, full = true; full; after = rows.at(-1)?.ordId) {
    const reply = await api.signedGet('/api/v5/trade/orders-pending', {
      instType: 'SPOT',
      instId,
      limit: PAGE,
      after,
    });
    const page = parseReply(ordersReply, reply).data;
    replies.push(reply);
    rows.push(...page);
    full = page.length >= PAGE;
  }
  return { rows, replies };
}
