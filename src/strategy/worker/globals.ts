import { chartGlobals } from './chart.js';
import { codecGlobals } from './codec.js';
import { databaseGlobals } from './database.js';
import { dateGlobals } from './dates.js';
import { exchangeGlobals } from './exchanges.js';
import { failureGlobals } from './failureGlobals.js';
import { fetchGlobals } from './fetch.js';
import { libraryGlobals } from './libraries.js';
import { logGlobals } from './log.js';
import { mathGlobals } from './math.js';
import { networkGlobals } from './network.js';
import { numberGlobals } from './numbers.js';
import { profitGlobals } from './profit.js';
import type { Globals } from './Runtime.js';
import { retryGlobals } from './retry.js';
import { stateGlobals } from './state.js';
import { statusGlobals } from './statusBar.js';
import { systemGlobals } from './system.js';
import { textGlobals } from './text.js';
import { threadGlobals } from './threads.js';
import { timeGlobals } from './time.js';

/** Everything that is global in a strategy besides the language, by subject. */
export const subjects: readonly Globals[] = [
  exchangeGlobals,
  failureGlobals,
  logGlobals,
  statusGlobals,
  profitGlobals,
  chartGlobals,
  timeGlobals,
  dateGlobals,
  numberGlobals,
  retryGlobals,
  stateGlobals,
  codecGlobals,
  databaseGlobals,
  textGlobals,
  networkGlobals,
  fetchGlobals,
  systemGlobals,
  threadGlobals,
  libraryGlobals,
  mathGlobals,
];
