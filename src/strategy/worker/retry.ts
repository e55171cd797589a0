import type { Globals } from './Runtime.js';

/** _C, which repeats a function until what it returns counts as true, and _CDelay, the time between two tries. */
export const retryGlobals: Globals = ({ clock }) => {
  let delay = 3000;
  return {
    _C(this: unknown, fn: unknown, ...args: unknown[]) {
      if (typeof fn !== 'function') throw new TypeError('_C needs a function');
      for (;;) {
        const value: unknown = Reflect.apply(fn, this, args);
        if (value) return value;
        clock.sleep(delay);
      }
    },
    _CDelay(ms: unknown) {
      if (Number(ms) > 0) delay = Number(ms);
    },
  };
};
