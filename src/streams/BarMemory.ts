import type { Bar } from '../protocol/structures.js';
import type { MemoryKind, StreamData, TopicMemory } from './StreamProtocol.js';

/** A bar as it was pushed. */
export interface PushedBar {
  bar: Bar;
  /** Whether it is final. */
  closed: boolean;
}

/** How the bars of a topic are read. */
export interface BarReading {
  /** The length of a bar in seconds. */
  length: number;
  /** Oldest first. */
  read(data: unknown): readonly PushedBar[];
}

/** So many pushed bars are kept without a history before them. */
const MOST_PUSHED = 100;

/**
 * Bars that are pushed, in one unbroken row, and the history before them, which was read over REST. The history joins where
 * its newest bar is the first pushed one or a later one: all bars of it that are older were closed by then. A bar that was
 * missed, or that was never told to be closed, begins the row anew, and the history has to be read again.
 */
export class BarMemory implements TopicMemory {
  readonly broken = undefined;
  version: object = {};
  readonly #reading: BarReading;
  #pushed: PushedBar[] = [];
  #text = '';
  #history: { bars: readonly Bar[]; asked: number } | undefined;
  /** The history before the pushed bars, once it has joined. */
  #older: Bar[] | undefined;

  constructor(reading: BarReading) {
    this.#reading = reading;
  }

  get size(): number {
    return this.#pushed.length + (this.#older ?? this.#history?.bars ?? []).length;
  }

  /** The latest message. */
  get text(): string {
    return this.#text;
  }

  apply({ data }: StreamData, text: string): void {
    for (const pushed of this.#reading.read(data)) this.#push(pushed);
    this.#text = text;
    this.version = {};
  }

  /** Takes a history that was read over REST: the newest `asked` bars, oldest first, or all that there are. */
  learn(bars: readonly Bar[], asked: number): void {
    // A longer one is of use to those as well who ask for less.
    if (this.#older && this.#history && this.#history.asked >= asked) return;
    this.#history = { bars, asked };
    this.#older = undefined;
    this.version = {};
  }

  /**
   * Whether so many of the newest bars are known, or all that there are; not where a bar must have begun by now that was not
   * pushed.
   *
   * @param now the exchange's time in Unix ms.
   */
  covers(limit: number, now: number): boolean {
    this.#join();
    const last = this.#pushed.at(-1);
    // Once the last one is closed the next has begun, whatever the clock says.
    if (!last || last.closed || !this.#older || !this.#history) return false;
    if (now >= (last.bar[0] + this.#reading.length) * 1000) return false;
    const { asked, bars } = this.#history;
    return bars.length < asked || this.#older.length + this.#pushed.length >= limit;
  }

  /** So many of the newest bars, oldest first. */
  newest(limit: number): Bar[] {
    return [...(this.#older ?? []), ...this.#pushed.map(({ bar }) => bar)].slice(-limit);
  }

  #push(pushed: PushedBar): void {
    const last = this.#pushed.at(-1);
    const [time] = pushed.bar;
    if (last && time <= last.bar[0]) {
      // What was traded in a bar only grows: one with less is older.
      const newer = time === last.bar[0] && !last.closed && pushed.bar[5] >= last.bar[5];
      if (newer) this.#pushed[this.#pushed.length - 1] = pushed;
      return;
    }
    const follows = last?.closed && time === last.bar[0] + this.#reading.length;
    if (last && !follows) this.#forget();
    this.#pushed.push(pushed);
    this.#trim();
  }

  #join(): void {
    const first = this.#pushed[0];
    const newest = this.#history?.bars.at(-1);
    if (this.#older || !this.#history || !first || !newest || newest[0] < first.bar[0]) return;
    this.#older = this.#history.bars.filter(([time]) => time < first.bar[0]);
    const last = this.#pushed.at(-1);
    const read = this.#history.bars.find(([time]) => time === last?.bar[0]);
    // REST may have told more of the running bar than what was pushed last.
    if (last && read && !last.closed && read[5] > last.bar[5]) last.bar = read;
  }

  /** Keeps what the history was asked for, and nothing older. */
  #trim(): void {
    const most = this.#history?.asked ?? MOST_PUSHED;
    while (this.#pushed.length + (this.#older?.length ?? 0) > most) {
      if (this.#older?.length) this.#older.shift();
      else this.#pushed.shift();
    }
  }

  #forget(): void {
    this.#pushed = [];
    this.#history = undefined;
    this.#older = undefined;
  }
}

/** Keeps bars. */
export function barKind(reading: BarReading): MemoryKind<BarMemory> {
  return {
    name: 'bars',
    create: () => new BarMemory(reading),
    is: (memory) => memory instanceof BarMemory,
  };
}
