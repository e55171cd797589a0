import type { Bar } from '../protocol/structures.js';
import { HOUR } from '../protocol/time.js';

/** How many bars are kept: some megabytes. */
const MOST = 50_000;
/** A date without bars is asked for again after so many ms: the exchange may only have been late. */
const EMPTY_FOR = HOUR;

interface KeptPage {
  readonly bars: readonly Bar[];
  readonly until: number;
}

/** The pages of one instrument. */
export interface KeptPages {
  /** @param page what is asked for: the length of its bars, and a date. @param now Unix ms. */
  get(page: string, now: number): readonly Bar[] | undefined;
  set(page: string, bars: readonly Bar[], now: number): void;
}

/**
 * Bars of dates that are over, which {@link readDatedBars} need not ask for again: a part of the adapter's state. Of the pages
 * beyond its bound, those that were used longest ago are dropped.
 *
 * @example
 * createState: () => ({ instruments: new Instruments(source), keptBars: new KeptBars() }),
 * // and in `records`: readDatedBars(api, params, { ..., kept: api.state.keptBars.of(instrument) }, read)
 */
export class KeptBars {
  readonly #most: number;
  /** The one that was used longest ago first. */
  readonly #pages = new Map<string, KeptPage>();
  #size = 0;

  /** @param options.most how many bars are kept at most. @default 50,000 */
  constructor({ most = MOST }: { most?: number } = {}) {
    this.#most = most;
  }

  /** Those of an instrument, as `find` of `Instruments` gives it. */
  of({ list, id }: { list: string; id: string }): KeptPages {
    const nameOf = (page: string) => JSON.stringify([list, id, page]);
    return {
      get: (page, now) => this.#get(nameOf(page), now),
      set: (page, bars, now) => this.#set(nameOf(page), bars, now),
    };
  }

  #get(name: string, now: number): readonly Bar[] | undefined {
    const kept = this.#pages.get(name);
    if (!kept) return undefined;
    this.#pages.delete(name);
    if (kept.until > now) this.#pages.set(name, kept);
    else this.#size -= weightOf(kept);
    return kept.until > now ? kept.bars : undefined;
  }

  #set(name: string, bars: readonly Bar[], now: number): void {
    const before = this.#pages.get(name);
    if (before) this.#size -= weightOf(before);
    this.#pages.delete(name);
    const page = { bars, until: bars.length === 0 ? now + EMPTY_FOR : Number.POSITIVE_INFINITY };
    this.#pages.set(name, page);
    this.#size += weightOf(page);
    for (const [oldest, one] of this.#pages) {
      if (this.#size <= this.#most) break;
      this.#pages.delete(oldest);
      this.#size -= weightOf(one);
    }
  }
}

/** An empty page takes room, too. */
function weightOf({ bars }: KeptPage): number {
  return Math.max(bars.length, 1);
}
