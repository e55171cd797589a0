import documented from '../../doubles/bybit/documentedShapes.json' with { type: 'json' };

const shapes: Record<string, unknown> = documented;

/** A value with all members of a shape: of each kind the emptiest one. */
function empty(shape: unknown): unknown {
  if (shape === 'number') return 0;
  if (shape === 'boolean') return false;
  if (typeof shape === 'string') return '';
  if (Array.isArray(shape)) return shape.map(empty);
  return Object.fromEntries(Object.entries(Object(shape)).map(([name, member]) => [name, empty(member)]));
}

/**
 * An answer with all members that Bybit documents, empty but for those that are given.
 *
 * @param name of a documented answer.
 * @param given members of the result, and of the first row of its list.
 */
export function envelopeOf(name: string, given: { result?: object; row?: object; time?: number }): string {
  const { result, ...rest } = Object(empty(shapes[name]));
  const [row] = Array.isArray(result.list) ? result.list : [];
  const filled = { ...result, ...(row && { list: [{ ...Object(row), ...given.row }] }), ...given.result };
  return JSON.stringify({ ...rest, retMsg: 'OK', result: filled, time: given.time ?? 1_700_000_000_000 });
}
