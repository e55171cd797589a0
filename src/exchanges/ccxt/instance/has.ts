import type { Has } from './CcxtExchange.js';

/** Whether an exchange has a method of ccxt's, or ccxt emulates it. */
export function has(table: Has, name: string): boolean {
  // The emulated one cancels and orders anew, as much as before, whatever had been filled.
  if (name === 'editOrder') return table[name] === true;
  return table[name] === true || table[name] === 'emulated';
}
