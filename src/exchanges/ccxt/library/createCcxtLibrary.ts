import type { Exchange } from '../../../adapter/Exchange.js';
import { quote } from '../../../protocol/oneLine.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import { suggest } from '../../../protocol/suggest.js';
import type { ExchangeLibrary } from '../../../runtime/registry.js';
import { createCcxtExchange } from '../createCcxtExchange.js';
import { type Ccxt, findCcxt } from './findCcxt.js';
import { installCommand } from './installCommand.js';
import { knownIds } from './knownIds.js';

const PREFIX = 'ccxt/';

/**
 * The exchanges of ccxt, if it is installed: each under its id, and under `ccxt/<id>` where an adapter of fmzproto's own
 * has that name. Nothing of ccxt is loaded before an exchange is asked something.
 *
 * @param folder where it is looked for first.
 */
export function createCcxtLibrary(folder?: string): ExchangeLibrary {
  let found: Ccxt | undefined;
  // One that is installed later is found later.
  const installed = () => {
    found ??= findCcxt(folder);
    return found;
  };

  function find(name: string): Exchange | undefined {
    const prefixed = name.startsWith(PREFIX);
    const id = prefixed ? name.slice(PREFIX.length) : name;
    const ccxt = installed();
    if (ccxt?.ids.includes(id)) return createCcxtExchange(name, id, ccxt);
    if (!ccxt && (prefixed || knownIds.includes(id))) {
      throw new ProtocolError(`${name} needs ccxt: ${installCommand()}`);
    }
    if (!prefixed) return undefined;
    const nearest = suggest(id, ccxt?.ids ?? []);
    throw new ProtocolError(
      `ccxt ${ccxt?.version} has no exchange ${quote(id)}${nearest === undefined ? '' : `, did you mean ${PREFIX}${nearest}?`}`,
    );
  }

  return {
    version: () => {
      const ccxt = installed();
      return ccxt && `ccxt ${ccxt.version}`;
    },
    names: () => installed()?.ids ?? knownIds,
    find,
  };
}
