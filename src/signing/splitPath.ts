/**
 * A request's path and its query, percent-encoded as sent and without the question mark.
 *
 * @example splitPath('/v5/order/realtime?category=spot') // { path: '/v5/order/realtime', query: 'category=spot' }
 */
export function splitPath(path: string): { path: string; query: string } {
  const at = path.indexOf('?');
  return at < 0 ? { path, query: '' } : { path: path.slice(0, at), query: path.slice(at + 1) };
}
