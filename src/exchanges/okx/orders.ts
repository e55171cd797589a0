import type { Methods } from '../../exchange/defineExchange.js';
import { ExchangeError } from '../../exchange/ExchangeError.js';
import { parseReply } from '../../exchange/parseReply.js';
import { formatOrderId } from '../../protocol/order.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { OkxKeys } from './credentials.js';
import { rawOf } from './market.js';
import { parseOrder } from './parse.js';
import { placeOrder } from './placeOrder.js';
import { readHistoryOrders } from './readHistoryOrders.js';
import { readOpenOrders } from './readOpenOrders.js';
import { acceptedReply, ordersReply } from './replies.js';
import type { OkxState } from './state.js';
import { toInstrumentId, toOrderId } from './symbols.js';

/** Orders. @see https://www.okx.com/docs-v5/en/#order-book-trading-trade */
export const orders = {
  async trade({ symbol, type, price, amount }, api) {
    if (type !== 'buy' && type !== 'sell') {
      throw new ProtocolError(`type ${type} closes a futures position: on spot use buy or sell`);
    }
    const instId = toInstrumentId(symbol);
    const { ordId, reply } = await placeOrder(api, {
      instId,
      tdMode: 'cash',
      side: type,
      ...(price === undefined
        ? { ordType: 'market', tgtCcy: type === 'buy' ? 'quote_ccy' : 'base_ccy' }
        : { ordType: 'limit', px: price }),
      sz: amount,
    });
    return { data: { id: formatOrderId(instId, ordId) }, raw: reply.raw };
  },

  async orders({ symbol }, api) {
    const { rows, replies } = await readOpenOrders(api, symbol && toInstrumentId(symbol));
    return { data: rows.map(parseOrder).reverse(), raw: rawOf(replies) };
  },

  async order(params, api) {
    const { native, id } = toOrderId(params);
    const reply = await api.signedGet('/api/v5/trade/order', { instId: native, ordId: id });
    const [row] = parseReply(ordersReply, reply).data;
    if (!row) throw new ExchangeError({ code: '51603', message: 'Order does not exist' });
    return { data: parseOrder(row), raw: reply.raw };
  },

  async historyorders({ symbol, since, limit }, api) {
    const { rows, replies } = await readHistoryOrders(api, symbol && toInstrumentId(symbol), since, limit);
    return { data: rows.map(parseOrder), raw: rawOf(replies) };
  },

  async cancel(params, api) {
    const { native, id } = toOrderId(params);
    const reply = await api.signedPost('/api/v5/trade/cancel-order', { instId: native, ordId: id });
    parseReply(acceptedReply, reply);
    return { data: true, raw: reply.raw };
  },
} satisfies Methods<OkxKeys, OkxState>;
