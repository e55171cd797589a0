import { defineExchange, type Exchange } from '../../exchange/defineExchange.js';
import type { MethodName } from '../../protocol/methods.js';
import { account } from './account.js';
import { credentials } from './credentials.js';
import { createInnerVenue } from './inner/createInnerVenue.js';
import { relayMarket } from './inner/relayMarket.js';
import { orders } from './orders.js';
import { positions } from './positions.js';
import type { StateFile } from './saved/StateFile.js';
import { createState, type PaperOptions } from './state.js';

/** What has to be there for orders: rules, prices, and a book to trade against. */
const NEEDED: readonly MethodName[] = ['markets', 'ticker', 'depth'];
/** What only an exchange with contracts has. */
const OF_CONTRACTS: readonly MethodName[] = ['positions', 'fundings', 'setmarginlevel'];

/** Paper on the prices of another exchange: its market data, and virtual accounts of our own. */
export function wrapPaper(inner: Exchange, options: PaperOptions, file: StateFile | undefined): Exchange {
  const name = `Paper/${inner.name}`;
  const now = options.now ?? Date.now;
  const tradable = NEEDED.every((method) => inner.supports.includes(method));
  const futures = tradable && OF_CONTRACTS.some((method) => inner.supports.includes(method));
  return defineExchange({
    name,
    credentials,
    createState: () => createState(name, options, file, createInnerVenue(inner, now)),
    close: ({ accounts }) => accounts.close(),
    methods: {
      ...relayMarket(inner),
      ...account,
      ...(tradable && orders),
      ...(futures && positions),
    },
  });
}
