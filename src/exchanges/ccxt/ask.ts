import { type Attempt, tryTwice } from '../../exchange/tryTwice.js';
import { Unsupported } from '../../exchange/Unsupported.js';
import type { Reply } from '../../http/Reply.js';
import { type MethodName, methods } from '../../protocol/methods.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { CcxtApi } from './CcxtApi.js';
import type { CcxtExchange } from './CcxtExchange.js';
import { isClassOfError } from './ccxtErrors.js';
import { venueOf } from './connect.js';
import { has, supports } from './needs.js';
import { quietKeys } from './quietKeys.js';
import { parseRow, serverTime } from './replies.js';
import { isClockRefusal } from './toError.js';
import { travel } from './travel.js';
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
  /** It does not wait for the rate limit. @default false */
  unpaced?: boolean;
  /** It may change something at the exchange. @default false */
  writes?: boolean;
  within?: number | undefined;
  /** A decimal that what is sent has to hold, digit by digit. */
  carries?: string | undefined;
  /** The id of the order that it is about. */
  order?: string | undefined;
}

/**
 * Runs ccxt's code for a call of FMZ's, on an instance that has the markets. What only reads is run a second time, once,
 * where the exchange gave no verdict: a signed request has its time or its number in it, so that ccxt makes a new one.
 * Where it refused the time of a request, its clock is measured; what only reads is then asked once more.
 *
 * @throws ProtocolError, ExchangeError or NetworkError, whatever ccxt threw.
 */
export async function ask<T>(
  api: CcxtApi,
  options: AskOptions,
  work: (exchange: CcxtExchange) => Promise<T>,
): Promise<Asked<T>> {
  const { method, writes } = options;
  const started = Date.now();
  const run = () => tryTwice(api, (attempt) => read(api, options, attempt, work));
  try {
    if (!writes) return await run();
    const exchange = await tryTwice(api, (attempt) => open(api, options, attempt));
    return await travel(api, options, {}, () => work(exchange));
  } catch (error) {
    const measured = isClockRefusal(error) && (await measureClock(api, method, started));
    if (!measured || writes) throw error;
    return run();
  }
}

/** Measures the exchange's clock, for this request and all that follow; whether that can be done. */
async function measureClock(api: CcxtApi, method: MethodName, since: number): Promise<boolean> {
  const venue = venueOf(api.state, quietKeys(api));
  const exchange = await venue.keyless();
  if (!has(exchange.has, 'fetchTime')) return false;
  const tell = async () => parseRow(serverTime, await exchange.fetchTime());
  return travel(api, { method, unpaced: true }, {}, () => venue.clock.measure(tell, since)).then(
    () => true,
    () => false,
  );
}

/** Runs work about an exchange's markets, which may have to be loaded for it. */
export async function askMarkets<T>(
  api: CcxtApi,
  method: MethodName,
  work: (venue: Venue) => Promise<T>,
): Promise<T> {
  const venue = venueOf(api.state, quietKeys(api));
  const { value } = await tryTwice(api, (attempt) => travel(api, { method }, attempt, () => work(venue)));
  return value;
}

async function read<T>(
  api: CcxtApi,
  options: AskOptions,
  attempt: Attempt,
  work: (exchange: CcxtExchange) => Promise<T>,
): Promise<Asked<T>> {
  const exchange = await open(api, options, attempt);
  try {
    return await travel(api, options, attempt, () => work(exchange));
  } catch (error) {
    // A few exchanges tell customers only what others tell everybody.
    if (
      options.keyed ||
      !api.hasKeys ||
      !(error instanceof ProtocolError) ||
      !isClassOfError(error.cause, 'AuthenticationError')
    )
      throw error;
    return read(api, { ...options, keyed: true }, attempt, work);
  }
}

/** The instance to ask, with its markets. */
async function open(api: CcxtApi, { method, keyed }: AskOptions, attempt: Attempt): Promise<CcxtExchange> {
  const venue = venueOf(api.state, quietKeys(api));
  await travel(api, { method }, attempt, () => venue.instruments.all(api));
  const exchange = keyed ? (await api.connect()).exchange : await venue.keyless();
  await travel(api, { method }, attempt, () => venue.share(exchange));
  return exchange;
}

/**
 * Makes sure that an exchange can answer a method at all.
 *
 * @throws ProtocolError where it cannot.
 */
export async function need(api: CcxtApi, method: MethodName): Promise<void> {
  const exchange = await venueOf(api.state, quietKeys(api)).keyless();
  if (supports(exchange.has, method)) return;
  throw new Unsupported(`${api.state.name} does not support ${methods[method].fmz}`);
}
