import type { Credentials } from '../protocol/envelope.js';
import { formsOf } from './formsOf.js';

/** A shorter text is no key: striking it out would cut words to pieces. */
export const SHORTEST_KEY = 6;
const SHORTEST_PART = 8;

/** What stands before a value in FMZ's secret key box: `uid=...`. Base64 ends in =. */
const NAME = /^\s*[a-z.]{1,24}=(?=[^=\s])/i;

const SYNTAX = /[\\^$.*+?()[\]{}|/-]/g;

/** What stands where a secret was. */
export const STRUCK = '***';

/** What must not be read anywhere: the caller's keys and the signatures made with them. */
export class Secrets {
  readonly #values = new Set<string>();
  readonly #given = new Set<string>();
  /** All forms of them, the longest first; `undefined` until they are needed. */
  #forms: readonly { form: string; pattern: RegExp }[] | undefined;

  /**
   * The two key boxes: each of them whole, the second one also up to and behind its first comma, and those of its
   * comma-separated parts that are too long to be a common word, without the names of `name=value`.
   */
  add({ access_key, secret_key }: Credentials): void {
    const [secret = '', ...rest] = secret_key.split(',');
    const remainder = rest.join(',');
    const passphrase = remainder.replace(/,[^,]*$/, '');
    const parts = secret_key
      .split(',')
      .map((part) => part.replace(NAME, '').trim())
      .filter((part) => part.length >= SHORTEST_PART);
    const values = [access_key, secret_key, secret, remainder, passphrase, ...parts];
    this.addValues(values.filter((value) => !/^\s*simulate\s*$/i.test(value)));
  }

  addValues(values: readonly string[]): void {
    for (const value of values) {
      if (value.trim().length >= SHORTEST_KEY) this.#values.add(value.trim());
    }
    this.#forms = undefined;
  }

  /** Texts that are struck out as they are, and in no other coding. */
  addForms(forms: readonly string[]): void {
    for (const form of forms) this.#given.add(form);
    this.#forms = undefined;
  }

  /**
   * Strikes them out in any case and any coding, also where the text was cut in the middle of one.
   *
   * @example secrets.strike('key abcd1234 is unknown') // 'key *** is unknown'
   */
  strike(text: string): string {
    const shortest = Math.min(...[...this.#values, ...this.#given].map(({ length }) => length));
    if (text.length < shortest && !text.includes('…')) return text;
    this.#forms ??= [...new Set([...[...this.#values].flatMap(formsOf), ...this.#given])]
      .filter((form) => form.length >= SHORTEST_KEY)
      .sort((a, b) => b.length - a.length)
      .map((form) => ({ form, pattern: new RegExp(form.replace(SYNTAX, '\\$&'), 'gi') }));
    return this.#forms.reduce((clean, { form, pattern }) => {
      const whole = clean.replace(pattern, STRUCK);
      const cut = whole.indexOf('…');
      if (cut < SHORTEST_PART) return whole;
      const tail = whole.slice(0, cut).toLowerCase();
      for (let length = form.length - 1; length >= SHORTEST_PART; length -= 1) {
        if (tail.endsWith(form.slice(0, length).toLowerCase()))
          return `${whole.slice(0, cut - length)}${STRUCK}${whole.slice(cut)}`;
      }
      return whole;
    }, text);
  }
}
