import { isClientOrderId } from '../../adapter/clientOrderId.js';
import { quote } from '../../protocol/oneLine.js';
import { parseOrderId } from '../../protocol/order.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { FmzSymbol, FmzSymbolRange } from '../../protocol/symbol.js';
import type { BybitApi } from './BybitApi.js';
import type { OrderKey } from './findOrder.js';
import { categories } from './instruments.js';

const NATIVE = /^([a-z]+):([\p{L}\p{N}-]+)$/iu;
// Digits on spot, a UUID on contracts.
const THEIRS = /^(\d{1,32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/**
 * Takes an order id apart, which may hold an order link id of fmzproto's own; the symbol of the request counts only for
 * an id of the old dialect, which holds none.
 *
 * @throws ProtocolError when it is no id of Bybit's.
 * @example await toOrderKey(api, { id: 'spot:ETHUSDT,123456' })
 * // { category: 'spot', symbol: 'ETHUSDT', orderId: '123456' }
 */
export async function toOrderKey(
  api: BybitApi,
  params: { id: string; symbol?: FmzSymbol | FmzSymbolRange | undefined },
): Promise<OrderKey> {
  const { native, id } = parseOrderId(params.id);
  const key = isClientOrderId(id) ? { orderLinkId: id } : THEIRS.test(id) ? { orderId: id } : undefined;
  if (key && native === undefined && params.symbol) {
    const { list: category, id: symbol } = await api.state.instruments.one(api, params.symbol);
    return { category, symbol, ...key };
  }
  const [, prefix = '', symbol = ''] = NATIVE.exec(native ?? '') ?? [];
  const category = categories.find((known) => known === prefix.toLowerCase());
  if (key && category) {
    return { category, symbol: await api.state.instruments.spell(api, category, symbol), ...key };
  }
  throw new ProtocolError(
    `${quote(params.id)} is not a Bybit order id: use the id that CreateOrder returned, like spot:ETHUSDT,123456`,
  );
}
