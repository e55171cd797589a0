import type { CcxtExchange } from '../instance/CcxtExchange.js';
import { featuresOf } from '../instance/featuresOf.js';
import type { CcxtInstrument } from '../instruments.js';

/**
 * How many orders ccxt knows an exchange to send at once, and of how many days, of the kind of instruments that it sends
 * least of.
 *
 * @param open whether the list is that of open orders.
 */
export function pageOf(
  exchange: CcxtExchange,
  instruments: readonly CcxtInstrument[],
  open: boolean,
): { size: number; days: number | undefined } {
  const kinds = new Map(instruments.map(({ row }) => [`${row.type} ${row.linear}`, row]));
  const features = [...kinds.values()].map((row) => {
    const { fetchOpenOrders, fetchOrders, fetchClosedOrders } = featuresOf(exchange, row);
    return open ? fetchOpenOrders : (fetchClosedOrders ?? fetchOrders);
  });
  const least = (values: readonly (number | undefined)[]) =>
    Math.min(...values.filter((value) => value !== undefined));
  const days = least(features.map((list) => list?.untilDays));
  // Most exchanges refuse to send more than a hundred.
  const most = open ? Number.POSITIVE_INFINITY : 100;
  const size = Math.min(least(features.map((list) => list?.limit)), most);
  return { size, days: days < 10_000 ? days : undefined };
}
