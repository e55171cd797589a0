import { defineExchange } from '../../../adapter/defineExchange.js';
import type { Exchange } from '../../../adapter/Exchange.js';
import type { LimitSharing } from '../../../http/LimitSharing.js';
import { account } from '../account.js';
import { CallContext } from '../calls/callContext.js';
import { credentials } from '../credentials.js';
import type { CcxtClass } from '../instance/ccxtTypes.js';
import { connect, createSharedInstance } from '../instance/SharedInstance.js';
import { io } from '../io.js';
import { market } from '../market.js';
import { orders } from '../orders.js';
import { positions } from '../positions.js';
import type { CcxtState } from '../state.js';
import { type Ccxt, loadClass } from './findCcxt.js';

/**
 * An exchange of ccxt as an exchange of fmzproto's. Which methods it has is known when its module is loaded, so that it
 * offers the whole table: what it lacks is answered "does not support".
 *
 * @param name under which it is found, in lower case: `bitvavo`, or `ccxt/okx`.
 */
export function createCcxtExchange(name: string, id: string, ccxt: Ccxt, sharing?: LimitSharing): Exchange {
  return defineExchange({
    name,
    announcesChanges: true,
    credentials,
    createState: () => createState(name, id, ccxt, sharing),
    preparedOrigins: ({ context }) => context.origins,
    knowsAccount: (account, { instances: { live, demo } }) =>
      live.limiter.knows(account) || demo.limiter.knows(account),
    connect,
    disconnect: ({ exchange }) => exchange.close(),
    methods: { ...market, ...account, ...orders, ...positions, io },
  });
}

function createState(name: string, id: string, ccxt: Ccxt, sharing: LimitSharing | undefined): CcxtState {
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
      live: createSharedInstance(name, false, context, load, sharing),
      demo: createSharedInstance(name, true, context, load, sharing),
    },
  };
}
