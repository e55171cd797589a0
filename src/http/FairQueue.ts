/** Where something stands in a queue that is shared. */
export interface Place {
  /** Whose it is: keys take turns within their group. */
  readonly key: string;
  /** Groups take turns, too, however many keys they have. */
  readonly group: string;
  /** Lower ones go before all others, of whatever key. */
  readonly rank: number;
  /** Of one key, lower ones go first; those of the same lane in the order of their arrival. */
  readonly lane: number;
}

interface Waiting<T> {
  readonly item: T;
  readonly place: Place;
  readonly arrived: number;
}

/**
 * A queue in which nobody is pushed aside: groups take turns, the keys of a group take turns, and each key's own go in
 * the order of their arrival.
 *
 * @example
 * queue.add(request, { key: 'an account', group: 'accounts', rank: 1, lane: 0 });
 * const next = queue.next();
 */
export class FairQueue<T> {
  readonly #waiting = new Set<Waiting<T>>();
  /** Whose turn it is: who was served, or came, longest ago; of those that wait. */
  readonly #turns = new Map<string, { since: number; count: number }>();
  #count = 0;

  get size(): number {
    return this.#waiting.size;
  }

  /** How many of a key wait, or of a group. */
  countOf(name: Pick<Place, 'group'> & Partial<Pick<Place, 'key'>>): number {
    return this.#turns.get(turnOf(name))?.count ?? 0;
  }

  /** @returns takes it out of the queue again; nothing happens where it has left. */
  add(item: T, place: Place): () => void {
    this.#count += 1;
    const waiting = { item, place, arrived: this.#count };
    this.#waiting.add(waiting);
    for (const name of turnsOf(place)) {
      const turn = this.#turns.get(name);
      if (turn) turn.count += 1;
      // Who comes anew stands behind those that wait.
      else this.#turns.set(name, { since: this.#count, count: 1 });
    }
    return () => this.#remove(waiting);
  }

  /**
   * Who is next; stays in the queue until `take` is called.
   *
   * @param may asked of the next one of each group; it holds up its whole group where that may not go.
   */
  next(
    may: (item: T, place: Place) => boolean = () => true,
  ): { item: T; place: Place; take(): void } | undefined {
    const heads = new Map<string, Waiting<T>>();
    for (const waiting of this.#waiting) {
      const head = heads.get(waiting.place.group);
      if (!head || this.#compare(waiting, head) < 0) heads.set(waiting.place.group, waiting);
    }
    const [first] = [...heads.values()]
      .filter(({ item, place }) => may(item, place))
      .sort((a, b) => this.#compare(a, b));
    if (!first) return undefined;
    return {
      item: first.item,
      place: first.place,
      take: () => {
        this.#count += 1;
        for (const name of turnsOf(first.place)) {
          const turn = this.#turns.get(name);
          if (turn) turn.since = this.#count;
        }
        this.#remove(first);
      },
    };
  }

  #remove(waiting: Waiting<T>): void {
    if (!this.#waiting.delete(waiting)) return;
    for (const name of turnsOf(waiting.place)) {
      const turn = this.#turns.get(name);
      if (turn) turn.count -= 1;
      if (turn?.count === 0) this.#turns.delete(name);
    }
  }

  #compare(a: Waiting<T>, b: Waiting<T>): number {
    return (
      a.place.rank - b.place.rank ||
      this.#sinceOf({ group: a.place.group }) - this.#sinceOf({ group: b.place.group }) ||
      this.#sinceOf(a.place) - this.#sinceOf(b.place) ||
      a.place.lane - b.place.lane ||
      a.arrived - b.arrived
    );
  }

  #sinceOf(name: Pick<Place, 'group'> & Partial<Pick<Place, 'key'>>): number {
    return this.#turns.get(turnOf(name))?.since ?? 0;
  }
}

function turnOf({ group, key }: Pick<Place, 'group'> & Partial<Pick<Place, 'key'>>): string {
  return key === undefined ? group : `${group} ${key}`;
}

function turnsOf({ group, key }: Place): string[] {
  return [turnOf({ group }), turnOf({ group, key })];
}
