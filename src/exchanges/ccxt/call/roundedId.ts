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

/** Whether a request names another order: one whose id is what ccxt made of this one as a number. */
export function isMisread(id: string, request: string): boolean {
  if (request.includes(id) || request.includes(encodeURIComponent(id))) return false;
  if (Number.isNaN(Number(id)) && /[:=](null|NaN)(?![\w.])/.test(request)) return true;
  const numbers = [Number(id), Number.parseInt(id, 10), Number.parseFloat(id)]
    .filter(Number.isFinite)
    .map(String);
  return numbers.some((number) =>
    new RegExp(`(?<![\\w.-])${number.replace(/[.+]/g, '\\$&')}(?![\\w.-])`).test(request),
  );
}
