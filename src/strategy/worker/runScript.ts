import { say } from '../../wording/say.js';
import { evaluate, type Natives } from '../bridge/natives.js';
import type { Ending } from '../bridge/protocol.js';
import { Stopped } from '../bridge/Stopped.js';
import type { Settled } from './Clock.js';
import { evaluateScript, HOOKS, type Hook, sourceOf } from './evaluateScript.js';
import { attempt, endingOf, isPromise, scriptsOf } from './outcomes.js';
import { describeThrown } from './places.js';
import type { Runtime } from './Runtime.js';

/** Runs a strategy: its templates, the script itself, `init`, `main`, and then `onexit`, or `onerror` where it threw. */
export function runScript(runtime: Runtime): void {
  const { bridge, clock } = runtime;
  const end = (outcome: Settled, ending: Ending) => bridge.end(endingAfter(runtime, outcome, ending));
  bridge.stop.whenIgnored(() => {
    // It never returns to what catches everything: onexit runs here, on top of it.
    const { left, ending } = callExit(runtime, { thrown: new Stopped() });
    return end(isPromise(left) ? blockFor(runtime, left.value) : left, ending);
  });
  const exit = (outcome: Settled) => {
    const { left, ending } = callExit(runtime, outcome);
    if (isPromise(left)) clock.untilSettled(left.value, (settled) => end(settled, ending), { obeys: false });
    else end(left, ending);
  };
  const main = attempt(() => callMain(runtime));
  if (isPromise(main)) clock.untilSettled(main.value, exit, { obeys: true });
  else exit(main);
}

function callMain({ settings, natives }: Runtime): unknown {
  for (const { source, file } of settings.libraries) {
    evaluate(natives, source, file);
    // What a template has of them is for its own tests.
    for (const hook of HOOKS) if (findHook(natives, hook)) Reflect.set(globalThis, hook, undefined);
  }
  evaluateScript(natives, settings.source, settings.file);
  findHook(natives, 'init')?.();
  const main = findHook(natives, 'main');
  if (main) return main();
  const { file } = settings;
  throw new Error(
    say('{file} has no function main: a strategy begins with {example}', {
      ...{ file, example: 'function main() { ... }' },
    }),
  );
}

/** How a strategy ends, and what came of its last word: of `onexit`, or of `onerror` where it threw. */
function callExit(runtime: Runtime, outcome: Settled): { left: Settled; ending: Ending } {
  const { bridge, clock, natives } = runtime;
  const ending = endingOf(outcome, bridge.stop.raised, scriptsOf(runtime));
  const threw = ending.reason === 'threw';
  const hook = findHook(natives, threw ? 'onerror' : 'onexit');
  if (!hook) return { left: { value: undefined }, ending };
  // What main still waits for must not go on beside it.
  if (ending.reason === 'stopped') clock.clearAll();
  bridge.stop.release();
  bridge.post('exiting', []);
  return { left: attempt(() => hook(...(threw ? [ending.error] : []))), ending };
}

/** The ending of a strategy whose last word may have failed: where there is no error yet, that is the error. */
function endingAfter(runtime: Runtime, left: Settled, ending: Ending): Ending {
  if (!('thrown' in left)) return ending;
  const { error, place } = describeThrown(left.thrown, scriptsOf(runtime));
  const at = place === undefined ? {} : { place };
  if (ending.reason !== 'threw')
    return { reason: 'threw', error: say('{name} threw: {error}', { name: 'onexit', error }), ...at };
  runtime.bridge.tell({
    kind: 'log',
    time: Date.now(),
    level: 'error',
    text: say('{name} threw: {error}', { name: 'onerror', error }),
    ...at,
  });
  return ending;
}

function blockFor({ clock }: Runtime, promise: Promise<unknown>): Settled {
  try {
    const left = clock.blockUntilSettled(promise);
    if (left) return left;
    throw new Error(say('an async onexit cannot go on where an async main catches what it is stopped with'));
  } catch (thrown) {
    return { thrown };
  }
}

function findHook(natives: Natives, hook: Hook): ((...args: unknown[]) => unknown) | undefined {
  const found = evaluate(natives, sourceOf(hook), 'fmzproto:runtime');
  return typeof found === 'function' ? (...args) => Reflect.apply(found, undefined, args) : undefined;
}
