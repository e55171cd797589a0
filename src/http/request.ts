import type { Verb } from '../protocol/methods.js';

/** A request as it goes over the wire: `url` and `body` are the exact bytes, in UTF-8. */
export interface HttpRequest {
  method: Verb;
  url: string;
  headers: Record<string, string>;
  body?: string;
  /** On the clock of `performance.now()`, in ms: it is never sent after it. */
  deadline: number;
  /** Ends the request; it is never sent after it is aborted. */
  signal: AbortSignal;
  /** Called once, just before the first byte goes to the exchange: until then, nothing of it has left this machine. */
  onSent?: (() => void) | undefined;
}

/** Values of a query; those that are undefined are left out. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * The query string of a path, percent-encoded, with its leading question mark; empty where there is nothing in it.
 *
 * @example encodeQuery({ instId: 'BTC-USDT', limit: 100 }) // '?instId=BTC-USDT&limit=100'
 */
export function encodeQuery(query: Query = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`],
  );
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}
