/**
 * JSON text that is passed on byte for byte: what an exchange sent, so that every digit survives.
 *
 * @example new RawJson('{"ordId":2896576259728695296}')
 */
export class RawJson {
  readonly text: string;

  /** @param text valid JSON; nothing checks it again. */
  constructor(text: string) {
    this.text = text;
  }
}

/** JSON of a value that may be a {@link RawJson}, or a list that holds some. */
export function encodeJson(value: unknown): string {
  if (value instanceof RawJson) return value.text;
  if (Array.isArray(value) && value.some((item) => item instanceof RawJson)) {
    return `[${value.map(encodeJson).join(',')}]`;
  }
  return JSON.stringify(value) ?? 'null';
}
