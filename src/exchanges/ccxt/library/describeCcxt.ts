import { ProtocolError } from '../../../protocol/ProtocolError.js';
import type { ExchangeDescription } from '../../../runtime/describeExchanges.js';
import { say } from '../../../wording/say.js';
import { requiredKeys } from '../credentials.js';
import { demoOf, hasOf, supportedMethods } from '../instance/features.js';
import type { VenueFacts } from '../venues/defineVenue.js';
import type { AmendRules } from '../venues/orderRules.js';
import { factsOf } from '../venues.js';
import { ccxtCommand, findCcxt, loadClass } from './findCcxt.js';

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
    changes: AmendRules['kind'] | Readonly<Record<'pairs' | 'contracts', AmendRules['kind']>>;
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
  if (!ccxt) throw new ProtocolError(say('ccxt is not installed: {command}', { command: ccxtCommand() }));
  const exchanges: CcxtDescription[] = [];
  for (const id of ccxt.ids) {
    const Exchange = await loadClass(ccxt, id);
    const exchange = new Exchange({});
    exchanges.push({
      name: id,
      keys: 'required',
      publicData: true,
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
