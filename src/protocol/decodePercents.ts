/**
 * A text without its percent-encoding; one that cannot be decoded stays as it is.
 *
 * @example decodePercents('/%E5%B8%81') // '/币'
 */
export function decodePercents(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
