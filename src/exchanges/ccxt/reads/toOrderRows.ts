import * as v from 'valibot';
import type { CcxtExchange } from '../instance/CcxtExchange.js';
import { mendOrder } from '../quirks/mendOrder.js';
import { listedOrders, type OrderRow, orderRow } from '../rows/orderRow.js';
import { parseRow } from '../rows/parseRow.js';

/** The orders of one of ccxt's lists. */
export function toOrderRows({ id }: Pick<CcxtExchange, 'id'>, answer: unknown): OrderRow[] {
  return parseRow(listedOrders, answer).map((row) => mendOrder(id, row));
}

/** The order that ccxt was asked for. */
export function toOrderRow({ id }: Pick<CcxtExchange, 'id'>, answer: unknown): OrderRow {
  const schema = v.pipe(
    orderRow,
    v.transform((row) => mendOrder(id, row)),
    v.check(({ amount, filled, remaining }) => (amount ?? filled ?? remaining) !== undefined, 'is no order'),
  );
  return parseRow(schema, answer);
}
