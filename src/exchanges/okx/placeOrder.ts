import { randomBytes } from 'node:crypto';
import type { Api } from '../../exchange/Api.js';
import { ExchangeError } from '../../exchange/ExchangeError.js';
import { parseReply } from '../../exchange/parseReply.js';
import { NetworkError } from '../../http/NetworkError.js';
import type { Reply } from '../../http/Reply.js';
import type { OkxKeys } from './credentials.js';
import { acceptedReply, ordersReply } from './replies.js';
import type { OkxState } from './state.js';

/** The body of POST /api/v5/trade/order, but for the client order id. */
export interface OrderRequest {
  instId: string;
  tdMode: string;
  side: 'buy' | 'sell';
  ordType: string;
  sz: string;
  px?: string;
  tgtCcy?: string;
}

/**
 * Places an order, at most once. Where no usable answer comes, the order is looked up by its client order id.
 *
 * @throws ExchangeError when OKX refuses it.
 * @throws NetworkError (outcome unknown, naming the client order id) when it cannot be found out whether it exists.
 */
export async function placeOrder(
  api: Api<OkxKeys, OkxState>,
  order: OrderRequest,
): Promise<{ ordId: string; reply: Reply }> {
  const clOrdId = `fmz${randomBytes(14).toString('hex')}`;
  try {
    const reply = await api.signedPost('/api/v5/trade/order', { ...order, clOrdId });
    return { ordId: onlyOrderId(reply), reply };
  } catch (error) {
    if (!isUnknown(error)) throw error;
    return (
      (await findOrder(api, order.instId, clOrdId)) ??
      Promise.reject(
        new NetworkError(
          `outcome unknown: ${error.message}; the order may exist: look for client order id ${clOrdId} among the orders before ordering again`,
          { outcome: 'unknown', cause: error },
        ),
      )
    );
  }
}

function onlyOrderId(reply: Reply): string {
  const [row] = parseReply(acceptedReply, reply).data;
  if (row && row.ordId !== '') return row.ordId;
  throw new NetworkError('the answer names no order', { outcome: 'unknown' });
}

function isUnknown(error: unknown): error is ExchangeError | NetworkError {
  return (error instanceof ExchangeError || error instanceof NetworkError) && error.outcome === 'unknown';
}

async function findOrder(
  api: Api<OkxKeys, OkxState>,
  instId: string,
  clOrdId: string,
): Promise<{ ordId: string; reply: Reply } | undefined> {
  try {
    const reply = await api.signedGet('/api/v5/trade/order', { instId, clOrdId });
    const [row] = parseReply(ordersReply, reply).data;
    return row && { ordId: row.ordId, reply };
  } catch {
    // Not found now is no proof: the order may still be on its way.
    return undefined;
  }
}
