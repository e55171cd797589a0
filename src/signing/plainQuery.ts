/**
 * A query without its percent-encoding, for exchanges that sign it so. One that cannot be decoded stays as it is.
 *
 * @example plainQuery('currencies=BTC%2CETH') // 'currencies=BTC,ETH'
 */
export function plainQuery(query: string): string {
  try {
    return decodeURIComponent(query);
  } catch {
    return query;
  }
}
