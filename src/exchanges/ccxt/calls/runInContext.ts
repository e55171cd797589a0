import { ExchangeError, restate } from '../../../adapter/ExchangeError.js';
import type { Attempt } from '../../../adapter/retryOnce.js';
import { cooldownOf } from '../../../http/Cooldowns.js';
import { NetworkError } from '../../../http/NetworkError.js';
import type { Reply } from '../../../http/Reply.js';
import { type MethodName, methods } from '../../../protocol/methods.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import type { CcxtKeys } from '../credentials.js';
import { type CcxtApi, keysIfAny, sharedInstanceOf } from '../state.js';
import { factsOf } from '../venues.js';
import type { CcxtCall, RunPurpose } from './callContext.js';
import { isClassOfError, toError } from './errors.js';

/** What ccxt made of an exchange's replies, and the replies themselves. */
export interface CcxtAnswer<T> {
  value: T;
  replies: readonly Reply[];
}

/** How ccxt is asked. */
export interface AskOptions extends RunPurpose {
  /** With the caller's keys. @default false */
  keyed?: boolean;
  /** It may change something at the exchange. @default false */
  writes?: boolean;
  /** It is for all calls that wait for it, and so for none of their accounts. @default false */
  shared?: boolean;
  /** GETs do so, too. @default where the exchange takes orders by GET */
  writesByGet?: boolean;
}

/** How ccxt says it, whatever the HTTP status of the answer. */
const THROTTLED = ['RateLimitExceeded', 'DDoSProtection'];

/**
 * One run of ccxt's code for a call of FMZ's: every request that it sends goes through the api of the call.
 *
 * @param attempt told what came of it, for whether there may be another one.
 * @throws ProtocolError, ExchangeError or NetworkError, whatever ccxt threw.
 */
export async function runInContext<T>(
  api: CcxtApi,
  { keyed = false, shared = false, writes = false, writesByGet, ...purpose }: AskOptions,
  attempt: Attempt,
  work: () => Promise<T>,
): Promise<CcxtAnswer<T>> {
  const { id, name, context } = api.state;
  const { method } = purpose;
  const account = accountOf(api);
  const call: CcxtCall = {
    ...purpose,
    api,
    account: shared ? undefined : account,
    writes: (verb) => writes && (verb !== 'GET' || (writesByGet ?? factsOf(id).writesByGet === true)),
    addresses: new Set(),
    asked: {},
    emptyConfirms: factsOf(id).emptyConfirms === true,
    over: false,
    held: false,
    wrote: false,
    sent: 0,
    replies: [],
    accepted: false,
  };
  try {
    const value = await untilAborted(api.signal, call, context.run(call, work));
    if (keyed && account !== undefined && provesKeys(call)) sharedInstanceOf(api).limiter.confirm(account);
    return { value, replies: call.replies };
  } catch (error) {
    const facts = { name, fmz: methods[method].fmz, keyed, secrets: valuesOf(keysIfAny(api)) };
    const reply = call.replies.at(-1);
    attempt.reply = reply;
    const throttled =
      reply !== undefined && THROTTLED.some((type) => isClassOfError(error, type)) && !cooldownOf(reply);
    if (throttled) api.throttled('too many requests');
    const told = toError(error, call, facts);
    // What ccxt made of a good answer it would make of the next one.
    attempt.final = throttled || (call.accepted && told instanceof ExchangeError);
    if (!writes) throw told;
    // What failed before anything was written has changed nothing.
    throw call.wrote ? asUnknown(told) : restate(told, { outcome: 'rejected' });
  } finally {
    call.over = true;
  }
}

/** Whose turn at the rate limit it takes; `undefined` without keys. */
function accountOf(api: CcxtApi): string | undefined {
  if (!api.hasKeys) return undefined;
  return keysIfAny(api) ? api.accountId : 'with keys that cannot be read';
}

/** Whether the exchange has accepted something that only the owner of the keys can have asked for. */
function provesKeys({ method, wrote, accepted }: CcxtCall): boolean {
  // What is looked up before an order may be public.
  const lookups: readonly MethodName[] = ['trade', 'modifyorder', 'setmarginlevel', 'io'];
  return accepted && (method === 'io' ? false : wrote || !lookups.includes(method));
}

/** What is refused after something was written does not say what became of that. */
function asUnknown(error: unknown): unknown {
  if (!(error instanceof ProtocolError)) return error;
  return new NetworkError(error.message, { outcome: 'unknown', transient: false, cause: error });
}

/** There is no waiting beyond the deadline for whatever else ccxt waits for. */
async function untilAborted<T>(signal: AbortSignal, call: CcxtCall, work: Promise<T>): Promise<T> {
  let abort: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    const giveUp = () => {
      const outcome = call.wrote ? 'unknown' : 'rejected';
      reject(new NetworkError('was not asked in time', { outcome, transient: false }));
    };
    abort = () => {
      // What is under way says itself how it ended; so does what is waited for, which takes a moment.
      if (!call.held && call.sent <= call.replies.length) setImmediate(giveUp);
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
