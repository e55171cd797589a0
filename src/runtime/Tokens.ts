/** How many are kept in mind: an account has a few of them at a time. */
const MOST = 30;

/** What an exchange gave out that proves who is asking, the latest ones: no log, error or recording may show it. */
export class Tokens {
  readonly #known = new Set<string>();

  get all(): string[] {
    return [...this.#known];
  }

  add(tokens: readonly string[]): void {
    for (const token of tokens) {
      this.#known.delete(token);
      this.#known.add(token);
    }
    for (const token of this.#known) {
      if (this.#known.size <= MOST) return;
      this.#known.delete(token);
    }
  }
}
