/** A line of FMZ's log, and how it is shown. */
export interface LogText {
  text: string;
  colour?: string;
  push?: boolean;
}

const COLOUR = /#[0-9a-f]{6}$/i;

/**
 * A line of FMZ's log: texts as they are, objects as JSON, all joined by blanks. The last text may end with a colour
 * (`#ff0000`), and with `@`, which sends it to the user's devices, or `&`, which keeps it private.
 *
 * @example logText(['profit', 3, { a: 1 }, '#ff0000']) // { text: 'profit 3 {"a":1}', colour: '#ff0000' }
 */
export function logText(args: readonly unknown[]): LogText {
  let text = args.map(textOf).join(' ');
  if (typeof args.at(-1) !== 'string') return { text };
  let push = false;
  for (let mark = text.at(-1); mark === '@' || mark === '&'; mark = text.at(-1)) {
    push ||= mark === '@';
    text = text.slice(0, -1);
  }
  const [colour] = COLOUR.exec(text) ?? [];
  if (colour !== undefined) text = text.slice(0, -colour.length);
  return { text: text.trimEnd(), ...(colour !== undefined && { colour }), ...(push && { push }) };
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Error) return String(value);
  if (typeof value !== 'object' || value === null) return String(value);
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}
