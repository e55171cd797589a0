import { say, speak } from '../../wording/say.js';
import { Bridge } from '../bridge/Bridge.js';
import type { Natives } from '../bridge/natives.js';
import type { ThreadTask } from '../bridge/threadRequests.js';
import { Clock } from './Clock.js';
import { Copies } from './Copies.js';
import { Failures } from './Failures.js';
import { subjects } from './globals.js';
import { Notices } from './Notices.js';
import { describeThrown } from './places.js';
import { Routines } from './Routines.js';
import type { Runtime, WorkerSettings } from './Runtime.js';
import { runScript } from './runScript.js';
import { runThread } from './runThread.js';

/** A strategy that can begin. */
interface Prepared {
  run(): void;
  /** Takes why a promise was rejected that nobody looks at. */
  rejected(reason: unknown): void;
}

/** Puts everything in its place that a strategy finds in its thread. */
export function prepare(natives: Natives, settings: WorkerSettings, task?: ThreadTask): Prepared {
  speak(natives.catalogue);
  const files = [settings.file, ...settings.libraries.map(({ file }) => file)];
  const bridge = new Bridge(natives);
  const notices = new Notices(bridge);
  const runtime: Runtime = {
    settings,
    thread: task?.id ?? 0,
    natives,
    bridge,
    clock: new Clock(bridge, natives),
    failures: new Failures(bridge, files),
    notices,
    copies: new Copies(),
    routines: new Routines(bridge, notices),
  };
  for (const subject of subjects) define(subject(runtime));
  // What templates put their functions on.
  define({ $: {} });
  define(settings.args);
  return {
    run: () => (task ? runThread(runtime, task.calls) : runScript(runtime)),
    rejected(reason) {
      const { error, place } = describeThrown(reason, [settings, ...settings.libraries]);
      bridge.tell({
        kind: 'log',
        time: Date.now(),
        level: 'error',
        text: say('a promise was rejected and nobody looked at it: {error}', { error }),
        ...(place !== undefined && { place }),
      });
    },
  };
}

/** Makes names global as a script would: it may declare each of them again. */
function define(values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values)) {
    Object.defineProperty(globalThis, name, { value, writable: true, enumerable: true, configurable: true });
  }
}
