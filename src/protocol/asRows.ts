const NONE = new Set<unknown>([undefined, null, '', 'null']);

/**
 * The rows of a list of which an exchange sends one row as an object, and none as null, the text "null", "" or not at all,
 * as services do that turn XML into JSON.
 *
 * @example v.pipe(v.unknown(), v.transform(asRows), v.array(orderRow))
 */
export function asRows(value: unknown): readonly unknown[] {
  if (NONE.has(value)) return [];
  return Array.isArray(value) ? value : [value];
}
