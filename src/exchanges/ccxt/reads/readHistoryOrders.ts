import type { CcxtApi } from '../CcxtApi.js';
import { isClassOfError } from '../call/classesOf.js';
import { requireAnswer } from '../call/requireAnswer.js';
import type { CcxtExchange } from '../instance/CcxtExchange.js';
import { isOpen } from '../parse/parseStatus.js';
import type { OrderRow } from '../rows/orderRow.js';
import { readOrderList } from './readOrderList.js';
import type { Selection } from './selectInstruments.js';

/** Orders that are over, of a time and those after it. @throws as {@link readOrderList} does. */
export async function readHistoryOrders(
  api: CcxtApi,
  exchange: CcxtExchange,
  selection: Selection,
  page: { since: number; limit: number },
): Promise<OrderRow[]> {
  const rows = await readDoneOrders(api, exchange, selection, page);
  if (rows.length === 0) requireAnswer(api.state.trips.current().replies);
  return rows.filter((row) => !isOpen(row) && (row.timestamp ?? api.now()) >= page.since);
}

/** From as many of ccxt's lists as it takes. */
async function readDoneOrders(
  api: CcxtApi,
  exchange: CcxtExchange,
  selection: Selection,
  page: { since: number; limit: number },
): Promise<OrderRow[]> {
  const bounds = { since: page.since, count: page.limit };
  const whole = ['fetchCanceledAndClosedOrders', 'fetchOrders'] as const;
  const lists = whole.filter((name) => exchange.has[name] === true);
  for (const name of lists) {
    try {
      return await readOrderList(api, exchange, name, selection, bounds);
    } catch (error) {
      // Some lists are of some kinds of instruments only.
      const isLast = name === lists.at(-1) && exchange.has.fetchClosedOrders !== true;
      if (isLast || !isClassOfError(error, 'NotSupported')) throw error;
    }
  }
  const closed = await readOrderList(api, exchange, 'fetchClosedOrders', selection, bounds);
  if (exchange.has.fetchCanceledOrders !== true) return closed;
  const canceled = await readOrderList(api, exchange, 'fetchCanceledOrders', selection, bounds);
  return [...new Map([...closed, ...canceled].map((row) => [`${row.symbol} ${row.id}`, row])).values()];
}
