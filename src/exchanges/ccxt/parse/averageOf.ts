import { addDecimals, divideDecimals, signOf, toDecimal } from '../../../protocol/decimal.js';
import type { Quirks } from '../quirks/Quirks.js';
import type { OrderRow } from '../rows/orderRow.js';
import { isLimitOrder, isMarketOrder } from '../rows/orderType.js';

/**
 * The average price that an order was filled at, as a decimal string: what the exchange tells of it, otherwise the price
 * of a limit order, and "0" where neither says at what price a market order was filled.
 */
export function averageOf(row: OrderRow, quirks: Quirks): string {
  const { filled = '0', price = '0' } = row;
  if (signOf(filled) <= 0) return '0';
  const told = quirks.executed ? fromFunds(row, filled, quirks.executed) : row.average;
  if (told !== undefined && signOf(told) > 0) return told;
  return isLimitOrder(row.type) && !quirks.limitsFromMarkets && !isMarket(row, quirks) ? price : '0';
}

/** Whether an order was placed as a market order, though ccxt may have made a limit order of it. */
export function isMarket({ type, timeInForce }: OrderRow, { marketOrdersNeedPrice }: Quirks): boolean {
  if (isMarketOrder(type)) return true;
  return marketOrdersNeedPrice !== undefined && ['IOC', 'FRONTENDMARKET'].includes(timeInForce ?? '');
}

function fromFunds(
  { info }: OrderRow,
  filled: string,
  { order, trades }: NonNullable<Quirks['executed']>,
): string | undefined {
  const told = toDecimal(fieldOf(info, order)) ?? sumOf(fieldOf(info, 'trades'), trades);
  return told && divideDecimals(told, filled);
}

function sumOf(rows: unknown, field: string | undefined): string | undefined {
  if (!Array.isArray(rows) || rows.length === 0) return undefined;
  const told = rows.map((row) => toDecimal(fieldOf(row, field)));
  const known = told.filter((funds) => funds !== undefined);
  return known.length === rows.length ? addDecimals(known) : undefined;
}

function fieldOf(info: unknown, field: string | undefined): unknown {
  return field === undefined ? undefined : Object(info)[field];
}
