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
