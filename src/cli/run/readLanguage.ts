import type { Language } from '../../strategy/translateEvent.js';

/** The language of texts that FMZ has in two: Chinese where the environment asks for it, English otherwise. */
export function readLanguage({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Language {
  // An empty variable counts as none: POSIX, 8.2.
  return /^zh/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'zh' : 'en';
}
