import type { CcxtExchange } from './CcxtExchange.js';
import { featuresOf } from './featuresOf.js';
import type { CcxtInstrument } from './instruments.js';

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
  const features = instruments.map(({ row }) => {
    const { fetchOpenOrders, fetchOrders, fetchClosedOrders } = featuresOf(exchange, row);
    return Object(open ? fetchOpenOrders : (fetchClosedOrders ?? fetchOrders));
  });
  const least = (values: unknown[]) =>
    Math.min(...values.filter((value) => typeof value === 'number' && value > 0).map(Number));
  const days = least(features.map(({ untilDays }) => untilDays));
  // Most exchanges refuse to send more than a hundred.
  const size = Math.min(least(features.map(({ limit }) => limit)), open ? Number.POSITIVE_INFINITY : 100);
  return { size, days: days < 10_000 ? days : undefined };
}
