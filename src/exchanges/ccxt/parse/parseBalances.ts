import type { Balance } from '../../../protocol/data.js';
import type { BalanceRow } from '../rows/balanceRow.js';

/** What is free and what is bound, of each currency. */
export function parseBalances({ free, used, total }: BalanceRow): Balance[] {
  const currencies = [...new Set([...Object.keys(free), ...Object.keys(used), ...Object.keys(total)])];
  return currencies.map((currency) => ({
    currency,
    free: free[currency] ?? total[currency] ?? '0',
    frozen: used[currency] ?? '0',
  }));
}
