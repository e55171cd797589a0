import type { Exchange } from '../../adapter/Exchange.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { ExchangeLibrary } from '../../runtime/registry.js';
import { UsageError } from '../terminal/UsageError.js';

/**
 * An exchange that a flag names, from a library of exchanges; `undefined` where it has none of that name.
 *
 * @throws UsageError where it has one that cannot be used, such as one of ccxt without ccxt.
 */
export function findInLibrary(
  flag: string,
  name: string,
  library: ExchangeLibrary | undefined,
): Exchange | undefined {
  try {
    return library?.find(name);
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    throw new UsageError(`${flag} ${name}: ${error.message}`);
  }
}
