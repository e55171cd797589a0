/** The object that a body holds as JSON; undefined where it holds something else. */
export function parseObject(body: Buffer): Record<string, unknown> | undefined {
  const value = parse(body);
  return isObject(value) ? value : undefined;
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
