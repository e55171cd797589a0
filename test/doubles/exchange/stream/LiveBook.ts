/** A level of a book on the wire: a price and a size, which is "0" where a level goes. */
export type Row = readonly [price: string, size: string];

/** Levels of both sides. */
export interface Sides {
  asks: readonly Row[];
  bids: readonly Row[];
}

/** An order book that remembers how it was after each of its changes: what a client should have, at any moment. */
export class LiveBook {
  readonly #first: Sides;
  readonly #changes: Sides[] = [];
  readonly #now: Levels;

  constructor(first: Sides) {
    this.#first = first;
    this.#now = new Levels(first);
  }

  /** How many changes there have been. */
  get version(): number {
    return this.#changes.length;
  }

  /** Sets the sizes of levels; others stay. */
  change(change: Sides): void {
    this.#changes.push(change);
    this.#now.apply(change);
  }

  /** Becomes another book, in one change. */
  replace(next: Sides): void {
    this.change(difference(this.top(Number.POSITIVE_INFINITY), next));
  }

  /** The best levels of now, best first. */
  top(depth: number): Sides {
    return this.#now.top(depth);
  }

  /** The best levels after so many changes, best first. */
  at(version: number, depth: number): Sides {
    const levels = new Levels(this.#first);
    for (const change of this.#changes.slice(0, version)) levels.apply(change);
    return levels.top(depth);
  }
}

/** What makes one book of another. */
export function difference(before: Sides, after: Sides): Sides {
  return { asks: changed(before.asks, after.asks), bids: changed(before.bids, after.bids) };
}

function changed(before: readonly Row[], after: readonly Row[]): Row[] {
  const [old, young] = [new Map(before), new Map(after)];
  const gone = before.flatMap(([price]): Row[] => (young.has(price) ? [] : [[price, '0']]));
  return [...gone, ...after.filter(([price, size]) => old.get(price) !== size)];
}

/** Sizes by price. */
class Levels {
  readonly #asks: Map<string, string>;
  readonly #bids: Map<string, string>;

  constructor({ asks, bids }: Sides) {
    this.#asks = new Map(asks);
    this.#bids = new Map(bids);
  }

  apply({ asks, bids }: Sides): void {
    set(this.#asks, asks);
    set(this.#bids, bids);
  }

  top(depth: number): Sides {
    const asks = [...this.#asks].sort(([a], [b]) => Number(a) - Number(b));
    const bids = [...this.#bids].sort(([a], [b]) => Number(b) - Number(a));
    return { asks: asks.slice(0, depth), bids: bids.slice(0, depth) };
  }
}

function set(levels: Map<string, string>, rows: readonly Row[]): void {
  for (const [price, size] of rows) {
    if (Number(size) === 0) levels.delete(price);
    else levels.set(price, size);
  }
}
