import { say } from '../../wording/say.js';
import { logText } from '../logText.js';
import type { Globals } from './Runtime.js';

/** LogProfit, and what empties the log and the profit curve. */
export const profitGlobals: Globals = ({ bridge, failures }) => {
  const reset = (of: 'log' | 'profit') => (keep: unknown) =>
    bridge.tell({ kind: 'reset', of, keep: Math.max(0, Math.trunc(Number(keep)) || 0) });
  return {
    LogProfit(profit: unknown, ...words: unknown[]) {
      bridge.stop.check();
      const value = Number(profit);
      if (!Number.isFinite(value))
        return failures.report('LogProfit', say('{value} is not a number', { value: String(profit) }));
      const curveOnly = words.at(-1) === '&';
      const { text } = logText(words);
      return bridge.tell({ kind: 'profit', time: Date.now(), value, text, curveOnly });
    },
    LogProfitReset: reset('profit'),
    LogReset: reset('log'),
    // There is no database that would have to be made smaller.
    LogVacuum: () => undefined,
  };
};
