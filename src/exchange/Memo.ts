/** Values that are dear to get and change seldom. Callers that come together wait for one load; failures are not kept. */
export class Memo<T> {
  readonly #ttl: number;
  readonly #entries = new Map<string, { value: Promise<T>; expires: number }>();

  /** @param ttl how long a value is good, in ms. */
  constructor(ttl: number) {
    this.#ttl = ttl;
  }

  /** The kept value of `key`, or else what `load` gives. */
  get(key: string, load: () => Promise<T>): Promise<T> {
    const kept = this.#entries.get(key);
    if (kept && kept.expires > Date.now()) return kept.value;
    const value = load();
    this.#entries.set(key, { value, expires: Date.now() + this.#ttl });
    value.catch(() => {
      if (this.#entries.get(key)?.value === value) this.#entries.delete(key);
    });
    return value;
  }
}
