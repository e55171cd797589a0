import type { FixClock, FixTimer } from '../../src/fix/FixClock.js';

interface Alarm {
  at: number;
  run(): void;
}

/** A clock that a test moves. */
export class ManualClock implements FixClock {
  readonly #alarms = new Set<Alarm>();
  #now = 1_000_000;
  #time = Date.UTC(2026, 4, 13, 10, 20, 30, 7);

  /** How many timers are set. */
  get timers(): number {
    return this.#alarms.size;
  }

  now(): number {
    return this.#now;
  }

  time(): number {
    return this.#time;
  }

  after(delay: number, run: () => void): FixTimer {
    const alarm = { at: this.#now + delay, run };
    this.#alarms.add(alarm);
    return { cancel: () => this.#alarms.delete(alarm) };
  }

  /** Goes on by so many s: what is due meanwhile happens in its order. */
  pass(seconds: number): void {
    const end = this.#now + seconds * 1000;
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#alarms.delete(next);
      this.#goTo(Math.max(this.#now, next.at));
      next.run();
    }
    this.#goTo(end);
  }

  /** Goes on by so many s with nothing happening meanwhile, as while a process is stopped. */
  stop(seconds: number): void {
    this.#goTo(this.#now + seconds * 1000);
  }

  #next(end: number): Alarm | undefined {
    const due = [...this.#alarms].filter(({ at }) => at <= end);
    return due.sort((one, other) => one.at - other.at)[0];
  }

  #goTo(now: number): void {
    this.#time += now - this.#now;
    this.#now = now;
  }
}
