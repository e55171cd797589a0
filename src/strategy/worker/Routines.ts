import { say } from '../../wording/say.js';
import type { Bridge } from '../bridge/Bridge.js';
import type { Arguments, RequestName, Results } from '../bridge/protocol.js';
import type { Notices } from './Notices.js';

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
  readonly #notices: Notices;

  constructor(bridge: Bridge, notices: Notices) {
    this.#bridge = bridge;
    this.#notices = notices;
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
      throw new Error(
        say('Go: {count} calls have not been waited for, call wait() of some first', { count: MOST }),
      );
    const ticket = this.#bridge.start(name, args);
    this.#open.add(ticket);
    this.#notices.expect(ticket, this.#last + 1);
    return this.#routine((ms) => {
      const answer = this.#bridge.await<Name>(ticket, ms);
      if (answer === undefined) return undefined;
      this.#open.delete(ticket);
      this.#notices.answered(ticket);
      return { value: read(answer.value) };
    });
  }

  /** One that has its value already. */
  done(value: unknown): Routine {
    return this.#routine(() => ({ value }));
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
