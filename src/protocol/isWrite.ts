import { type MethodName, methods } from './methods.js';

/**
 * Whether a call may change something at the exchange.
 *
 * @param verb of an `io` call; GET reads.
 */
export function isWrite(name: MethodName, verb?: string): boolean {
  return name === 'io' ? verb !== 'GET' : methods[name].access === 'write';
}
