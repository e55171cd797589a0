import { exchangeFunctions, mayWrite } from '../exchangeFunctions.js';
import type { Globals, Runtime } from './Runtime.js';

/** What is asked at the same time and not waited for. */
const MOST_ROUTINES = 2000;

/** `exchanges` and `exchange`, the first of them. */
export const exchangeGlobals: Globals = (runtime) => {
  const exchanges = runtime.settings.exchanges.map((_, index) => createExchange(runtime, index));
  return { exchanges, exchange: exchanges[0] };
};

/**
 * An exchange object. Strategies pass its functions on and put properties of their own on it: each function stands for
 * itself, and nothing is frozen.
 */
function createExchange(runtime: Runtime, index: number): Record<string, unknown> {
  const { bridge, failures, settings } = runtime;
  const name = settings.exchanges[index]?.name ?? '';
  const call =
    (fn: string) =>
    (...args: unknown[]) => {
      const { value, error } = bridge.call('exchange', [index, fn, args], { finish: mayWrite(fn) });
      if (error !== undefined) failures.report(fn, error, { exchange: name });
      return value;
    };
  const functions = exchangeFunctions.map((fn): [string, unknown] => [fn, call(fn)]);
  return { ...Object.fromEntries(functions), Go: createGo(runtime, index) };
}

/** `Go`: a call that is made at once, and whose value is waited for later. */
function createGo({ bridge, failures, settings }: Runtime, index: number) {
  const exchange = settings.exchanges[index]?.name ?? '';
  let last = 0;
  let waiting = 0;
  return (fn: unknown, ...args: unknown[]) => {
    const known = exchangeFunctions.find((one) => one === fn);
    if (known === undefined) throw new Error(`Go: an exchange has no function ${String(fn)}`);
    if (waiting >= MOST_ROUTINES)
      throw new Error(`Go: ${MOST_ROUTINES} calls have not been waited for, call wait() of some first`);
    last += 1;
    waiting += 1;
    const routine = last;
    const ticket = bridge.start('exchange', [index, known, args]);
    let taken = false;
    return {
      wait(timeout?: unknown) {
        if (taken) throw new Error(`routine ${routine} already finished`);
        const ms = Number(timeout ?? 0) || Number.POSITIVE_INFINITY;
        const answer = bridge.await<'exchange'>(ticket, ms);
        if (answer === undefined) return undefined;
        taken = true;
        waiting -= 1;
        const { value, error } = answer.value;
        if (error === undefined) return value;
        failures.report(known, error, { exchange });
        return null;
      },
    };
  };
}
