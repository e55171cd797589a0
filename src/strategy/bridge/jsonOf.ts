const { stringify } = JSON;

/** The JSON of a message. */
export function jsonOf(message: unknown): string {
  return stringify(message, readable);
}

/** JSON has neither NaN nor big integers: they go as their text, which whoever wants a number refuses or reads. */
function readable(_key: string, value: unknown): unknown {
  if (typeof value === 'number' && !(value - value === 0)) return `${value}`;
  return typeof value === 'bigint' ? `${value}` : value;
}
