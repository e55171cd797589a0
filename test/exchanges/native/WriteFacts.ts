import type { FaultKind } from '../../doubles/exchange/Fault.js';
import type { Bench } from './createBench.js';
import type { Write } from './writesOf.js';

/** What the shared tests of writes have to know of an exchange. */
export interface WriteFacts {
  /** What its orders are called when they were filled, and when they were canceled. */
  words: { filled: string; canceled: string };
  /** The leverage of BTC_USDT.swap. */
  leverageOf(bench: Bench): Promise<unknown>;
  /** How many requests set a leverage. @default 1 */
  leveragePosts?: number;
  /** The writes that do not arrive late: of those, what is not to be seen was not carried out. */
  expiring: readonly Write['method'][];
  /** Bodies of refusals: too many requests, a failure inside, an id that was used before. */
  busy: object;
  down: object;
  used: object;
  /** The answers that say that a request timed out inside. */
  timeouts: readonly [what: string, status: number, body: object][];
  /** What is read before a write is sent. */
  reads: readonly [match: string, method: Write['method'], params: object][];
  /** Where an order is looked up, and the answer that there is none. */
  lookups: readonly string[];
  nothing: object;
  /** What befalls a lookup that says neither yes nor no. */
  silent: FaultKind;
  /** Answers to an order that was placed, all the same. */
  indecisive: readonly [what: string, status: number, body: object][];
  /** Orders that are refused for want of money. */
  refusals: readonly [what: string, params: object, message: RegExp][];
  /** Orders at once, more than the limits allow without a pause. */
  burst: { start: object; params: object; count: number; time: string };
}
