import { say } from '../wording/say.js';
import { Cancellation, type CancelSignal } from './Cancellation.js';
import { type LoadBounds, runWithin } from './loadBounds.js';
import { NetworkError } from './NetworkError.js';
import { Waiters } from './Waiters.js';

/** Who waits for a load, and for how long. */
export interface LoadCaller {
  /** Aborted when there is no waiting any more. */
  readonly signal?: CancelSignal;
  /** In ms. */
  remaining?(): number;
}

/** How long a load may take, in ms; longer where its first caller has more time. */
const LOAD_TIME = 10_000;
/** After so many ms a load that somebody gave up on is not waited for by those who come later. */
const LONG = 3000;
/** The pause after a load that failed, in ms; each further failure doubles it. */
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 1000;

/** The load itself; its bounds are what `loadBounds()` answers inside as well. */
type Work<T> = (bounds: LoadBounds) => Promise<T>;

interface Run {
  readonly began: number;
  /** Who waits for it since it began. */
  first: object | undefined;
  /** Somebody gave up on it. */
  stalled: boolean;
  /** What it waits for, for people. */
  reason?: () => string;
  /** Whether it was still running. */
  end(): boolean;
}

/**
 * Work that several calls wait for, such as reading a list that is kept. It has a deadline of its own, which bounds what
 * an adapter's `api` sends for it. Who gives up no longer waits, and leaves nothing behind. One that hangs stands in
 * nobody's way: who comes after somebody gave up on it begins another one beside it. After a failure the next call tries
 * anew, with a short pause, so that a host that is down is not asked without end.
 */
export class SharedLoad<T> {
  readonly #what: string;
  readonly #beside: boolean;
  readonly #waiters = new Waiters<T>();
  /** Two at most, the oldest first. */
  readonly #runs: Run[] = [];
  #failures = 0;
  #failedAt = Number.NEGATIVE_INFINITY;
  #pause: NodeJS.Timeout | undefined;

  /**
   * @param what is loaded, for people: `the list of markets`.
   * @param options.beside whether another load may be begun beside one that hangs. @default true
   */
  constructor(what: string, { beside = true }: { beside?: boolean } = {}) {
    this.#what = what;
    this.#beside = beside;
  }

  /** When a load failed last, if none has succeeded since: on the clock of `performance.now()`. */
  get failedAt(): number {
    return this.#failedAt;
  }

  /** Whether nothing is loaded, and nobody waits. */
  get idle(): boolean {
    return this.#runs.length === 0 && this.#waiters.size === 0;
  }

  /**
   * Waits for the load that is running, or begins one.
   *
   * @param work the load, where none is running.
   * @param caller who waits; without one, the load's own deadline ends the waiting.
   * @throws NetworkError when the caller's time is up, and what the load failed with.
   */
  join(work: Work<T>, caller: LoadCaller = {}): Promise<T> {
    const { signal } = caller;
    if (signal?.aborted) return Promise.reject(this.#late());
    const waiter = {};
    const waiting = this.#waiters.wait(signal, () => {
      this.#giveUp(waiter);
      return this.#late();
    });
    this.#start(work, Math.max(LOAD_TIME, caller.remaining?.() ?? 0), waiter);
    return waiting;
  }

  /** Begins a load that nobody waits for, where none is running. */
  refresh(work: Work<T>): void {
    if (this.#runs.length === 0) this.#run(work, LOAD_TIME, undefined);
  }

  #start(work: Work<T>, time: number, first: object): void {
    const latest = this.#runs.at(-1);
    if (latest && !latest.stalled) return;
    // The oldest has its full time; of those that were begun beside it only the last one goes on.
    if (this.#runs.length > 1) latest?.end();
    const pause = this.#failedAt + this.#pauseAfterFailure() - performance.now();
    if (pause <= 0) {
      this.#run(work, time, first);
      return;
    }
    this.#pause ??= setTimeout(() => {
      this.#pause = undefined;
      if (this.#waiters.size > 0) this.#start(work, time, first);
    }, pause).unref();
  }

  #run(work: Work<T>, time: number, first: object | undefined): void {
    const cancellation = new Cancellation();
    const timer = setTimeout(() => {
      const facts = { what: this.#what, seconds: Math.round(time / 1000) };
      const message = say('{what} did not load within {seconds} s', facts);
      failed(new NetworkError(message, { outcome: 'unknown', transient: false }));
    }, time).unref();
    const end = (): boolean => {
      const at = this.#runs.indexOf(run);
      if (at < 0) return false;
      this.#runs.splice(at, 1);
      clearTimeout(timer);
      cancellation.abort(() => new DOMException('the load has ended', 'TimeoutError'));
      return true;
    };
    const failed = (error: unknown) => {
      if (!end()) return;
      this.#failures += 1;
      this.#failedAt = performance.now();
      if (this.#runs.some(({ stalled }) => !stalled)) return;
      this.#waiters.reject(error);
    };
    const run: Run = { began: performance.now(), first, stalled: false, end };
    this.#runs.push(run);
    const onStep = (reason: () => string) => {
      run.reason = reason;
    };
    const bounds = { deadline: performance.now() + time, signal: cancellation, onStep };
    runWithin(bounds, work).then((value) => {
      if (!end()) return;
      for (const other of [...this.#runs]) other.end();
      this.#failures = 0;
      this.#failedAt = Number.NEGATIVE_INFINITY;
      this.#waiters.resolve(value);
    }, failed);
  }

  #pauseAfterFailure(): number {
    return Math.min(FIRST_PAUSE * 2 ** (this.#failures - 1), LONGEST_PAUSE);
  }

  /** Who waited since a load began has given it all the time of a call. */
  #giveUp(waiter: object): void {
    for (const run of this.#runs) {
      const whole = run.first === waiter;
      if (whole) run.first = undefined;
      run.stalled ||= this.#beside && (whole || performance.now() - run.began >= LONG);
    }
  }

  #late(): NetworkError {
    const known = this.#runs.find(({ reason }) => reason);
    const reason = known?.reason?.() ?? say('the exchange, or a proxy on the way to it, does not answer');
    const message = say('{what} did not load in time: {reason}', { what: this.#what, reason });
    return new NetworkError(message, { outcome: 'unknown', transient: false });
  }
}
