import { ProtocolError } from '../../../protocol/ProtocolError.js';
import { classesOf } from './classesOf.js';

/** Whether this plugin, ccxt or the exchange refused a request as it is, so that another one may fare better. */
export function isRefusal(error: unknown): boolean {
  const classes = classesOf(error);
  return (
    error instanceof ProtocolError ||
    (classes.includes('ExchangeError') && !classes.includes('AuthenticationError'))
  );
}
