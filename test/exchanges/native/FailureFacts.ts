import type { FaultKind } from '../../doubles/exchange/Fault.js';
import type { Keys } from '../../support/startPlugin.js';

/** A text is how the message begins. */
export type Message = string | RegExp;

/** What the shared tests of failures have to know of an exchange. */
export interface FailureFacts {
  /** Keys that do not work, and what is said of them, beside those that are empty. */
  badKeys: readonly [what: string, keys: Keys, message: RegExp | string][];
  /** The refusal of a wrong secret, and the status that it comes with. */
  wrongSecret: { code: number; status: number };
  /** The refusal of a request whose time is wrong, and the message after it came twice. */
  wrongTime: { fault: FaultKind; message: RegExp };
  /** Answers to a ticker that are refusals, or not as documented, beside those of every exchange. */
  answers: readonly [what: string, fault: FaultKind, message: Message][];
}
