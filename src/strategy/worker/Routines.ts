import type { Bridge } from '../bridge/Bridge.js';
import type { Arguments, RequestName, Results } from '../bridge/protocol.js';

/** What is asked at the same time and not waited for. */
const MOST = 2000;

/** A call that was made at once, and whose value is waited for later. */
export interface Routine {
  /**
   * @param timeout in ms: 0 and nothing wait for ever, below 0 not at all; `undefined` comes back where there is no value yet.
   * @throws Error where the value has been taken.
   */
  wait(timeout?: unknown): unknown;
}

/** Calls that run beside the strategy: of `exchange.Go`, `HttpQuery_Go` and the like. */
export class Routines {
  readonly #bridge: Bridge;
  #last = 0;
  /** Tickets that were not taken. */
  readonly #open = new Set<number>();
  /** Of them those whose end EventLoop has told. */
  readonly #told = new Set<number>();

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  /**
   * Asks at once.
   *
   * @param read makes of the answer what `wait` returns.
   */
  start<Name extends RequestName>(
    name: Name,
    args: Arguments<Name>,
    read: (value: Results[Name]) => unknown,
  ): Routine {
    if (this.#open.size >= MOST)
      throw new Error(`Go: ${MOST} calls have not been waited for, call wait() of some first`);
    const ticket = this.#bridge.start(name, args);
    this.#open.add(ticket);
    return this.#routine((ms) => {
      const answer = this.#bridge.await<Name>(ticket, ms);
      if (answer === undefined) return undefined;
      this.#open.delete(ticket);
      this.#told.delete(ticket);
      return { value: read(answer.value) };
    });
  }

  /** One that has its value already. */
  done(value: unknown): Routine {
    return this.#routine(() => ({ value }));
  }

  /** Whether one has ended since that nobody waited for; each is told once. */
  takeEnded(): boolean {
    for (const ticket of this.#open) {
      if (this.#told.has(ticket) || !this.#bridge.hasAnswer(ticket)) continue;
      this.#told.add(ticket);
      return true;
    }
    return false;
  }

  #routine(take: (ms: number) => { value: unknown } | undefined): Routine {
    this.#last += 1;
    const number = this.#last;
    let taken = false;
    return {
      wait(timeout?: unknown) {
        if (taken) throw new Error(`routine ${number} already finished`);
        const got = take(Number(timeout ?? 0) || Number.POSITIVE_INFINITY);
        if (got === undefined) return undefined;
        taken = true;
        return got.value;
      },
    };
  }
}
