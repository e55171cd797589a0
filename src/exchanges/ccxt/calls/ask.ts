import { restate } from '../../../adapter/ExchangeError.js';
import { type Attempt, retryOnce } from '../../../adapter/retryOnce.js';
import type { MethodName } from '../../../protocol/methods.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import { parseRow, serverTime } from '../fields.js';
import type { CcxtExchange } from '../instance/ccxtTypes.js';
import { has } from '../instance/features.js';
import { type CcxtApi, type SharedInstance, sharedInstanceOf } from '../state.js';
import { isClassOfError, isClockRefusal } from './errors.js';
import { type AskOptions, type CcxtAnswer, runInContext } from './runInContext.js';

/**
 * Runs ccxt's code for a call of FMZ's, on an instance that has the markets. What only reads is run a second time, once,
 * where that failed in a way that may pass: a signed request has its time or its number in it, so that ccxt makes a new one.
 * Where it refused the time of a request, its clock is measured; what only reads is then asked once more.
 *
 * @throws ProtocolError, ExchangeError or NetworkError, whatever ccxt threw.
 */
export async function ask<T>(
  api: CcxtApi,
  options: AskOptions,
  work: (exchange: CcxtExchange) => Promise<T>,
): Promise<CcxtAnswer<T>> {
  const { method, writes } = options;
  const started = performance.now();
  const run = () => retryOnce(api, (attempt) => read(api, options, attempt, work));
  try {
    if (!writes) return await run();
    const exchange = await retryOnce(api, (attempt) => open(api, options, attempt)).catch(
      (error: unknown) => {
        throw restate(error, { outcome: 'rejected' });
      },
    );
    return await runInContext(api, options, {}, () => work(exchange));
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
): Promise<CcxtAnswer<T>> {
  const exchange = await open(api, options, attempt);
  try {
    return await runInContext(api, options, attempt, () => work(exchange));
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
  const shared = sharedInstanceOf(api);
  try {
    await runInContext(api, { method }, attempt, () => shared.instruments.all(api));
  } catch (error) {
    // What loads them has tried twice.
    attempt.final = true;
    throw error;
  }
  const exchange = keyed ? (await api.connect()).exchange : await shared.keyless();
  await runInContext(api, { method }, attempt, () => shared.share(exchange));
  return exchange;
}

/** Runs work about an exchange's markets, which may have to be loaded for it. */
export async function askMarkets<T>(
  api: CcxtApi,
  method: MethodName,
  work: (shared: SharedInstance) => Promise<T>,
): Promise<T> {
  const shared = sharedInstanceOf(api);
  const { value } = await runInContext(api, { method }, {}, () => work(shared));
  return value;
}

/** Measures the exchange's clock, for this request and all that follow; whether that can be done. */
async function measureClock(api: CcxtApi, method: MethodName, since: number): Promise<boolean> {
  const shared = sharedInstanceOf(api);
  const exchange = await shared.keyless();
  if (!has(exchange.has, 'fetchTime')) return false;
  const tell = async () => {
    const { value } = await runInContext(api, { method, unpaced: true, shared: true }, {}, () =>
      exchange.fetchTime(),
    );
    return parseRow(serverTime, value);
  };
  return shared.clock.measure(tell, since, api).then(
    () => true,
    () => false,
  );
}
