import * as v from 'valibot';
import type { CcxtExchange } from '../instance/CcxtExchange.js';
import { mendOrder } from '../quirks/mendOrder.js';
import type { OrderListName } from '../quirks/splitLists.js';
import { listedOrders, type OrderRow, orderRow } from '../rows/orderRow.js';
import { parseRow } from '../rows/parseRow.js';

/** What is on which of ccxt's lists. */
const LISTS = {
  fetchOpenOrders: 'open',
  fetchClosedOrders: 'done',
  fetchCanceledOrders: 'done',
  fetchCanceledAndClosedOrders: 'done',
} as const;

/** The orders of one of ccxt's lists. */
export function toOrderRows(
  { id }: Pick<CcxtExchange, 'id'>,
  answer: unknown,
  name: OrderListName | undefined = undefined,
): OrderRow[] {
  const listed = name === undefined || name === 'fetchOrders' ? undefined : LISTS[name];
  return parseRow(listedOrders, answer).map((row) => ({ ...mendOrder(id, row), listed }));
}

/** The order that ccxt was asked for. */
export function toOrderRow({ id }: Pick<CcxtExchange, 'id'>, answer: unknown): OrderRow {
  const schema = v.pipe(
    orderRow,
    v.transform((row) => mendOrder(id, row)),
    v.check(
      ({ amount, filled, remaining }) => (amount ?? filled ?? remaining) !== undefined,
      'is not an order',
    ),
  );
  return parseRow(schema, answer);
}
