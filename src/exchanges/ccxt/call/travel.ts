import { ExchangeError } from '../../../adapter/ExchangeError.js';
import type { Attempt } from '../../../adapter/tryTwice.js';
import { cooldownOf } from '../../../http/Cooldowns.js';
import { NetworkError } from '../../../http/NetworkError.js';
import { type MethodName, methods } from '../../../protocol/methods.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import type { CcxtApi } from '../CcxtApi.js';
import type { CcxtKeys } from '../credentials.js';
import { venueOf } from '../instance/connect.js';
import { quirksOf } from '../quirks/quirksOf.js';
import type { Asked, AskOptions } from './AskOptions.js';
import { isClassOfError } from './classesOf.js';
import { quietKeys } from './quietKeys.js';
import type { Trip } from './Trip.js';
import { toError } from './toError.js';

/** How ccxt says it, whatever the HTTP status of the answer. */
const THROTTLED = ['RateLimitExceeded', 'DDoSProtection'];

/**
 * One run of ccxt's code for a call of FMZ's: every request that it sends goes through the api of the call.
 *
 * @param attempt told what came of it, for whether there may be another one.
 * @throws ProtocolError, ExchangeError or NetworkError, whatever ccxt threw.
 */
export async function travel<T>(
  api: CcxtApi,
  {
    method,
    keyed = false,
    shared = false,
    unpaced = false,
    writes = false,
    writesByGet,
    cancels,
    exact,
    within,
    carries,
    order,
  }: AskOptions,
  attempt: Attempt,
  work: () => Promise<T>,
): Promise<Asked<T>> {
  const { id, name, trips } = api.state;
  const account = accountOf(api);
  const trip: Trip = {
    api,
    method,
    account: shared ? undefined : account,
    writes: (verb) => writes && (verb !== 'GET' || (writesByGet ?? quirksOf(id).writesByGet === true)),
    cancels,
    exact,
    within,
    carries,
    order,
    addresses: new Set(),
    asked: {},
    unpaced,
    emptyConfirms: quirksOf(id).emptyConfirms === true,
    over: false,
    held: false,
    wrote: false,
    sent: 0,
    replies: [],
    accepted: false,
  };
  try {
    const value = await untilAborted(api.signal, trip, trips.run(trip, work));
    if (keyed && account !== undefined && provesKeys(trip))
      venueOf(api.state, quietKeys(api)).limiter.confirm(account);
    return { value, replies: trip.replies };
  } catch (error) {
    const facts = { name, fmz: methods[method].fmz, keyed, secrets: valuesOf(quietKeys(api)) };
    const reply = trip.replies.at(-1);
    attempt.reply = reply;
    const throttled =
      reply !== undefined && THROTTLED.some((type) => isClassOfError(error, type)) && !cooldownOf(reply);
    if (throttled) api.throttled('too many requests');
    const told = toError(error, trip, facts);
    // What ccxt made of a good answer it would make of the next one.
    attempt.final = throttled || (trip.accepted && told instanceof ExchangeError);
    if (!writes) throw told;
    throw trip.wrote ? asUnknown(told) : asRefusal(told);
  } finally {
    trip.over = true;
  }
}

/** Whose turn at the rate limit it takes; `undefined` without keys. */
function accountOf(api: CcxtApi): string | undefined {
  if (!api.hasKeys) return undefined;
  return quietKeys(api) ? api.accountId : 'with keys that cannot be read';
}

/** Whether the exchange has accepted something that only the owner of the keys can have asked for. */
function provesKeys({ method, wrote, accepted }: Trip): boolean {
  // What is looked up before an order may be public.
  const lookups: readonly MethodName[] = ['trade', 'modifyorder', 'setmarginlevel', 'io'];
  return accepted && (method === 'io' ? false : wrote || !lookups.includes(method));
}

/** What is refused after something was written does not say what became of that. */
function asUnknown(error: unknown): unknown {
  if (!(error instanceof ProtocolError)) return error;
  return new NetworkError(error.message, { outcome: 'unknown', passing: false, cause: error });
}

/** What failed before anything was written has changed nothing. */
export function asRefusal(error: unknown): unknown {
  if (error instanceof NetworkError) {
    return new NetworkError(error.message, { outcome: 'rejected', passing: error.passing, cause: error });
  }
  if (!(error instanceof ExchangeError)) return error;
  const { code, message, hint } = error;
  return new ExchangeError({ code, message, hint, outcome: 'rejected' });
}

/** There is no waiting beyond the deadline for whatever else ccxt waits for. */
async function untilAborted<T>(signal: AbortSignal, trip: Trip, work: Promise<T>): Promise<T> {
  let abort: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    const giveUp = () => {
      const outcome = trip.wrote ? 'unknown' : 'rejected';
      reject(new NetworkError('was not asked in time', { outcome, passing: false }));
    };
    abort = () => {
      // What is under way says itself how it ended; so does what is waited for, which takes a moment.
      if (!trip.held && trip.sent <= trip.replies.length) setImmediate(giveUp);
    };
    signal.addEventListener('abort', abort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function valuesOf(keys: CcxtKeys | undefined): string[] {
  return keys ? [...keys.unnamed, ...Object.values(keys.named), ...Object.values(keys.options)] : [];
}
