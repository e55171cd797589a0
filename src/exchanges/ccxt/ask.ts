import { NetworkError } from '../../http/NetworkError.js';
import type { Reply } from '../../http/Reply.js';
import { type MethodName, methods } from '../../protocol/methods.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { CcxtApi } from './CcxtApi.js';
import type { CcxtExchange } from './CcxtExchange.js';
import { isClassOfError } from './ccxtErrors.js';
import { venueOf } from './connect.js';
import type { CcxtKeys } from './credentials.js';
import { supports } from './needs.js';
import { unreadable } from './rawOf.js';
import type { Trip } from './Trips.js';
import { toError } from './toError.js';
import type { Venue } from './Venue.js';

/** What ccxt made of an exchange's replies, and the replies themselves. */
export interface Asked<T> {
  value: T;
  replies: readonly Reply[];
}

/** How ccxt is asked. */
export interface AskOptions {
  /** The method that it is for. */
  method: MethodName;
  /** With the caller's keys. @default false */
  keyed?: boolean;
  /** It may change something at the exchange. @default false */
  writes?: boolean;
  within?: number | undefined;
  /** A decimal that what is sent has to hold, digit by digit. */
  carries?: string | undefined;
  /** The id of the order that it is about. */
  order?: string | undefined;
}

/**
 * Runs ccxt's code for a call of FMZ's, on an instance that has the markets.
 *
 * @throws ProtocolError, ExchangeError or NetworkError, whatever ccxt threw.
 */
export async function ask<T>(
  api: CcxtApi,
  options: AskOptions,
  work: (exchange: CcxtExchange) => Promise<T>,
): Promise<Asked<T>> {
  const venue = venueOf(api.state, quietKeys(api));
  await travel(api, { method: options.method }, () => venue.instruments.all(api));
  const exchange = options.keyed ? (await api.connect()).exchange : await venue.keyless();
  await travel(api, { method: options.method }, () => venue.share(exchange));
  try {
    return await travel(api, options, () => work(exchange));
  } catch (error) {
    // A few exchanges tell customers only what others tell everybody.
    if (
      options.keyed ||
      !api.hasKeys ||
      !(error instanceof ProtocolError) ||
      !isClassOfError(error.cause, 'AuthenticationError')
    )
      throw error;
    return ask(api, { ...options, keyed: true }, work);
  }
}

/** Runs work about an exchange's markets, which may have to be loaded for it. */
export async function askMarkets<T>(
  api: CcxtApi,
  method: MethodName,
  work: (venue: Venue) => Promise<T>,
): Promise<T> {
  const venue = venueOf(api.state, quietKeys(api));
  return (await travel(api, { method }, () => work(venue))).value;
}

/**
 * Makes sure that an exchange can answer a method at all.
 *
 * @throws ProtocolError where it cannot.
 */
export async function need(api: CcxtApi, method: MethodName): Promise<void> {
  const exchange = await venueOf(api.state, quietKeys(api)).keyless();
  if (supports(exchange.has, method)) return;
  throw new ProtocolError(`${api.state.name} does not support ${methods[method].fmz}`);
}

async function travel<T>(
  api: CcxtApi,
  { method, writes = false, within, carries, order }: AskOptions,
  work: () => Promise<T>,
): Promise<Asked<T>> {
  const { name, trips } = api.state;
  const connect = api.hasKeys ? async () => (await api.connect()).exchange : undefined;
  const trip: Trip = {
    api,
    writes,
    within,
    carries,
    order,
    connect,
    asked: {},
    held: false,
    sent: 0,
    replies: [],
    accepted: false,
  };
  try {
    const value = await untilAborted(api.signal, trip, trips.run(trip, work));
    for (const reply of trip.replies) {
      // ccxt makes something of every text.
      const unread = unreadable(reply);
      if (unread) throw unread;
    }
    return { value, replies: trip.replies };
  } catch (error) {
    throw toError(error, trip, { name, fmz: methods[method].fmz, secrets: secretsOf(quietKeys(api)) });
  }
}

/** There is no waiting beyond the deadline for markets that another call loads. */
async function untilAborted<T>(signal: AbortSignal, trip: Trip, work: Promise<T>): Promise<T> {
  let abort: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => {
      // What is under way says itself how it ended.
      if (trip.held || trip.sent > trip.replies.length) return;
      const outcome = trip.writes && trip.sent > 0 ? 'unknown' : 'rejected';
      reject(
        new NetworkError('was not asked in time: its markets are still being loaded', {
          outcome,
          passing: false,
        }),
      );
    };
    signal.addEventListener('abort', abort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function secretsOf(keys: CcxtKeys | undefined): string[] {
  return keys ? [...keys.unnamed, ...Object.values(keys.named), ...Object.values(keys.options)] : [];
}

/** The caller's keys, where FMZ sent any that can be read: what is public needs none. */
function quietKeys(api: CcxtApi): CcxtKeys | undefined {
  if (!api.hasKeys) return undefined;
  try {
    return api.keys;
  } catch (error) {
    if (error instanceof ProtocolError) return undefined;
    throw error;
  }
}
