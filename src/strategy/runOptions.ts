import type { PluginClient } from '../http/PluginClient.js';
import type { Credentials } from '../protocol/envelope.js';
import type { Language } from '../wording/say.js';
import type { DatabaseFile } from './database/StrategyDatabase.js';
import type { StrategyEvent } from './events.js';
import type { StrategyCode } from './strategyCode.js';

/** What a run needs besides the strategy's settings. */
export interface RunOptions {
  /** Of each exchange, in the settings' order. They stay in this thread. */
  readonly keys: readonly Credentials[];
  readonly client: PluginClient;
  /** How long a request may take, in ms. */
  readonly timeout: number;
  readonly code: StrategyCode;
  /** Of texts that are there in two: `[trans]中文|English[/trans]`. @default 'en' */
  readonly language?: Language;
  /** Keeps what DBExec stores; without it that lasts as long as the run. */
  readonly database?: DatabaseFile | undefined;
  /** Is told what happens, in order; the strategy waits for a promise that it returns, sooner or later. */
  onEvent(event: StrategyEvent): void | Promise<void>;
  /** How long a strategy that has to stop may go on without a call, in ms. @default 5000 */
  readonly grace?: number;
  /** How long `onexit` and `onerror` may take, in ms. @default 5 minutes, as on FMZ */
  readonly exitTime?: number;
  /** How long a write on its way is waited for after a second word to stop, in ms. @default 2000 */
  readonly patience?: number;
}

/** How long a strategy that has to stop may go on without a call, in ms. */
export const GRACE = 5000;

/** How long `onexit` and `onerror` may take, in ms. */
export const EXIT_TIME = 5 * 60_000;
