/** How much is kept: `recent` as it was told, and `groups` of what is older. */
interface ThinnedLimits {
  readonly recent: number;
  readonly groups: number;
}

interface Group<Item> {
  item: Item;
  count: number;
}

/**
 * A list without end in bounded room: the newest items are kept as they are, older ones are merged in groups of one size,
 * which doubles whenever there are too many.
 *
 * @example
 * const sums = new Thinned<number>((a, b) => a + b);
 * sums.add(1);
 */
export class Thinned<Item> {
  readonly #merge: (older: Item, newer: Item) => Item;
  readonly #limits: ThinnedLimits;
  #groups: Group<Item>[] = [];
  #recent: Item[] = [];
  #size = 1;
  #count = 0;

  constructor(
    merge: (older: Item, newer: Item) => Item,
    limits: ThinnedLimits = { recent: 500, groups: 2000 },
  ) {
    this.#merge = merge;
    this.#limits = limits;
  }

  /** What is kept, the oldest first. */
  get items(): Item[] {
    return [...this.#groups.map(({ item }) => item), ...this.#recent];
  }

  /** Whether some of what is kept stands for several. */
  get thinned(): boolean {
    return this.#size > 1;
  }

  /** How many were added and not taken away again. */
  get count(): number {
    return this.#count;
  }

  add(item: Item): void {
    this.#recent.push(item);
    this.#count += 1;
    if (this.#recent.length >= 2 * this.#limits.recent) this.#age();
  }

  /**
   * Replaces what was added at a place, the last one for -1; what is in a group of several stays. Beyond the end it is added.
   *
   * @param place counted from 0, negative from the end.
   */
  replace(place: number, item: Item): void {
    const at = place < 0 ? this.#count + place : place;
    const grouped = this.#count - this.#recent.length;
    if (!(at >= 0 && at < this.#count)) this.add(item);
    else if (at >= grouped) this.#recent[at - grouped] = item;
    else if (!this.thinned) this.#groups[at] = { item, count: 1 };
  }

  /** Adds where its key belongs, in place of what has the same; what is older than all that is kept alone is left out. */
  put(item: Item, keyOf: (item: Item) => number): void {
    const key = keyOf(item);
    const [first] = this.#recent;
    if (first !== undefined && key < keyOf(first) && this.#groups.length > 0) {
      const at = this.thinned ? -1 : this.#groups.findIndex((group) => keyOf(group.item) === key);
      if (at >= 0) this.#groups[at] = { item, count: 1 };
      return;
    }
    const at = firstAtLeast(this.#recent, key, keyOf);
    const there = this.#recent[at];
    if (there !== undefined && keyOf(there) === key) this.#recent[at] = item;
    else {
      this.add(item);
      // The newest as a rule: nothing is moved.
      if (there !== undefined) this.#recent.sort((a, b) => keyOf(a) - keyOf(b));
    }
  }

  /** Takes away all but the newest. */
  keep(count: number): void {
    let drop = Math.max(0, this.#count - Math.max(0, count));
    this.#count -= drop;
    let whole = 0;
    for (const group of this.#groups) {
      if (group.count > drop) {
        group.count -= drop;
        drop = 0;
        break;
      }
      drop -= group.count;
      whole += 1;
    }
    this.#groups.splice(0, whole);
    this.#recent.splice(0, drop);
    if (this.#groups.length === 0) this.#size = 1;
  }

  #age(): void {
    for (const item of this.#recent.splice(0, this.#limits.recent)) {
      const last = this.#groups.at(-1);
      if (last && last.count < this.#size) this.#join(last, { item, count: 1 });
      else this.#groups.push({ item, count: 1 });
    }
    while (this.#groups.length > this.#limits.groups) {
      this.#size *= 2;
      const before = this.#groups;
      this.#groups = [];
      for (const group of before) {
        const last = this.#groups.at(-1);
        if (last && last.count + group.count <= this.#size) this.#join(last, group);
        else this.#groups.push(group);
      }
    }
  }

  #join(group: Group<Item>, next: Group<Item>): void {
    group.item = this.#merge(group.item, next.item);
    group.count += next.count;
  }
}

/** Where the first stands whose key is at least this one, in what ascends. */
export function firstAtLeast<Item>(
  items: readonly Item[],
  key: number,
  keyOf: (item: Item) => number,
): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && keyOf(item) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
