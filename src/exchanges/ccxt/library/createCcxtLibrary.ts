import type { LimitSharing } from '../../../http/LimitSharing.js';
import { quote } from '../../../protocol/oneLine.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import { suggest } from '../../../protocol/suggest.js';
import { DeferredExchange } from '../../../runtime/DeferredExchange.js';
import type { ExchangeLibrary } from '../../../runtime/ExchangeDirectory.js';
import { say } from '../../../wording/say.js';
import { type Ccxt, ccxtCommand, findCcxt, knownIds } from './findCcxt.js';

const PREFIX = 'ccxt/';

/**
 * The exchanges of ccxt, if it is installed: each under its id, and under `ccxt/<id>` where an adapter of fmzproto's own
 * has that name. The code for them is loaded when one is first asked for, and nothing of ccxt
 * before it is asked something.
 *
 * @param options.folder where it is looked for first.
 * @param options.sharing keeps limits together with other processes.
 */
export function createCcxtLibrary({
  folder,
  sharing,
}: {
  folder?: string;
  sharing?: LimitSharing | undefined;
} = {}): ExchangeLibrary {
  let found: Ccxt | undefined;
  const known = new Map<string, DeferredExchange>();
  // One that is installed later is found later.
  const installed = () => {
    found ??= findCcxt(folder);
    return found;
  };

  function find(name: string): DeferredExchange | undefined {
    const before = known.get(name);
    if (before) return before;
    const prefixed = name.startsWith(PREFIX);
    const id = prefixed ? name.slice(PREFIX.length) : name;
    const ccxt = installed();
    if (ccxt?.ids.includes(id)) {
      const exchange = new DeferredExchange({ name }, async () => {
        const { createCcxtExchange } = await import('./createCcxtExchange.js');
        return createCcxtExchange(name, id, ccxt, sharing);
      });
      known.set(name, exchange);
      return exchange;
    }
    if (!ccxt && (prefixed || knownIds.includes(id))) {
      throw new ProtocolError(say('{name} needs ccxt: {command}', { name, command: ccxtCommand() }));
    }
    if (!prefixed) return undefined;
    const nearest = suggest(id, ccxt?.ids ?? []);
    const facts = { version: String(ccxt?.version), id: quote(id) };
    throw new ProtocolError(
      nearest === undefined
        ? say('ccxt {version} has no exchange {id}', facts)
        : say('ccxt {version} has no exchange {id}, did you mean {nearest}?', {
            ...facts,
            nearest: PREFIX + nearest,
          }),
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
