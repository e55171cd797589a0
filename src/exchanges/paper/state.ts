import type { Account } from './engine/Account.js';
import { createAccounts } from './engine/createAccounts.js';
import { settleOrders } from './engine/settleOrders.js';
import { createMarket, type Market } from './synthetic/createMarket.js';

/** What a Paper exchange is made of. */
export interface PaperOptions {
  /** The same seed gives the same prices. A whole number. @default 1 */
  seed?: number;
  /** Gives the Unix time in ms, from 2020-01-02 on. @default Date.now */
  now?: () => number;
  /** What a new account has, as decimal strings by currency. @default 10000 USDT, 1 BTC and 10 ETH */
  balances?: Readonly<Record<string, string>>;
}

/** What all requests to Paper share. */
export interface PaperState {
  readonly market: Market;
  now(): number;
  /** The account of that name, with every order filled that is due by `now` (Unix time in ms). */
  account(name: string, now: number): Account;
}

const DEFAULT_BALANCES = { USDT: '10000', BTC: '1', ETH: '10' };

export function createState({
  seed = 1,
  now = Date.now,
  balances = DEFAULT_BALANCES,
}: PaperOptions): PaperState {
  const market = createMarket(seed);
  const accounts = createAccounts(balances);
  return {
    market,
    now,
    account(name, time) {
      const account = accounts.get(name, time);
      settleOrders(account, market.passing, time);
      return account;
    },
  };
}
