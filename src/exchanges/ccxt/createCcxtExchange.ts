import { defineExchange } from '../../adapter/defineExchange.js';
import type { Exchange } from '../../adapter/Exchange.js';
import { account } from './account.js';
import { Trips } from './call/Trips.js';
import { credentials } from './credentials.js';
import type { CcxtClass } from './instance/CcxtExchange.js';
import { connect } from './instance/connect.js';
import { Venue } from './instance/Venue.js';
import { io } from './io.js';
import type { Ccxt } from './library/findCcxt.js';
import { loadClass } from './library/loadClass.js';
import { market } from './market.js';
import { orders } from './orders.js';
import { positions } from './positions.js';
import type { CcxtState } from './state.js';

/**
 * An exchange of ccxt as an exchange of fmzproto's. Which methods it has is known when its module is loaded, so that it
 * offers the whole table: what it lacks is answered "does not support".
 *
 * @param name under which it is found, in lower case: `bitvavo`, or `ccxt/okx`.
 */
export function createCcxtExchange(name: string, id: string, ccxt: Ccxt): Exchange {
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
  const trips = new Trips();
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
    trips,
    venues: { live: new Venue(name, false, trips, load), demo: new Venue(name, true, trips, load) },
  };
}
