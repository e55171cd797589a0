import { defineExchange } from '../../adapter/defineExchange.js';
import type { Exchange } from '../../adapter/Exchange.js';
import { AccountBooks } from './AccountBooks.js';
import { account } from './account.js';
import { credentials } from './credentials.js';
import { createMarketMethods } from './market.js';
import { orders } from './orders.js';
import type { PaperOptions, PaperState } from './state.js';
import { StateFile } from './state-file/StateFile.js';
import { createMarket } from './synthetic/createMarket.js';
import { createSyntheticVenue } from './synthetic/createSyntheticVenue.js';
import { wrapPaper } from './wrapPaper.js';

const DEFAULT_BALANCES = { USDT: '10000', BTC: '1', ETH: '10' };

/**
 * A spot market without a network and without keys: synthetic prices for any BASE_QUOTE, and a virtual account for each
 * access key. Wrapped around another exchange, as `/paper/okx`, it has that one's prices and contracts instead.
 *
 * Spot fees are 0.1 % for what takes from the book and 0.08 % for what waited in it, out of what is received. An order
 * finds the book as it is shown, whoever took from it before.
 *
 * @throws StateFileError when there is a state file that cannot be used.
 * @example createPaper({ seed: 7, now: () => 1_750_000_000_000 })
 */
export function createPaper(options: PaperOptions = {}): Exchange {
  const { seed = 1, now = Date.now, balances = DEFAULT_BALANCES, stateFile } = options;
  const file = stateFile === undefined ? undefined : new StateFile(stateFile);
  const books = new AccountBooks({ balances, file });
  const market = createMarket(seed);
  const venue = createSyntheticVenue(market, now);
  return defineExchange({
    name: 'Paper',
    announcesChanges: true,
    credentials,
    createState: (): PaperState => ({ accounts: books.open('Paper'), now, venueOf: () => venue }),
    close: () => books.close(),
    wrap: (inner) => wrapPaper(inner, books, now),
    methods: { ...createMarketMethods(market, now), ...account, ...orders },
  });
}
