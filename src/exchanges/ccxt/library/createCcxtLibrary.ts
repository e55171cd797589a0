import type { Exchange } from '../../../adapter/Exchange.js';
import { quote } from '../../../protocol/oneLine.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import { suggest } from '../../../protocol/suggest.js';
import type { ExchangeDescription, ExchangeLibrary } from '../../../runtime/registry.js';
import { createCcxtExchange } from '../createCcxtExchange.js';
import { demoOf, hasOf, supportedMethods } from '../instance/features.js';
import { requiredKeys } from '../instance/keys.js';
import type { Changes, VenueFacts } from '../venues/defineVenue.js';
import { factsOf } from '../venues.js';
import { type Ccxt, findCcxt, installCommand, knownIds, loadClass } from './findCcxt.js';

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

/** An exchange of ccxt, as far as it can be told without a network. */
export interface CcxtDescription extends ExchangeDescription {
  /** The keys that it requires, by ccxt's names. */
  credentials: readonly string[];
  /** Whether it has demo trading or a sandbox, for `simulate`. */
  simulate: boolean;
  /** What is known of its orders, besides what ccxt says. */
  orders: {
    /** Whether it buys for an amount of quote currency at the market price, as FMZ's market buys of pairs are. */
    marketBuy: boolean;
    /** What it makes of a changed order; apart where pairs and contracts differ. */
    changes: Changes['kind'] | Readonly<Record<'pairs' | 'contracts', Changes['kind']>>;
    /** Whether an order carries an id of ours, by which it is looked for if the answer is lost. */
    clientOrderId: boolean;
  };
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
      orders: describeOrders(factsOf(id)),
    });
  }
  return { version: ccxt.version, exchanges };
}

function describeOrders({ marketBuy, changes = { kind: 'unclear' }, clientOrderId }: VenueFacts) {
  return {
    marketBuy: marketBuy !== undefined,
    changes:
      'kind' in changes ? changes.kind : { pairs: changes.pairs.kind, contracts: changes.contracts.kind },
    clientOrderId: clientOrderId !== undefined,
  };
}
