/** Something that happens later, unless it is cancelled. */
export interface FixTimer {
  cancel(): void;
}

/** What a session measures time by. */
export interface FixClock {
  /** In ms, as `performance.now()` has it: nobody sets it. */
  now(): number;
  /** Unix time in ms. */
  time(): number;
  /** Runs something after so many ms, once. */
  after(delay: number, run: () => void): FixTimer;
}

/** That of the machine. Its timers keep no process alive, and what came meanwhile is read before one of them runs. */
export const machineClock: FixClock = {
  now: () => performance.now(),
  time: () => Date.now(),
  after(delay, run) {
    let immediate: NodeJS.Immediate | undefined;
    const timer = setTimeout(() => {
      immediate = setImmediate(run);
    }, delay).unref();
    return {
      cancel() {
        clearTimeout(timer);
        if (immediate) clearImmediate(immediate);
      },
    };
  },
};
