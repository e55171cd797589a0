import { defineExchange } from '../../adapter/defineExchange.js';
import type { Exchange } from '../../adapter/Exchange.js';
import type { MethodName } from '../../protocol/methods.js';
import type { AccountBooks } from './AccountBooks.js';
import { account } from './account.js';
import { credentials } from './credentials.js';
import { orders } from './orders.js';
import { positions } from './positions.js';
import type { PaperState } from './state.js';
import { createInnerVenue } from './wrapped/createInnerVenue.js';
import { relayMarket } from './wrapped/relayMarket.js';

/** What has to be there for orders: rules, prices, and a book to trade against. */
const NEEDED: readonly MethodName[] = ['markets', 'ticker', 'depth'];
/** What only an exchange with contracts has. */
const OF_CONTRACTS: readonly MethodName[] = ['positions', 'fundings', 'setmarginlevel'];

/** Paper on the prices of another exchange: its market data, and virtual accounts of our own. */
export function wrapPaper(inner: Exchange, books: AccountBooks, now: () => number): Exchange {
  const name = `Paper/${inner.name}`;
  const tradable = NEEDED.every((method) => inner.supports.includes(method));
  const futures = tradable && OF_CONTRACTS.some((method) => inner.supports.includes(method));
  return defineExchange({
    name,
    announcesChanges: true,
    credentials,
    createState: (): PaperState => ({
      accounts: books.open(name),
      now,
      venueOf: createInnerVenue(inner, now),
    }),
    close: () => books.close(),
    methods: {
      ...relayMarket(inner),
      ...account,
      ...(tradable && orders),
      ...(futures && positions),
    },
  });
}
