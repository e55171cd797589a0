import { say } from '../../wording/say.js';
import { evaluate, type Natives } from '../bridge/natives.js';
import { Stopped } from '../bridge/Stopped.js';
import type { ThreadCall } from '../bridge/threadRequests.js';
import type { ScriptFile } from '../settings.js';
import type { Settled } from './Clock.js';
import { attempt, endingOf, isPromise, scriptsOf } from './outcomes.js';
import type { Runtime } from './Runtime.js';

/** Calls functions in a thread of their own, one after the other: what the last one returns is what the thread returns. */
export function runThread(runtime: Runtime, calls: readonly ThreadCall[]): void {
  const { bridge, clock, natives, copies } = runtime;
  const scripts = scriptsOf(runtime);
  const end = (outcome: Settled) => bridge.end(endingOf(outcome, bridge.stop.raised, scripts));
  bridge.stop.whenIgnored(() => end({ thrown: new Stopped() }));
  const outcome = attempt(() => {
    let value: unknown;
    for (const { code, args } of calls) {
      const list = copies.value(args);
      value = Reflect.apply(functionOf(natives, code, scripts), undefined, Array.isArray(list) ? list : []);
    }
    return value;
  });
  if (isPromise(outcome)) clock.untilSettled(outcome.value, end, { obeys: true });
  else end(outcome);
}

/** A function of its text, at the place that it has in the strategy, for errors to show. */
function functionOf(natives: Natives, code: string, scripts: readonly ScriptFile[]): () => unknown {
  const script = scripts.find(({ source }) => source.includes(code));
  const before = script?.source.slice(0, script.source.indexOf(code)).split('\n') ?? [''];
  const column = Math.max(0, (before.at(-1)?.length ?? 0) - 1);
  const source = `${'\n'.repeat(before.length - 1)}${' '.repeat(column)}(${code}\n)`;
  const found = evaluate(natives, source, script?.file ?? 'thread.js');
  if (typeof found === 'function') return (...args) => Reflect.apply(found, undefined, args);
  throw new TypeError(say('{caller} needs a function', { caller: say('a thread') }));
}
