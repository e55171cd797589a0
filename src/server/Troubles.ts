/** What may be wrong besides exchanges: no descriptors are left, or what a flag names cannot be written, asked or shown for long. */
export const troubleNames = [
  'descriptors',
  'log-file',
  'record',
  'paper-state',
  'share',
  'tls-cert',
] as const;
type TroubleName = (typeof troubleNames)[number];

/** What is wrong besides exchanges for the time being, for `/healthz` and `/metrics`. */
export class Troubles {
  readonly #present = new Map<TroubleName, string>();

  /** One line each. */
  get reasons(): string[] {
    return [...this.#present.values()];
  }

  has(name: TroubleName): boolean {
    return this.#present.has(name);
  }

  /** Notes what is wrong now; `undefined` where nothing is any more. */
  note(name: TroubleName, sentence: string | undefined): void {
    if (sentence === undefined) this.#present.delete(name);
    else this.#present.set(name, sentence);
  }

  /**
   * What is to be told of a trouble, as often as it is seen.
   *
   * @param tell gets the sentence with which it begins, and that with which it is over.
   */
  watch(name: TroubleName, tell: (sentence: string) => void): (sentence: string, fails: boolean) => void {
    return (sentence, fails) => {
      if (fails === this.has(name)) return;
      this.note(name, fails ? sentence : undefined);
      tell(sentence);
    };
  }
}
