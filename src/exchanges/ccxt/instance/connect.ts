import { Memo } from '../../../adapter/Memo.js';
import type { CcxtKeys } from '../credentials.js';
import type { CcxtState } from '../state.js';
import type { CcxtExchange } from './ccxtTypes.js';
import { requiredKeys, toCcxtKeys } from './keys.js';

/** What an account keeps. */
export interface Connection {
  /** ccxt's exchange with its keys. */
  readonly exchange: CcxtExchange;
  /** Whether the account keeps long and short positions apart, by kind of contract. */
  readonly modes: Memo<boolean>;
}

/** @throws ProtocolError that names the keys that are missing. */
export async function connect(keys: CcxtKeys, state: CcxtState): Promise<Connection> {
  const exchange = await createKeyed(keys, state);
  return {
    exchange,
    modes: new Memo<boolean>({ fresh: 60_000, stale: 60_000, what: 'the mode of the account' }),
  };
}

/**
 * An instance with an account's keys.
 *
 * @throws ProtocolError that names the keys that are missing.
 */
export async function createKeyed(keys: CcxtKeys, state: CcxtState): Promise<CcxtExchange> {
  const venue = venueOf(state, keys);
  const required = requiredKeys(await venue.keyless());
  return venue.create({
    keys: toCcxtKeys(state.name, keys, required),
    settings: keys.settings,
    options: keys.options,
  });
}

/** Where keys belong: the exchange itself, or its demo trading. */
export function venueOf({ venues }: CcxtState, keys: CcxtKeys | undefined) {
  return keys?.simulate ? venues.demo : venues.live;
}
