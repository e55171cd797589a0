import { Stopped } from '../bridge/Bridge.js';
import type { Ending } from '../bridge/protocol.js';
import { describeThrown } from './places.js';
import type { Runtime } from './Runtime.js';

/** The functions of a strategy that FMZ calls. */
type Hook = 'main' | 'init' | 'onexit' | 'onerror';

const HOOKS: readonly Hook[] = ['main', 'init', 'onexit', 'onerror'];

/**
 * Runs a strategy: its templates, the script itself, `init`, `main`, and then `onexit`, or `onerror` where it threw.
 *
 * @returns a promise where it awaits something; a strategy that does not has ended by then.
 */
export function runScript(runtime: Runtime): Ending | Promise<Ending> {
  const { settings, bridge, natives } = runtime;
  const evaluate = (source: string, filename: string) => natives.runInThisContext(source, { filename });
  const find = (hook: Hook): ((...args: unknown[]) => unknown) | undefined => {
    const found = evaluate(`typeof ${hook} === 'function' ? ${hook} : undefined`, 'fmzproto:runtime');
    return typeof found === 'function' ? (...args) => Reflect.apply(found, undefined, args) : undefined;
  };
  const end = (outcome: Outcome) => finish(runtime, outcome, find);
  try {
    for (const { source, file } of settings.libraries) {
      evaluate(source, file);
      // What a template has of them is for its own tests.
      for (const hook of HOOKS) if (find(hook)) Reflect.set(globalThis, hook, undefined);
    }
    evaluate(settings.source, settings.file);
    find('init')?.();
    const main = find('main');
    if (!main) throw new NoMain(settings.file);
    const value = main();
    if (!isPromise(value)) return end({ value });
    return untilSettled(value, runtime).then(end);
  } catch (thrown) {
    return end({ thrown, stopped: bridge.stopped || thrown instanceof Stopped });
  }
}

/** What became of `main`. */
type Outcome = { value: unknown } | { thrown: unknown; stopped: boolean };

class NoMain extends Error {
  constructor(file: string) {
    super(`${file} has no function main: a strategy begins with function main() { ... }`);
  }
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return value instanceof Promise;
}

/** Waits for an async `main`, and while it awaits something for the word to stop. */
function untilSettled(value: PromiseLike<unknown>, { bridge, clock }: Runtime): Promise<Outcome> {
  return new Promise((resolve) => {
    let ended = false;
    const settle = (outcome: Outcome) => {
      ended = true;
      resolve(outcome);
    };
    const failed = (thrown: unknown) => settle({ thrown, stopped: bridge.stopped });
    value.then((result) => settle({ value: result }), failed);
    clock.turn(() => {
      // Its own promises had this turn to be broken in; what it waits for else is nobody's to end.
      if (!ended && bridge.stopped) failed(new Stopped());
      return ended;
    }, failed);
  });
}

function finish(
  { bridge, settings }: Runtime,
  outcome: Outcome,
  find: (hook: Hook) => ((...args: unknown[]) => unknown) | undefined,
): Ending {
  const files = [settings.file, ...settings.libraries.map(({ file }) => file)];
  const failed = 'thrown' in outcome && !outcome.stopped;
  const ending: Ending = failed
    ? { reason: 'threw', ...describeThrown(outcome.thrown, files) }
    : 'thrown' in outcome
      ? { reason: 'stopped' }
      : { reason: 'returned', value: outcome.value };
  const hook = find(failed ? 'onerror' : 'onexit');
  if (!hook) return ending;
  bridge.release();
  bridge.post('exiting', []);
  try {
    hook(...(failed ? [ending.error] : []));
    return ending;
  } catch (thrown) {
    return { reason: 'threw', ...describeThrown(thrown, files) };
  }
}
