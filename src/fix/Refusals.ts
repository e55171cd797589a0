import type { FixClock } from './FixClock.js';

/** The pause after a refused Logon, and the longest, in ms: it doubles. */
const FIRST_PAUSE = 10_000;
const LONGEST_PAUSE = 60_000;
/** Of how many refused proofs is known. */
const MOST = 100;

interface Refusal {
  /** What the other side said: goes on from the name of the line. */
  text: string;
  inARow: number;
  at: number;
  until: number;
}

/** The Logons of a line that were refused: who tries again at once is blocked. */
export class Refusals {
  readonly #clock: FixClock;
  readonly #byProof = new Map<string, Refusal>();
  #count = 0;

  constructor(clock: FixClock) {
    this.#clock = clock;
  }

  /** How many there were. */
  get count(): number {
    return this.#count;
  }

  /** Whether one of them is so recent that it is not asked again. */
  get recent(): boolean {
    const now = this.#clock.now();
    return [...this.#byProof.values()].some(({ until }) => until > now);
  }

  add(proof: string, text: string): void {
    this.#count += 1;
    const inARow = (this.#byProof.get(proof)?.inARow ?? 0) + 1;
    const at = this.#clock.now();
    const until = at + Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (inARow - 1));
    this.#byProof.delete(proof);
    this.#byProof.set(proof, { text, inARow, at, until });
    const [oldest] = this.#byProof.keys();
    if (oldest !== undefined && this.#byProof.size > MOST) this.#byProof.delete(oldest);
  }

  /** It was accepted. */
  clear(proof: string): void {
    this.#byProof.delete(proof);
  }

  /**
   * Why a proof is not tried now, for people; `undefined` where it may be.
   *
   * @param occupied whether somebody else is logged on, who would have to go for it.
   */
  reasonAgainst(proof: string, occupied: boolean): string | undefined {
    const refusal = this.#byProof.get(proof);
    if (!refusal) return undefined;
    const now = this.#clock.now();
    const wait = Math.ceil((refusal.until - now) / 1000);
    if (wait > 0) return `${refusal.text}; the next Logon is sent in ${wait} s at the earliest`;
    return occupied ? `${refusal.text}; other keys are logged on meanwhile` : undefined;
  }
}
