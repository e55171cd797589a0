import type { Api } from '../../adapter/Api.js';
import type { Methods } from '../../adapter/Exchange.js';
import type { Instruments } from '../../adapter/Instruments.js';
import type { SwrCache } from '../../adapter/SwrCache.js';
import type { RateLimiter } from '../../http/RateLimiter.js';
import type { ServerClock } from '../../http/ServerClock.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { CallContext } from './calls/callContext.js';
import type { CcxtKeys } from './credentials.js';
import type { CcxtExchange } from './instance/ccxtTypes.js';
import type { AccountConfig } from './instance/createInstance.js';
import type { MarketRow } from './market/rows.js';

export type CcxtApi = Api<CcxtKeys, CcxtState, Connection>;
export type CcxtMethods = Methods<CcxtKeys, CcxtState, Connection>;

/** What all requests to an exchange of ccxt share. */
export interface CcxtState {
  /** ccxt's. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  readonly context: CallContext;
  /** The exchange itself, and its demo trading. */
  readonly instances: Readonly<Record<'live' | 'demo', SharedInstance>>;
}

/**
 * An exchange of ccxt, or its demo trading: one instance without keys for what is public, and the markets that all
 * instances of it share.
 */
export interface SharedInstance {
  readonly instruments: Instruments<MarketRow, 'all', CcxtApi>;
  /** The exchange's: this machine's until it has refused a request for its time. */
  readonly clock: ServerClock;
  /** Shared by all instances, too. */
  readonly limiter: RateLimiter;
  /** Makes an instance, of an account where it is told its keys. */
  create(account?: AccountConfig): Promise<CcxtExchange>;
  /** The instance for what is public. */
  keyless(): Promise<CcxtExchange>;
  /** Gives an instance with keys the markets that are there, and lets ccxt ask what it would have asked with them. */
  share(exchange: CcxtExchange): Promise<void>;
}

/** What an account keeps. */
export interface Connection {
  /** ccxt's exchange with its keys. */
  readonly exchange: CcxtExchange;
  /** Whether the account keeps long and short positions apart, by kind of contract. */
  readonly modes: SwrCache<boolean>;
}

/** The caller's keys, where FMZ sent any that can be read: what is public needs none. */
export function keysIfAny(api: CcxtApi): CcxtKeys | undefined {
  if (!api.hasKeys) return undefined;
  try {
    return api.keys;
  } catch (error) {
    if (error instanceof ProtocolError) return undefined;
    throw error;
  }
}

/** Where the caller's keys belong: the exchange itself, or its demo trading. */
export function sharedInstanceOf(api: CcxtApi): SharedInstance {
  const { live, demo } = api.state.instances;
  return keysIfAny(api)?.simulate ? demo : live;
}
