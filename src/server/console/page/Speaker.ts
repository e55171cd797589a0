import { chinese } from './chinese.js';
import { english } from './english.js';
import type { Words } from './words.js';

/** What the page can speak. */
export type Language = 'en' | 'zh-CN';

const KEPT = 'fmzproto-language';

/** The language of the page, and what is said in it: what stands there changes when it does. */
export class Speaker {
  #language: Language;
  readonly #followers: (() => void)[] = [];

  /** @param languages the reader's, the preferred one first. */
  constructor(languages: readonly string[]) {
    const first = [localStorage.getItem(KEPT) ?? '', ...languages].find((one) => /^(en|zh)\b/i.test(one));
    this.#language = first && /^zh/i.test(first) ? 'zh-CN' : 'en';
  }

  get language(): Language {
    return this.#language;
  }

  get words(): Words {
    return this.#language === 'zh-CN' ? chinese : english;
  }

  /** A text in the language that is spoken. */
  text(pick: (words: Words) => string): Text {
    const node = document.createTextNode('');
    this.follow((words) => {
      node.data = pick(words);
    });
    return node;
  }

  /** Runs `update` now and whenever the language changes. */
  follow(update: (words: Words) => void): void {
    const run = () => update(this.words);
    this.#followers.push(run);
    run();
  }

  speak(language: Language): void {
    this.#language = language;
    localStorage.setItem(KEPT, language);
    for (const run of this.#followers) run();
  }
}
