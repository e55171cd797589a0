import type { Trips } from './call/Trips.js';
import type { CcxtClass } from './instance/CcxtExchange.js';
import type { Venue } from './instance/Venue.js';

/** What all requests to an exchange of ccxt share. */
export interface CcxtState {
  /** ccxt's. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  readonly trips: Trips;
  /** Loads the exchange's module when it is first needed. */
  loadClass(): Promise<CcxtClass>;
  /** The exchange itself, and its demo trading. */
  readonly venues: Readonly<Record<'live' | 'demo', Venue>>;
}
