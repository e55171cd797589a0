/**
 * How an order's id looks once a number has been made of it: above 2^53 that is the id of another order.
 *
 * @returns a pattern, or `undefined` for an id that keeps its digits.
 */
export function roundedId(id: string | undefined): RegExp | undefined {
  if (id === undefined || !/^\d{16,}$/.test(id)) return undefined;
  const rounded = String(Number(id));
  if (rounded === id) return undefined;
  return new RegExp(`(?<![\\d.])${rounded.replace(/[.+]/g, '\\$&')}(?![\\d.])`, 'g');
}
