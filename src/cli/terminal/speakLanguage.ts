import { type Language, speak } from '../../wording/say.js';
import { variableOf } from './flags.js';

/**
 * The language that a command is asked to speak: by `--lang`, by its variable, or by the system's. Chinese where that
 * names it, English otherwise.
 *
 * @param argv everything that was typed, which no command has parsed yet.
 * @example languageOf(['call', 'ticker', '--lang', 'zh'], {}) // 'zh'
 * @example languageOf([], { LANG: 'zh_CN.UTF-8' }) // 'zh'
 */
export function languageOf(argv: readonly string[], environment: NodeJS.ProcessEnv): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  // An empty variable counts as none: POSIX, 8.2.
  const asked = typedLanguage(argv) ?? environment[variableOf('lang')] ?? '';
  // What names neither is refused, in the language of the system.
  const named = /^en/i.test(asked) || namesChinese(asked);
  return namesChinese((named && asked) || LC_ALL || LC_MESSAGES || LANG || '') ? 'zh' : 'en';
}

/**
 * Whether Chinese is meant, however it is written.
 *
 * @example namesChinese('zh_CN.UTF-8') // true, as of 'zh-Hans', 'cn' and '中文'
 */
export function namesChinese(text: string): boolean {
  return /^(zh|cn|chinese|中)/i.test(text);
}

function typedLanguage(argv: readonly string[]): string | undefined {
  const [word, value] = findLanguage(argv).flag;
  return word === '--lang' ? value : word?.slice('--lang='.length);
}

/** `--lang` and its value, among what is typed, and what is typed before and behind them. */
function findLanguage(argv: readonly string[]): { before: string[]; flag: string[]; behind: string[] } {
  const end = argv.indexOf('--');
  const words = end < 0 ? argv : argv.slice(0, end);
  const at = words.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const start = at < 0 ? argv.length : at;
  const next = start + (words[at] === '--lang' ? 2 : 1);
  return { before: argv.slice(0, start), flag: argv.slice(start, next), behind: argv.slice(next) };
}

/**
 * What is typed, with a `--lang` in front of the command put behind it, where the command parses it. Without a command the
 * help does, which is shown then.
 *
 * @example commandFirst(['--lang', 'zh', 'call', 'ticker']) // ['call', '--lang', 'zh', 'ticker']
 * @example commandFirst(['--lang', 'zh']) // ['help', '--lang', 'zh']
 */
export function commandFirst(argv: readonly string[]): string[] {
  const { before, flag, behind } = findLanguage(argv);
  if (before.length > 0) return [...argv];
  const [command, ...words] = behind;
  if (command !== undefined) return [command, ...flag, ...words];
  return flag.length > 0 ? ['help', ...flag] : [];
}

/** What is typed, without `--lang`: for who looks for a command in it. */
export function withoutLanguage(argv: readonly string[]): string[] {
  const { before, behind } = findLanguage(argv);
  return [...before, ...behind];
}

/** Lets this process speak a language. The texts of English are those of the source, and nothing is loaded for them. */
export async function speakLanguage(language: Language): Promise<void> {
  speak(language === 'zh' ? (await import('../../wording/chinese.js')).chinese : undefined);
}
