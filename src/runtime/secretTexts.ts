/** A shorter text is no token. */
const SHORTEST = 8;
const DEEPEST = 10;
/** A longer one is looked for in pieces: errors are looked through part by part. */
const PIECE = /.{1,4096}/gs;
/** No request can carry more than this, in characters, and looking for it in all that is said would take too long. */
export const MOST_SECRET = 65_536;

/** Every text of eight characters or more in what proves who is asking, bytes in the forms in which they are sent. */
export function secretTextsOf(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return (value.match(PIECE) ?? []).filter(({ length }) => length >= SHORTEST);
  if (value instanceof Uint8Array) {
    const bytes = Buffer.from(value);
    return [bytes.toString('base64'), bytes.toString('hex')].filter(({ length }) => length >= SHORTEST);
  }
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return [];
  const parts = value instanceof Map ? [...value.values()] : Object.values(value);
  return parts.flatMap((part) => secretTextsOf(part, depth + 1));
}
