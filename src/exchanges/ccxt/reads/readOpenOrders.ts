import type { CcxtApi } from '../CcxtApi.js';
import { requireAnswer } from '../call/requireAnswer.js';
import type { CcxtExchange } from '../instance/CcxtExchange.js';
import { has } from '../instance/has.js';
import { isOpen } from '../parse/parseStatus.js';
import type { OrderRow } from '../rows/orderRow.js';
import { readOrderList } from './readOrderList.js';
import type { Selection } from './selectInstruments.js';

/** Orders that may still trade. @throws as {@link readOrderList} does. */
export async function readOpenOrders(
  api: CcxtApi,
  exchange: CcxtExchange,
  selection: Selection,
): Promise<OrderRow[]> {
  const name = has(exchange.has, 'fetchOpenOrders') ? 'fetchOpenOrders' : 'fetchOrders';
  const all = { since: 0, count: Number.POSITIVE_INFINITY };
  const rows = await readOrderList(api, exchange, name, selection, all);
  if (rows.length === 0) requireAnswer(api.state.trips.current().replies);
  return rows.filter(isOpen);
}
