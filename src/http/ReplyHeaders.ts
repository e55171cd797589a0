/** The headers of a reply, read leniently: whatever an exchange sends, an answer is not lost for it. */
export class ReplyHeaders implements Iterable<[string, string]> {
  readonly #values: ReadonlyMap<string, string>;

  /** @param headers by name; of a header that came more than once, the values are joined with a comma. */
  constructor(headers: Readonly<Record<string, string | string[] | undefined>> = {}) {
    this.#values = new Map(
      Object.entries(headers).flatMap(([name, value]): [string, string][] =>
        value === undefined ? [] : [[name.toLowerCase(), [value].flat().join(', ')]],
      ),
    );
  }

  /** The value of a header, its name in any case; `null` where there is none. */
  get(name: string): string | null {
    return this.#values.get(name.toLowerCase()) ?? null;
  }

  has(name: string): boolean {
    return this.#values.has(name.toLowerCase());
  }

  forEach(callback: (value: string, name: string) => void): void {
    for (const [name, value] of this) callback(value, name);
  }

  [Symbol.iterator](): MapIterator<[string, string]> {
    return this.#values[Symbol.iterator]();
  }
}
