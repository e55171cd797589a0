/**
 * Pads numbers so that all are equally wide and their decimal points stand below one another; empty texts stay empty.
 *
 * @example alignDecimals(['1.5', '10', '']) // [' 1.5', '10  ', '']
 */
export function alignDecimals(texts: readonly string[]): string[] {
  const parts = texts.map((text) => {
    const point = text.indexOf('.');
    return point < 0
      ? { whole: text, fraction: '' }
      : { whole: text.slice(0, point), fraction: text.slice(point) };
  });
  const whole = parts.reduce((width, part) => Math.max(width, part.whole.length), 0);
  const fraction = parts.reduce((width, part) => Math.max(width, part.fraction.length), 0);
  return parts.map((part, index) =>
    texts[index] === '' ? '' : part.whole.padStart(whole) + part.fraction.padEnd(fraction),
  );
}
