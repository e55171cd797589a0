import type { ScriptFile } from '../settings.js';

/** `throw 'text'`, also in front of what is joined to it. */
const TEXT = /\bthrow\s*\(?\s*(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\$]|\\.)*))/g;

/** `throw` of what is neither a text nor an error of the language. */
const OTHER = /\bthrow\b\s*\(?\s*(?!\s|\(|['"`]|new\s+\w*Error\b)/g;

/** How much of what stands behind it is looked through for the members of an object. */
const LONGEST = 2000;

/**
 * Where in a strategy's files something was thrown that knows no place itself, as an Error does: the only `throw` that it can have
 * come from; `undefined` where there are several, or none.
 *
 * @returns file and line: `strategy.js:3`.
 */
export function placeOfThrow(thrown: unknown, scripts: readonly ScriptFile[]): string | undefined {
  return typeof thrown === 'string' ? placeOfText(thrown, scripts) : placeOfOther(thrown, scripts);
}

/** The only `throw` that begins with the text. */
function placeOfText(text: string, scripts: readonly ScriptFile[]): string | undefined {
  const found = matchesOf(TEXT, scripts).flatMap(({ match, place }) => {
    const literal = match[1] ?? match[2] ?? match[3] ?? '';
    return literal === '' || !text.startsWith(literal) ? [] : [{ literal, place }];
  });
  // A whole text says more than how one begins.
  const whole = found.filter(({ literal }) => literal === text);
  return only(whole.length > 0 ? whole : found);
}

/** The only `throw` of an object with these members, or the only one of all; not where promises are rejected by hand as well. */
function placeOfOther(thrown: unknown, scripts: readonly ScriptFile[]): string | undefined {
  const found = matchesOf(OTHER, scripts).map(({ match, place }) => {
    const start = match.index + match[0].length;
    return { text: firstBraces(match.input.slice(start, start + LONGEST)), place };
  });
  const members = typeof thrown === 'object' && thrown !== null ? Object.keys(thrown) : [];
  const literal = found.filter(
    ({ text }) => text.startsWith('{') && members.length > 0 && members.every((name) => text.includes(name)),
  );
  if (literal.length > 0) return only(literal);
  return scripts.some(({ source }) => /\breject\b/.test(source)) ? undefined : only(found);
}

function matchesOf(pattern: RegExp, scripts: readonly ScriptFile[]) {
  return scripts.flatMap(({ file, source }) =>
    [...source.matchAll(pattern)].map((match) => ({
      match,
      place: `${file}:${source.slice(0, match.index).split('\n').length}`,
    })),
  );
}

/** As far as its first braces are closed. */
function firstBraces(text: string): string {
  let depth = 0;
  const end = [...text].findIndex((character) => {
    if (character === '{') depth += 1;
    if (character === '}') depth -= 1;
    return character === '}' && depth === 0;
  });
  return end < 0 ? text : text.slice(0, end);
}

function only(found: readonly { place: string }[]): string | undefined {
  const [one, ...others] = found;
  return others.length > 0 ? undefined : one?.place;
}
