import type { Credentials } from '../protocol/envelope.js';

/** A shorter text is no key: striking it out would cut words to pieces. */
export const SHORTEST_KEY = 6;
const SHORTEST_PART = 8;

const SYNTAX = /[\\^$.*+?()[\]{}|/-]/g;

/** What stands where a secret was. */
export const STRUCK = '***';

/** What must not be read anywhere: the caller's keys and the signatures made with them. */
export class Secrets {
  #values: string[] = [];
  #patterns: RegExp[] = [];

  /**
   * The two key boxes: each of them whole, the second one also up to and behind its first comma, and those of its
   * comma-separated parts that are too long to be a common word.
   */
  add({ access_key, secret_key }: Credentials): void {
    const [secret = '', ...rest] = secret_key.split(',');
    const remainder = rest.join(',');
    const passphrase = remainder.replace(/,[^,]*$/, '');
    const parts = secret_key.split(/[,=]/).filter((part) => part.trim().length >= SHORTEST_PART);
    this.addValues([access_key, secret_key, secret, remainder, passphrase, ...parts]);
  }

  addValues(values: readonly string[]): void {
    const known = new Set([...this.#values, ...values.map((value) => value.trim())]);
    this.#values = [...known]
      .filter((value) => value.length >= SHORTEST_KEY)
      .sort((a, b) => b.length - a.length);
    this.#patterns = this.#values.map((value) => new RegExp(value.replace(SYNTAX, '\\$&'), 'gi'));
  }

  /**
   * Strikes them out in any case, also where the text was cut in the middle of one.
   *
   * @example secrets.strike('key abcd1234 is unknown') // 'key *** is unknown'
   */
  strike(text: string): string {
    return this.#values.reduce((clean, value, index) => {
      const whole = clean.replace(this.#patterns[index] ?? value, STRUCK);
      const cut = whole.indexOf('…');
      if (cut < SHORTEST_PART) return whole;
      const tail = whole.slice(0, cut).toLowerCase();
      for (let length = value.length - 1; length >= SHORTEST_PART; length -= 1) {
        if (tail.endsWith(value.slice(0, length).toLowerCase()))
          return `${whole.slice(0, cut - length)}${STRUCK}${whole.slice(cut)}`;
      }
      return whole;
    }, text);
  }
}
