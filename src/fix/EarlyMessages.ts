import type { FixMessage } from './FixMessage.js';

/** How much is kept: messages, and bytes of them. */
const MOST_KEPT = 10_000;
const MOST_BYTES = 16 * 1024 * 1024;

/** Messages that have come before their turn, by their numbers; `undefined` for one that was seen to when it came. */
export class EarlyMessages {
  readonly #kept = new Map<number, FixMessage | undefined>();
  #bytes = 0;

  get size(): number {
    return this.#kept.size;
  }

  /** Whether there are more than are kept. */
  get full(): boolean {
    return this.#kept.size > MOST_KEPT || this.#bytes > MOST_BYTES;
  }

  /** The greatest number; 0 where there is none. */
  get latest(): number {
    let latest = 0;
    for (const sequence of this.#kept.keys()) latest = Math.max(latest, sequence);
    return latest;
  }

  has(sequence: number): boolean {
    return this.#kept.has(sequence);
  }

  keep(sequence: number, message: FixMessage | undefined): void {
    this.#kept.set(sequence, message);
    this.#bytes += sizeOf(message);
  }

  take(sequence: number): FixMessage | undefined {
    const message = this.#kept.get(sequence);
    this.#kept.delete(sequence);
    this.#bytes -= sizeOf(message);
    return message;
  }

  /** Takes those below a number, in their order. */
  takeBelow(sequence: number): FixMessage[] {
    const numbers = [...this.#kept.keys()].filter((number) => number < sequence).sort((a, b) => a - b);
    return numbers.flatMap((number) => this.take(number) ?? []);
  }
}

function sizeOf(message: FixMessage | undefined): number {
  return Number(message?.get(9) ?? 0);
}
