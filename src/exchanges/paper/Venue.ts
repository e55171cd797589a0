import type { Api } from '../../adapter/Api.js';
import type { FmzSymbol, FmzSymbolRange } from '../../protocol/symbol.js';
import type { Account } from './engine/Account.js';
import type { Book } from './engine/Book.js';
import type { Instrument } from './engine/Instrument.js';

/** What a venue may use of a request. */
export type VenueApi = Pick<Api<unknown, unknown>, 'ask' | 'signal' | 'remaining'>;

/** Where the accounts of an exchange get their prices from, as one request sees it. */
export interface Venue {
  /**
   * The rules of what a symbol means.
   *
   * @throws ProtocolError when it is not traded here.
   */
  instrument(symbol: FmzSymbol): Promise<Instrument>;
  /** The order book as it is now. */
  book(symbol: FmzSymbol): Promise<Book>;
  /** Brings an account up to date with the prices since the last look at it. */
  settle(account: Account): Promise<void>;
  /** @throws ProtocolError for a filter that nothing traded here can meet. */
  checkFilter(symbol: FmzSymbol | FmzSymbolRange): void;
}
