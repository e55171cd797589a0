import type { Api } from '../../adapter/Api.js';
import { NetworkError } from '../../http/NetworkError.js';
import type { Accounts } from './Accounts.js';
import type { PaperKeys } from './credentials.js';
import type { Account } from './engine/Account.js';
import type { Venue, VenueApi } from './Venue.js';

/** What a Paper exchange is made of. */
export interface PaperOptions {
  /** The same seed gives the same synthetic prices. A whole number. @default 1 */
  seed?: number;
  /** Gives the Unix time in ms, from 2020-01-02 on. @default Date.now */
  now?: () => number;
  /** What a new account has, as decimal strings by currency. @default 10000 USDT, 1 BTC and 10 ETH */
  balances?: Readonly<Record<string, string>>;
  /** The file that accounts are kept in. @default none: they live as long as the process */
  stateFile?: string | undefined;
}

/** What all requests to a Paper exchange share. */
export interface PaperState {
  readonly accounts: Accounts;
  now(): number;
  venueOf(api: VenueApi): Venue;
}

/** Does something with the account of the caller, once it is up to date, and alone with it. */
export function withAccount<T>(
  api: Api<PaperKeys, PaperState>,
  work: (account: Account, venue: Venue) => T | Promise<T>,
): Promise<T> {
  const { state, keys } = api;
  const venue = state.venueOf(api);
  return state.accounts.use(keys.account, state.now(), async (account) => {
    if (api.signal.aborted) throw new NetworkError('the time was up', { outcome: 'rejected' });
    await venue.settle(account);
    return work(account, venue);
  });
}
