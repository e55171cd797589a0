import { defineExchange } from '../../../adapter/defineExchange.js';
import type { Exchange } from '../../../adapter/Exchange.js';
import { quote } from '../../../protocol/oneLine.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import { suggest } from '../../../protocol/suggest.js';
import type { ExchangeDescription } from '../../../runtime/describeExchanges.js';
import type { ExchangeLibrary } from '../../../runtime/registry.js';
import { account } from '../account.js';
import { CallContext } from '../calls/callContext.js';
import { credentials, requiredKeys } from '../credentials.js';
import type { CcxtClass } from '../instance/ccxtTypes.js';
import { demoOf, hasOf, supportedMethods } from '../instance/features.js';
import { connect, createSharedInstance } from '../instance/SharedInstance.js';
import { io } from '../io.js';
import { market } from '../market.js';
import { orders } from '../orders.js';
import { positions } from '../positions.js';
import type { CcxtState } from '../state.js';
import type { AmendRules, VenueFacts } from '../venues/defineVenue.js';
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

/**
 * An exchange of ccxt as an exchange of fmzproto's. Which methods it has is known when its module is loaded, so that it
 * offers the whole table: what it lacks is answered "does not support".
 *
 * @param name under which it is found, in lower case: `bitvavo`, or `ccxt/okx`.
 */
function createCcxtExchange(name: string, id: string, ccxt: Ccxt): Exchange {
  return defineExchange({
    name,
    announcesChanges: true,
    credentials,
    createState: () => createState(name, id, ccxt),
    connect,
    disconnect: ({ exchange }) => exchange.close(),
    methods: { ...market, ...account, ...orders, ...positions, io },
  });
}

function createState(name: string, id: string, ccxt: Ccxt): CcxtState {
  const context = new CallContext();
  let loading: Promise<CcxtClass> | undefined;
  const load = () => {
    loading ??= loadClass(ccxt, id).catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
  return {
    id,
    name,
    context,
    instances: {
      live: createSharedInstance(name, false, context, load),
      demo: createSharedInstance(name, true, context, load),
    },
  };
}
