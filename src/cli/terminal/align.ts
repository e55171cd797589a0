const PLAIN = /^[\x20-\x7e]*$/;
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const NONE = /[\p{M}\p{Cf}\p{Cc}]/u;

/**
 * How many columns a text without colors takes in a terminal: Chinese, Japanese and Korean characters take two
 * (https://www.unicode.org/reports/tr11/), combining marks none.
 *
 * @example displayWidth('币安') // 4
 */
export function displayWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : NONE.test(character) ? 0 : 1;
  return width;
}

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
