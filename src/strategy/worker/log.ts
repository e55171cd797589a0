import { logText } from '../logText.js';
import type { Globals } from './Runtime.js';

/** How many characters a line has at most: whoever shows it can still hear of Ctrl-C. */
const MOST = 1_000_000;

/** Log, its arguments joined by blanks; `console`, which is the same here; and EnableLog. */
export const logGlobals: Globals = ({ bridge }) => {
  let enabled = true;
  const log = (...args: unknown[]) => {
    bridge.check();
    if (!enabled) return;
    const line = logText(args);
    const { text } = line;
    const shown = text.length > MOST ? `${text.slice(0, MOST)}… (cut, of ${text.length} characters)` : text;
    bridge.tell({ kind: 'log', time: Date.now(), level: 'log', ...line, text: shown });
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
