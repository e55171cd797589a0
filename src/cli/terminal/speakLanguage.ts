import { type Language, speak } from '../../wording/say.js';
import { variableOf } from './flags.js';

/**
 * The language that a command is asked to speak: by `--lang`, by its variable, or by the system's. Chinese where that
 * begins with `zh`, English otherwise.
 *
 * @param argv everything that was typed, which no command has parsed yet.
 * @example languageOf(['call', 'ticker', '--lang', 'zh'], {}) // 'zh'
 * @example languageOf([], { LANG: 'zh_CN.UTF-8' }) // 'zh'
 */
export function languageOf(argv: readonly string[], environment: NodeJS.ProcessEnv): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  // An empty variable counts as none: POSIX, 8.2.
  const asked = typedLanguage(argv) ?? environment[variableOf('lang')];
  return /^zh/i.test(asked || LC_ALL || LC_MESSAGES || LANG || '') ? 'zh' : 'en';
}

function typedLanguage(argv: readonly string[]): string | undefined {
  const end = argv.indexOf('--');
  const words = end < 0 ? argv : argv.slice(0, end);
  const at = words.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  return words[at] === '--lang' ? words[at + 1] : words[at]?.slice('--lang='.length);
}

/** Lets this process speak a language. The texts of English are those of the source, and nothing is loaded for them. */
export async function speakLanguage(language: Language): Promise<void> {
  speak(language === 'zh' ? (await import('../../wording/chinese.js')).chinese : undefined);
}
