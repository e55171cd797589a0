import type { MethodName } from '../../protocol/methods.js';
import { type CallOptions, type CheckContext, NO_METHOD } from '../CheckContext.js';

/** How long a call has to take to be told apart from a quick one, whatever else the machine does, in ms. */
export const SLOW = 150;

/** What is asked for where it does not matter what: no keys, and small answers. */
export const MARKET_DATA: readonly MethodName[] = ['ticker', 'depth', 'trades', 'records'];

/** How long work takes, in ms. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** An error that needs no exchange: how quick the plugin and this machine are right now. */
export const echo = (context: CheckContext, options: CallOptions = {}) =>
  context.call(NO_METHOD, {}, options);
