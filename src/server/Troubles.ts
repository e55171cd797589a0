/** What is wrong with this machine for the time being, for `/healthz`: one line each, by its name. */
export class Troubles {
  readonly #present = new Map<string, string>();

  get reasons(): string[] {
    return [...this.#present.values()];
  }

  /** @returns whether it was not there yet: it is to be told once. */
  begin(name: string, text: string): boolean {
    if (this.#present.has(name)) return false;
    this.#present.set(name, text);
    return true;
  }

  /** @returns whether it was there. */
  end(name: string): boolean {
    return this.#present.delete(name);
  }
}
