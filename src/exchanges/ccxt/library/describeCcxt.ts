import { ProtocolError } from '../../../protocol/ProtocolError.js';
import type { ExchangeDescription } from '../../../runtime/registry.js';
import { demoOf } from '../instance/demoOf.js';
import { requiredKeys } from '../instance/requiredKeys.js';
import { supportedMethods } from '../instance/supports.js';
import { hasOf } from '../quirks/hasOf.js';
import { findCcxt } from './findCcxt.js';
import { installCommand } from './installCommand.js';
import { loadClass } from './loadClass.js';

/** An exchange of ccxt, as far as it can be told without a network. */
export interface CcxtDescription extends ExchangeDescription {
  /** The keys that it requires, by ccxt's names. */
  credentials: readonly string[];
  /** Whether it has demo trading or a sandbox, for `simulate`. */
  simulate: boolean;
}

/**
 * The support matrix of the installed ccxt: all its exchanges are loaded for it.
 *
 * @param folder where ccxt is looked for first.
 * @throws ProtocolError where ccxt is not installed.
 */
export async function describeCcxt(
  folder?: string,
): Promise<{ version: string; exchanges: CcxtDescription[] }> {
  const ccxt = findCcxt(folder);
  if (!ccxt) throw new ProtocolError(`ccxt is not installed: ${installCommand()}`);
  const exchanges: CcxtDescription[] = [];
  for (const id of ccxt.ids) {
    const Exchange = await loadClass(ccxt, id);
    const exchange = new Exchange({});
    exchanges.push({
      name: id,
      keys: 'required',
      methods: supportedMethods(hasOf(exchange)),
      credentials: requiredKeys(exchange),
      simulate: demoOf(exchange) !== undefined,
    });
  }
  return { version: ccxt.version, exchanges };
}
