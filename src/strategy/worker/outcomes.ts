import type { Ending } from '../bridge/protocol.js';
import { Stopped } from '../bridge/Stopped.js';
import type { ScriptFile } from '../settings.js';
import type { Settled } from './Clock.js';
import { describeThrown } from './places.js';
import type { Runtime } from './Runtime.js';

export function endingOf(outcome: Settled, stopped: boolean, scripts: readonly ScriptFile[]): Ending {
  if ('value' in outcome) return { reason: 'returned', value: outcome.value };
  // Whatever it made of being stopped.
  if (stopped || outcome.thrown instanceof Stopped) return { reason: 'stopped' };
  return { reason: 'threw', ...describeThrown(outcome.thrown, scripts) };
}

export function scriptsOf({ settings }: Runtime): ScriptFile[] {
  return [settings, ...settings.libraries];
}

export function attempt(run: () => unknown): Settled {
  try {
    return { value: run() };
  } catch (thrown) {
    return { thrown };
  }
}

export function isPromise(outcome: Settled): outcome is { value: Promise<unknown> } {
  return 'value' in outcome && outcome.value instanceof Promise;
}
