import type { Bridge } from '../bridge/Bridge.js';
import type { Natives } from '../bridge/natives.js';
import { Stopped } from '../bridge/Stopped.js';

interface Timer {
  id: number;
  due: number;
  run(): void;
}

/** What became of a promise. */
export type Settled = { value: unknown } | { thrown: unknown };

/** How long, in ms, the thread sleeps at most before it looks whether it has to stop. */
const LONGEST = 20;

/** How often it may sleep again that was woken because it has to stop. */
const MOST_WOKEN = 2;

/** The strategy's timers: they fire while it sleeps, and while it awaits something. */
export class Clock {
  readonly #bridge: Bridge;
  readonly #natives: Natives;
  /** The next one first. */
  #timers: Timer[] = [];
  #lastId = 0;
  /** Those that wait for a promise of the clock. */
  readonly #sleepers = new Set<(error: Error) => void>();

  constructor(bridge: Bridge, natives: Natives) {
    this.#bridge = bridge;
    this.#natives = natives;
  }

  /** @returns what {@link clear} takes. */
  set(run: () => void, ms: number): number {
    this.#lastId += 1;
    const timer = { id: this.#lastId, due: this.#bridge.now() + Math.max(0, ms || 0), run };
    this.#timers.splice(this.#placeOf(timer.due), 0, timer);
    return timer.id;
  }

  /** Behind all that are due until then. */
  #placeOf(due: number): number {
    let [from, to] = [0, this.#timers.length];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((this.#timers[middle]?.due ?? due) > due) to = middle;
      else from = middle + 1;
    }
    return from;
  }

  clear(id: number): void {
    this.#timers = this.#timers.filter((timer) => timer.id !== id);
  }

  /** Whoever waits for the clock waits for ever. */
  clearAll(): void {
    // Whose time has come already waits for the clock again first.
    this.#natives.drain();
    this.#timers = [];
    this.#sleepers.clear();
  }

  /**
   * Blocks for so many ms, which may have a fraction; timers and callbacks of promises run meanwhile.
   *
   * @param woken is asked at first and after each message: whether it ends at once.
   * @throws Stopped
   */
  sleep(ms: number, woken: () => boolean = () => false): void {
    const until = this.#bridge.now() + (ms > 0 ? ms : 0);
    for (;;) {
      this.#bridge.stop.check();
      this.runDue();
      const left = until - this.#bridge.now();
      if (left <= 0 || woken()) return;
      this.#bridge.rest(Math.min(left, this.#untilNext()), woken);
    }
  }

  /** A promise that is kept after so many ms, or broken when the strategy has to stop. */
  pass(ms: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#sleepers.add(reject);
      this.set(() => {
        this.#sleepers.delete(reject);
        resolve();
      }, ms);
    });
  }

  /** Runs what is due: callbacks of promises before each timer, as the language has them, however late it is. */
  runDue(): void {
    const now = this.#bridge.now();
    for (;;) {
      this.#natives.drain();
      const next = this.#timers[0];
      if (next === undefined || next.due > now) return;
      this.#timers.shift();
      next.run();
    }
  }

  /**
   * Blocks until a promise is settled.
   *
   * @returns `undefined` where it cannot be: what runs now is itself called by a promise.
   */
  blockUntilSettled(promise: PromiseLike<unknown>): Settled | undefined {
    let outcome: Settled | undefined;
    let turns = false;
    const turn = async () => {
      await undefined;
      turns = true;
    };
    promise.then(
      (value) => {
        outcome = { value };
      },
      (thrown: unknown) => {
        outcome = { thrown };
      },
    );
    turn();
    this.#natives.drain();
    while (turns && !outcome) this.sleep(LONGEST, () => outcome !== undefined);
    return outcome;
  }

  /**
   * Lets the thread's own event loop turn until a promise is settled, and calls back from there.
   *
   * @param options.obeys whether the word to stop settles it, too: what else it waits for is nobody's to end.
   */
  untilSettled(
    promise: PromiseLike<unknown>,
    settled: (outcome: Settled) => void,
    { obeys }: { obeys: boolean },
  ): void {
    let outcome: Settled | undefined;
    let woken = 0;
    const fail = (thrown: unknown) => {
      outcome ??= { thrown };
    };
    promise.then((value) => {
      outcome ??= { value };
    }, fail);
    const turn = () => {
      try {
        this.#bridge.receive();
        this.runDue();
      } catch (error) {
        fail(error);
      }
      if (outcome) return settled(outcome);
      if (obeys && this.#bridge.stop.raised) {
        // What waits for the clock is broken first, and has this turn to clean up.
        if (this.#sleepers.size === 0 || woken > MOST_WOKEN) fail(new Stopped());
        this.#wakeSleepers();
        woken += 1;
      }
      this.#natives.setTimeout(turn, Math.min(LONGEST, this.#untilNext()));
    };
    turn();
  }

  #wakeSleepers(): void {
    for (const reject of this.#sleepers) reject(new Stopped());
    this.#sleepers.clear();
  }

  #untilNext(): number {
    const next = this.#timers[0];
    return next === undefined ? Number.POSITIVE_INFINITY : Math.max(0, next.due - this.#bridge.now());
  }
}
