import type { Bridge } from '../bridge/Bridge.js';
import type { Natives } from '../bridge/natives.js';
import type { StrategySettings } from '../settings.js';
import type { Clock } from './Clock.js';
import type { Copies } from './Copies.js';
import type { Failures } from './Failures.js';
import type { Notices } from './Notices.js';
import type { Routines } from './Routines.js';

/** What the worker is told of a strategy. */
export interface WorkerSettings extends Omit<StrategySettings, 'exchanges'> {
  /** What the log calls each: not where it is. */
  readonly exchanges: readonly string[];
}

/** What the globals of a strategy are made of. */
export interface Runtime {
  readonly settings: WorkerSettings;
  /** The number of this thread: 0 runs main. */
  readonly thread: number;
  readonly natives: Natives;
  readonly bridge: Bridge;
  readonly clock: Clock;
  readonly failures: Failures;
  readonly notices: Notices;
  readonly copies: Copies;
  readonly routines: Routines;
}

/** A subject's part of what is global in a strategy. */
export type Globals = (runtime: Runtime) => Readonly<Record<string, unknown>>;
