import { logText } from '../logText.js';
import type { Globals } from './Runtime.js';

/** Log, its arguments joined by blanks; `console`, which is the same here; and EnableLog. */
export const logGlobals: Globals = ({ bridge }) => {
  let enabled = true;
  const log = (...args: unknown[]) => {
    bridge.stop.check();
    if (!enabled) return;
    bridge.tell({ kind: 'log', time: Date.now(), level: 'log', ...logText(args) });
  };
  return {
    Log: log,
    console: { log, info: log, warn: log, error: log },
    EnableLog(enable: unknown) {
      enabled = Boolean(enable ?? true);
    },
    // Whether a docker keeps the log in a file of its own.
    EnableLogLocal: () => undefined,
  };
};
