import { Script } from 'node:vm';

/** What FMZ also runs, and what strategies are saved as, by the ending of a file's name. */
const ENDINGS: Readonly<Record<string, string>> = {
  py: 'Python',
  pine: 'Pine',
  cpp: 'C++',
  cc: 'C++',
  cxx: 'C++',
  h: 'C++',
  hpp: 'C++',
  rs: 'Rust',
  md: 'Markdown',
  html: 'HTML',
  xml: 'XML',
};

/** What tells a language in the text of what is no JavaScript; the first that is found. */
const CLUES: readonly (readonly [language: string, clue: RegExp])[] = [
  ['HTML', /^\s*<(!doctype html|html)\b/i],
  ['XML', /^\s*<\?xml\b/],
  ['Markdown', /^```/m],
  ['C++', /^\s*#\s*include\b/m],
  ['Python', /^\s*(def \w+\(.*\)( *->.*)?:|from [\w.]+ import |import [\w., ]+$)/m],
  ['My Language', /^\s*\(\*backtest\b/],
];

/**
 * The language of a script that is neither JavaScript nor TypeScript, as far as it can be told.
 *
 * @example languageOf('main.py', '') // 'Python'
 * @example languageOf('strategy.txt', '//@version=5\nindicator("x")') // 'Pine'
 */
export function languageOf(file: string, source: string): string | undefined {
  const [, ending = ''] = /\.(\w+)$/.exec(file) ?? [];
  const byName = ENDINGS[ending.toLowerCase()];
  if (byName !== undefined) return byName;
  // Much of Pine can be read as JavaScript.
  if (/^\s*\/\/\s*@version\s*=\s*\d/m.test(source) && !/\bfunction\b/.test(source)) return 'Pine';
  const found = CLUES.find(([, clue]) => clue.test(source));
  return found && !isJavaScript(source) ? found[0] : undefined;
}

/** Whether it is a script as it stands, whatever becomes of it when it runs. */
export function isJavaScript(source: string): boolean {
  try {
    return new Script(source) instanceof Script;
  } catch {
    return false;
  }
}
