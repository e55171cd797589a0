import { say } from '../../wording/say.js';
import { exchangeFunctions, mayWrite } from '../exchangeFunctions.js';
import type { Globals, Runtime } from './Runtime.js';

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
  const name = settings.exchanges[index] ?? '';
  const call =
    (fn: string) =>
    (...args: unknown[]) => {
      const { value, error, once } = bridge.call('exchange', [index, fn, args], { finish: mayWrite(fn) });
      if (error !== undefined) failures.report(fn, error, { exchange: name, once });
      return value;
    };
  const functions = exchangeFunctions.map((fn): [string, unknown] => [fn, call(fn)]);
  return { ...Object.fromEntries(functions), Go: createGo(runtime, index) };
}

/** `Go`: a call that is made at once, and whose value is waited for later. */
function createGo({ routines, failures, settings }: Runtime, index: number) {
  const exchange = settings.exchanges[index] ?? '';
  return (fn: unknown, ...args: unknown[]) => {
    const known = exchangeFunctions.find((one) => one === fn);
    if (known === undefined)
      throw new Error(say('Go: an exchange has no function {name}', { name: String(fn) }));
    return routines.start('exchange', [index, known, args], ({ value, error, once }) => {
      if (error === undefined) return value;
      failures.report(known, error, { exchange, once });
      return null;
    });
  };
}
