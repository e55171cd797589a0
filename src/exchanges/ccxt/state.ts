import type { Trips } from './callContext.js';
import type { Venue } from './instance/Venue.js';

/** What all requests to an exchange of ccxt share. */
export interface CcxtState {
  /** ccxt's. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  readonly trips: Trips;
  /** The exchange itself, and its demo trading. */
  readonly venues: Readonly<Record<'live' | 'demo', Venue>>;
}
