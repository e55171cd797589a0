import { classesOf } from './classesOf.js';

/** Whether ccxt or the exchange refused a request as it is, so that another one may fare better. */
export function isRefusal(error: unknown): boolean {
  const classes = classesOf(error);
  return classes.includes('ExchangeError') && !classes.includes('AuthenticationError');
}
