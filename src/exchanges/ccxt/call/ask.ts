import { type Attempt, retryOnce } from '../../../adapter/retryOnce.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import type { CcxtApi } from '../CcxtApi.js';
import type { CcxtExchange } from '../instance/CcxtExchange.js';
import { venueOf } from '../instance/connect.js';
import type { Asked, AskOptions } from './AskOptions.js';
import { isClassOfError } from './classesOf.js';
import { measureClock } from './measureClock.js';
import { quietKeys } from './quietKeys.js';
import { isClockRefusal } from './toError.js';
import { asRefusal, travel } from './travel.js';

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
  const run = () => retryOnce(api, (attempt) => read(api, options, attempt, work));
  try {
    if (!writes) return await run();
    const exchange = await retryOnce(api, (attempt) => open(api, options, attempt)).catch(
      (error: unknown) => {
        throw asRefusal(error);
      },
    );
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
