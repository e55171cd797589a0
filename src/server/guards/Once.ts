/** How many it tells of. */
const MOST = 100;

/** Tells of the first of each kind: clients that do something wrong do it again and again. */
export class Once {
  readonly #tell: (text: string) => void;
  readonly #told = new Set<string>();

  constructor(tell: (text: string) => void) {
    this.#tell = tell;
  }

  tell(text: string): void {
    if (this.#told.size >= MOST || this.#told.has(text)) return;
    this.#told.add(text);
    this.#tell(text);
  }
}
