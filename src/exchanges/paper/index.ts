import type { Exchange } from '../../adapter/Exchange.js';
import { AccountStores } from './Accounts.js';
import { openingBalances } from './openingBalances.js';
import { StateFile } from './state-file/StateFile.js';
import { wrapPaper } from './wrapPaper.js';
import type { PriceSource } from './wrapped/venue.js';

/** What a Paper exchange is made of. */
export interface PaperOptions {
  /** The exchange behind plain Paper: it needs no network and no keys. */
  market: PriceSource;
  /** Gives the Unix time in ms. @default Date.now */
  now?: () => number;
  /** What a new account has, as decimal strings by currency. @default 10000 USDT, 1 BTC and 10 ETH */
  balances?: Readonly<Record<string, string>> | undefined;
  /** The file that accounts are kept in. @default none: they live as long as the process */
  stateFile?: string | undefined;
  /** Told in one sentence each time that file cannot be written, and that it is. */
  onTrouble?: ((sentence: string, fails: boolean) => void) | undefined;
}

/**
 * Virtual accounts, one for each access key, at the prices of an exchange: of `market` as plain Paper, and of any other as
 * `/paper/okx`.
 *
 * Spot fees are 0.1 % for what takes from the book and 0.08 % for what waited in it, out of what is received. An order
 * finds the book as it is shown, whoever took from it before.
 *
 * @throws StateFileError when there is a state file that cannot be used.
 * @example createPaper({ market: createSynthetic() })
 */
export function createPaper(options: PaperOptions): Exchange {
  const { market, now = Date.now, balances = openingBalances, stateFile, onTrouble } = options;
  const file = stateFile === undefined ? undefined : new StateFile(stateFile, onTrouble);
  const stores = new AccountStores({ balances, file });
  return {
    ...wrapPaper('Paper', market, { stores, now }),
    inner: market.exchange,
    wrap: (exchange) => wrapPaper(`Paper/${exchange.name}`, { exchange }, { stores, now }),
  };
}
