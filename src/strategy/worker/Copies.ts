const { parse, stringify } = JSON;

/** Stands for something that threads have in common: its kind and its number. */
const MARK = 'fmzproto:shared';

/** What goes to another thread: JSON, in which threads, locks and the like stay what they are. */
export class Copies {
  readonly #marks = new WeakMap<object, string>();
  readonly #kinds = new Map<string, (id: number) => object>();

  /**
   * Makes a kind of thing known that threads have in common.
   *
   * @returns what makes one of a number.
   */
  define(kind: string, make: (id: number) => object): (id: number) => object {
    const known = (id: number) => {
      const made = make(id);
      this.#marks.set(made, `${kind} ${id}`);
      return made;
    };
    this.#kinds.set(kind, known);
    return known;
  }

  json(value: unknown): string {
    const text: string | undefined = stringify(value, (_key, one: unknown) => {
      const mark = typeof one === 'object' && one !== null ? this.#marks.get(one) : undefined;
      return mark === undefined ? one : { [MARK]: mark };
    });
    return text ?? 'null';
  }

  value(json: string): unknown {
    if (!json.includes(MARK)) return parse(json);
    return parse(json, (_key, one) => {
      const mark: unknown = typeof one === 'object' && one !== null ? one[MARK] : undefined;
      if (typeof mark !== 'string') return one;
      const [kind = '', id] = mark.split(' ');
      return this.#kinds.get(kind)?.(Number(id)) ?? one;
    });
  }
}
