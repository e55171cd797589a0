import { say } from '../wording/say.js';
import type { FixClock } from './FixClock.js';

/** The pause after a refused Logon, and the longest, in ms: it doubles. */
const FIRST_PAUSE = 10_000;
const LONGEST_PAUSE = 60_000;
/** Of how many it is known that they were refused. */
const MOST = 100;

interface Refusal {
  /** What the other side said: goes on from the name of the line. */
  text: string;
  inARow: number;
  until: number;
}

/** The Logons of a line that were refused, by the `fingerprint` of their settings: who tries again at once is blocked. */
export class Refusals {
  readonly #clock: FixClock;
  readonly #byFingerprint = new Map<string, Refusal>();
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
    return [...this.#byFingerprint.values()].some(({ until }) => until > now);
  }

  add(fingerprint: string, text: string): void {
    this.#count += 1;
    const inARow = (this.#byFingerprint.get(fingerprint)?.inARow ?? 0) + 1;
    const until = this.#clock.now() + Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (inARow - 1));
    this.#byFingerprint.delete(fingerprint);
    this.#byFingerprint.set(fingerprint, { text, inARow, until });
    const [oldest] = this.#byFingerprint.keys();
    if (oldest !== undefined && this.#byFingerprint.size > MOST) this.#byFingerprint.delete(oldest);
  }

  /** It was accepted. */
  clear(fingerprint: string): void {
    this.#byFingerprint.delete(fingerprint);
  }

  /**
   * Why keys are not tried now, for people; `undefined` where it may be.
   *
   * @param occupied whether somebody else is logged on, who would have to go for it.
   */
  reasonAgainst(fingerprint: string, occupied: boolean): string | undefined {
    const refusal = this.#byFingerprint.get(fingerprint);
    if (!refusal) return undefined;
    const { text } = refusal;
    const now = this.#clock.now();
    const wait = Math.ceil((refusal.until - now) / 1000);
    if (wait > 0)
      return say('{text}; the next Logon is sent in {seconds} s at the earliest', { text, seconds: wait });
    return occupied ? say('{text}; other keys are logged on meanwhile', { text }) : undefined;
  }
}
