/**
 * What goes to the main thread, which gets JSON: bytes as a text with a character for each, anything else as it is.
 */
export function bytesOf(data: unknown): unknown {
  const bytes = data instanceof ArrayBuffer ? new Uint8Array(data) : data;
  if (!(bytes instanceof Uint8Array)) return data;
  return binaryOf(bytes);
}

/** A text as bytes with a character for each, in UTF-8; of bytes their own. */
export function utf8Of(data: unknown): string {
  const bytes = bytesOf(data);
  if (bytes !== data) return String(bytes);
  const text = typeof data === 'string' ? data : String(data ?? '');
  // What is escaped are the bytes of UTF-8.
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD')).replace(/%([0-9A-F]{2})/g, (_, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** Bytes of a text with a character for each. */
export function bufferOf(binary: string): ArrayBuffer {
  return Uint8Array.from(binary, (character) => character.charCodeAt(0)).buffer;
}

function binaryOf(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  }
  return parts.join('');
}
