import { toNumber } from '../../../protocol/decimal.js';
import type { Trade } from '../../../protocol/structures.js';
import type { TradeRow } from '../rows/tradeRow.js';

/**
 * Trades whose side the exchange does not tell are left out. One whose id it does not tell has an id that is the same in
 * every answer: what it says of itself, and how many of the same there are before it.
 *
 * @param idField that tells the id, where ccxt finds none.
 */
export function parseTrades(rows: readonly TradeRow[], idField = ''): Trade[] {
  const same = new Map<string, number>();
  const trades = rows.flatMap((row): Trade[] => {
    const { timestamp, price, amount, side } = row;
    if (timestamp === undefined || price === undefined || amount === undefined) return [];
    if (side !== 'buy' && side !== 'sell') return [];
    const told: unknown = row.id ?? Object(row.info)[idField];
    const made = `${timestamp}-${price}-${amount}-${side}`;
    const before = same.get(made) ?? 0;
    same.set(made, before + 1);
    const id = told === undefined || told === null || told === '' ? `${made}-${before}` : String(told);
    return [{ id, time: timestamp, price: toNumber(price), amount: toNumber(amount), type: side }];
  });
  return trades.sort((a, b) => a.time - b.time);
}
