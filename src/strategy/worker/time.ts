import { say } from '../../wording/say.js';
import type { Globals } from './Runtime.js';

/** Sleep and the timers. setInterval does not exist on FMZ. */
export const timeGlobals: Globals = ({ clock }) => ({
  Sleep: (ms: unknown) => clock.sleep(Number(ms)),
  sleepAsync: (ms: unknown) => clock.pass(Number(ms)),
  setTimeout(callback: unknown, ms: unknown, ...args: unknown[]) {
    if (typeof callback !== 'function')
      throw new TypeError(say('{caller} needs a function', { caller: 'setTimeout' }));
    return clock.set(() => Reflect.apply(callback, undefined, args), Number(ms));
  },
  clearTimeout: (id: unknown) => clock.clear(Number(id)),
  setInterval() {
    throw new Error('setInterval not support');
  },
});
