import type { ScriptFile } from '../settings.js';

/** `throw 'text'`, also in front of what is joined to it. */
const THROWN = /\bthrow\s*\(?\s*(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\$]|\\.)*))/g;

/**
 * Where in a strategy's files a text was thrown, which knows no place itself as an Error does: the only `throw` that begins with
 * it; `undefined` where there are several, or none.
 *
 * @returns file and line: `strategy.js:3`.
 */
export function placeOfText(text: string, scripts: readonly ScriptFile[]): string | undefined {
  const found = scripts.flatMap(({ file, source }) =>
    [...source.matchAll(THROWN)].flatMap((match) => {
      const literal = match[1] ?? match[2] ?? match[3] ?? '';
      if (literal === '' || !text.startsWith(literal)) return [];
      return [{ literal, place: `${file}:${source.slice(0, match.index).split('\n').length}` }];
    }),
  );
  // A whole text says more than how one begins.
  const whole = found.filter(({ literal }) => literal === text);
  const [only, ...others] = whole.length > 0 ? whole : found;
  return others.length > 0 ? undefined : only?.place;
}
