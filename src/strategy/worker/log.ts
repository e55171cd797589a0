import { logText } from '../logText.js';
import type { Globals } from './Runtime.js';

/** Log: its arguments joined by blanks. */
export const logGlobals: Globals = ({ bridge }) => ({
  Log(...args: unknown[]) {
    bridge.check();
    bridge.tell({ kind: 'log', time: Date.now(), level: 'log', ...logText(args) });
  },
});
