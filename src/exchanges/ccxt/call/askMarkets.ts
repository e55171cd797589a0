import type { MethodName } from '../../../protocol/methods.js';
import type { CcxtApi } from '../CcxtApi.js';
import { venueOf } from '../instance/connect.js';
import type { Venue } from '../instance/Venue.js';
import { quietKeys } from './quietKeys.js';
import { travel } from './travel.js';

/** Runs work about an exchange's markets, which may have to be loaded for it. */
export async function askMarkets<T>(
  api: CcxtApi,
  method: MethodName,
  work: (venue: Venue) => Promise<T>,
): Promise<T> {
  const venue = venueOf(api.state, quietKeys(api));
  const { value } = await travel(api, { method }, {}, () => work(venue));
  return value;
}
