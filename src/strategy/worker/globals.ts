import { exchangeGlobals } from './exchanges.js';
import { failureGlobals } from './failureGlobals.js';
import { logGlobals } from './log.js';
import type { Globals } from './Runtime.js';
import { timeGlobals } from './time.js';

/** Everything that is global in a strategy besides the language, by subject. */
export const subjects: readonly Globals[] = [exchangeGlobals, failureGlobals, logGlobals, timeGlobals];
