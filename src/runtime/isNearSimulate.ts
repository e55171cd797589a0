import { suggest } from '../protocol/suggest.js';

/** Whether a field of FMZ's secret key box is the word `simulate`, or one that was meant to be it. */
export function isNearSimulate(field: string): boolean {
  const word = field.trim().toLowerCase();
  return word.length <= 12 && suggest(word, ['simulate']) !== undefined;
}
