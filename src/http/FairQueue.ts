/** Where something stands in a queue that is shared. */
export interface Place {
  /** What it waits for: what may not go holds up its group there, and nowhere else. */
  readonly budget: string;
  /** Whose it is: keys take turns within their group. */
  readonly key: string;
  /** Groups take turns, too, however many keys they have. */
  readonly group: string;
  /** Lower ones go before all others, of whatever key. */
  readonly rank: number;
  /** Of one key, lower ones go first; those of the same lane in the order of their arrival. */
  readonly lane: number;
}

/** Who was served, or came, longest ago is next; kept while somebody waits. */
interface Turns {
  since: number;
  waiting: number;
}

/** Something that waits. */
interface Waiting<T> {
  readonly item: T;
  readonly place: Place;
}

interface Entry<T> extends Waiting<T> {
  readonly arrived: number;
  readonly ofGroup: Turns;
  readonly ofKey: Turns;
}

/**
 * A queue in which nobody is pushed aside: groups take turns, the keys of a group take turns, and each key's own go in
 * the order of their arrival.
 *
 * @example
 * queue.add(request, { budget: 'GET /ticker', key: 'an account', group: 'accounts', rank: 1, lane: 0 });
 * const [next] = queue.heads();
 */
export class FairQueue<T> {
  readonly #entries = new Set<Entry<T>>();
  readonly #turns = new Map<string, Turns>();
  #count = 0;

  get size(): number {
    return this.#entries.size;
  }

  /** What waits, in the order of arrival. */
  [Symbol.iterator](): SetIterator<Waiting<T>> {
    return this.#entries[Symbol.iterator]();
  }

  /** @returns takes it out of the queue again; nothing happens where it has left. */
  add(item: T, place: Place): () => void {
    this.#count += 1;
    const [ofGroup, ofKey] = [this.#join(place.group), this.#join(nameOf(place))];
    const entry = { item, place, arrived: this.#count, ofGroup, ofKey };
    this.#entries.add(entry);
    return () => this.#remove(entry);
  }

  /**
   * The next one of each group at each budget, in the order in which they go; they stay in the queue until they are taken.
   */
  heads(): (Waiting<T> & { take(): void })[] {
    const heads = new Map<string, Entry<T>>();
    for (const entry of this.#entries) {
      const line = `${entry.place.group} ${entry.place.budget}`;
      const head = heads.get(line);
      if (!head || compare(entry, head) < 0) heads.set(line, entry);
    }
    return [...heads.values()].sort(compare).map((entry) => ({
      item: entry.item,
      place: entry.place,
      take: () => {
        this.#count += 1;
        entry.ofGroup.since = this.#count;
        entry.ofKey.since = this.#count;
        this.#remove(entry);
      },
    }));
  }

  /** Who comes anew stands behind those that wait. */
  #join(name: string): Turns {
    const turns = this.#turns.get(name) ?? { since: this.#count, waiting: 0 };
    turns.waiting += 1;
    this.#turns.set(name, turns);
    return turns;
  }

  #remove(entry: Entry<T>): void {
    if (!this.#entries.delete(entry)) return;
    for (const [name, turns] of [
      [entry.place.group, entry.ofGroup],
      [nameOf(entry.place), entry.ofKey],
    ] as const) {
      turns.waiting -= 1;
      if (turns.waiting === 0) this.#turns.delete(name);
    }
  }
}

function compare<T>(a: Entry<T>, b: Entry<T>): number {
  return (
    a.place.rank - b.place.rank ||
    a.ofGroup.since - b.ofGroup.since ||
    a.ofKey.since - b.ofKey.since ||
    a.place.lane - b.place.lane ||
    a.arrived - b.arrived
  );
}

function nameOf({ group, key }: Place): string {
  return `${group} ${key}`;
}
