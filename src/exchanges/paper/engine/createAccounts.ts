import { Account } from './Account.js';

/** The virtual accounts, by name. */
export interface Accounts {
  /** The account of that name: a new one, opened `now` (Unix time in ms), where there is none. */
  get(name: string, now: number): Account;
}

const MOST_ACCOUNTS = 1000;

/**
 * Keeps up to 1000 accounts; after that, the one that was not used for the longest time is dropped for a new one.
 *
 * @param balances what a new account has, as decimal strings by currency.
 */
export function createAccounts(balances: Readonly<Record<string, string>>): Accounts {
  const accounts = new Map<string, Account>();
  return {
    get(name, now) {
      const account = accounts.get(name) ?? new Account(balances, now);
      accounts.delete(name);
      accounts.set(name, account);
      for (const oldest of accounts.keys()) {
        if (accounts.size <= MOST_ACCOUNTS) break;
        accounts.delete(oldest);
      }
      return account;
    },
  };
}
