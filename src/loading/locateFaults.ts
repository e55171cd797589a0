import type { Exchange } from '../adapter/Exchange.js';
import { ExchangeError } from '../adapter/ExchangeError.js';
import { NetworkError } from '../http/NetworkError.js';
import { ProtocolError } from '../protocol/ProtocolError.js';
import { AdapterFault } from './AdapterFault.js';
import { findPlace } from './describeLoadError.js';

/**
 * The same exchange, whose faults say where in its author's files they come from. What was said of a request, of the exchange
 * or of the way to it stays as it is.
 *
 * @param files the adapter's own, by full path.
 */
export function locateFaults(exchange: Exchange, files: ReadonlyMap<string, string>): Exchange {
  const located = (error: unknown): unknown => {
    if (error instanceof ProtocolError || error instanceof NetworkError || error instanceof ExchangeError)
      return error;
    const place = findPlace(error, files);
    return place === undefined ? error : new AdapterFault(place, error);
  };
  const { wrap } = exchange;
  return {
    ...exchange,
    ...(wrap && { wrap: (inner: Exchange) => locateFaults(wrap(inner), files) }),
    locate: located,
  };
}
