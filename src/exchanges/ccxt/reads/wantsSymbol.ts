import { isClassOfError } from '../call/classesOf.js';

/** Whether ccxt refused to list something of all instruments at once. */
export function wantsSymbol(error: unknown): error is Error {
  return (
    isClassOfError(error, 'ArgumentsRequired') && error instanceof Error && /symbol/i.test(error.message)
  );
}
