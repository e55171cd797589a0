import { Stopped } from '../bridge/Bridge.js';
import { evaluate, type Natives } from '../bridge/natives.js';
import type { Ending } from '../bridge/protocol.js';
import type { Settled } from './Clock.js';
import { describeThrown } from './places.js';
import type { Runtime } from './Runtime.js';

/** The functions of a strategy that FMZ calls. */
type Hook = 'main' | 'init' | 'onexit' | 'onerror';

const HOOKS: readonly Hook[] = ['main', 'init', 'onexit', 'onerror'];

/**
 * Runs a strategy: its templates, the script itself, `init`, `main`, and then `onexit`, or `onerror` where it threw.
 *
 * @param ended is called when all is over: later, where the strategy awaits something.
 */
export function runScript(runtime: Runtime, ended: (ending: Ending) => void): void {
  const main = attempt(() => callMain(runtime));
  settle(runtime, main, { obeys: true }, (outcome) => callExit(runtime, outcome, ended));
}

function callMain({ settings, natives }: Runtime): unknown {
  for (const { source, file } of settings.libraries) {
    evaluate(natives, source, file);
    // What a template has of them is for its own tests.
    for (const hook of HOOKS) if (findHook(natives, hook)) Reflect.set(globalThis, hook, undefined);
  }
  evaluate(natives, settings.source, settings.file);
  findHook(natives, 'init')?.();
  const main = findHook(natives, 'main');
  if (main) return main();
  const { file } = settings;
  throw new Error(`${file} has no function main: a strategy begins with function main() { ... }`);
}

function callExit(runtime: Runtime, outcome: Settled, ended: (ending: Ending) => void): void {
  const { settings, bridge, natives } = runtime;
  const files = [settings.file, ...settings.libraries.map(({ file }) => file)];
  const ending = endingOf(outcome, bridge.stopped, files);
  const threw = ending.reason === 'threw';
  const hook = findHook(natives, threw ? 'onerror' : 'onexit');
  if (!hook) {
    ended(ending);
    return;
  }
  bridge.release();
  bridge.post('exiting', []);
  const exit = attempt(() => hook(...(threw ? [ending.error] : [])));
  settle(runtime, exit, { obeys: false }, (left) =>
    ended('thrown' in left ? endingOf(left, false, files) : ending),
  );
}

function endingOf(outcome: Settled, stopped: boolean, files: readonly string[]): Ending {
  if ('value' in outcome) return { reason: 'returned', value: outcome.value };
  // Whatever it made of being stopped.
  if (stopped || outcome.thrown instanceof Stopped) return { reason: 'stopped' };
  return { reason: 'threw', ...describeThrown(outcome.thrown, files) };
}

function attempt(run: () => unknown): Settled {
  try {
    return { value: run() };
  } catch (thrown) {
    return { thrown };
  }
}

/** Waits where a promise came back. */
function settle(
  { clock }: Runtime,
  outcome: Settled,
  options: { obeys: boolean },
  settled: (outcome: Settled) => void,
): void {
  if ('value' in outcome && outcome.value instanceof Promise)
    clock.untilSettled(outcome.value, settled, options);
  else settled(outcome);
}

/** It may be a constant, which is no property of what is global. */
function findHook(natives: Natives, hook: Hook): ((...args: unknown[]) => unknown) | undefined {
  const source = `typeof ${hook} === 'function' ? ${hook} : undefined`;
  const found = evaluate(natives, source, 'fmzproto:runtime');
  return typeof found === 'function' ? (...args) => Reflect.apply(found, undefined, args) : undefined;
}
