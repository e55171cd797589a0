import { type Attempt, tryTwice } from '../../adapter/tryTwice.js';
import { Unsupported } from '../../adapter/Unsupported.js';
import type { Reply } from '../../http/Reply.js';
import { type MethodName, methods } from '../../protocol/methods.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { CcxtApi } from './CcxtApi.js';
import { quietKeys } from './call/quietKeys.js';
import { isClassOfError, isClockRefusal } from './errors.js';
import type { ExactParams } from './exactDigits.js';
import type { CcxtExchange } from './instance/ccxtTypes.js';
import { venueOf } from './instance/connect.js';
import { has, supports } from './instance/features.js';
import type { Venue } from './instance/Venue.js';
import { parseRow, serverTime } from './parse/fields.js';
import { asRefusal, travel } from './runInContext.js';

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
  /** It is for all calls that wait for it, and so for none of their accounts. @default false */
  shared?: boolean;
  /** GETs do so, too. @default where the exchange takes orders by GET */
  writesByGet?: boolean;
  /** Whether it cancels orders, where the method does not say. */
  cancels?: boolean;
  /** What has to arrive as FMZ wrote it. */
  exact?: ExactParams;
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
  const started = performance.now();
  const run = () => tryTwice(api, (attempt) => read(api, options, attempt, work));
  try {
    if (!writes) return await run();
    const exchange = await tryTwice(api, (attempt) => open(api, options, attempt)).catch((error: unknown) => {
      throw asRefusal(error);
    });
    return await travel(api, options, {}, () => work(exchange));
  } catch (error) {
    const measured = isClockRefusal(error) && (await measureClock(api, method, started));
    if (!measured || writes) throw error;
    return run();
  }
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
  try {
    await travel(api, { method }, attempt, () => venue.instruments.all(api));
  } catch (error) {
    // What loads them has tried twice.
    attempt.final = true;
    throw error;
  }
  const exchange = keyed ? (await api.connect()).exchange : await venue.keyless();
  await travel(api, { method }, attempt, () => venue.share(exchange));
  return exchange;
}

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

/**
 * Makes sure that an exchange can answer a method at all.
 *
 * @throws ProtocolError where it cannot.
 */
export async function requireMethod(api: CcxtApi, method: MethodName): Promise<void> {
  const exchange = await venueOf(api.state, quietKeys(api)).keyless();
  if (supports(exchange.has, method)) return;
  throw new Unsupported(`${api.state.name} does not support ${methods[method].fmz}`);
}

/** Measures the exchange's clock, for this request and all that follow; whether that can be done. */
async function measureClock(api: CcxtApi, method: MethodName, since: number): Promise<boolean> {
  const venue = venueOf(api.state, quietKeys(api));
  const exchange = await venue.keyless();
  if (!has(exchange.has, 'fetchTime')) return false;
  const tell = async () => {
    const { value } = await travel(api, { method, unpaced: true, shared: true }, {}, () =>
      exchange.fetchTime(),
    );
    return parseRow(serverTime, value);
  };
  return venue.clock.measure(tell, since, api).then(
    () => true,
    () => false,
  );
}
