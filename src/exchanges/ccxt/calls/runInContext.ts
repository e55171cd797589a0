import { ExchangeError, restate } from '../../../adapter/ExchangeError.js';
import type { Attempt } from '../../../adapter/retryRead.js';
import { cooldownOf } from '../../../http/Cooldowns.js';
import { interruptible } from '../../../http/deadline.js';
import { NetworkError } from '../../../http/NetworkError.js';
import type { Reply } from '../../../http/Reply.js';
import { type MethodName, methods } from '../../../protocol/methods.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import { say } from '../../../wording/say.js';
import type { CcxtKeys } from '../credentials.js';
import { type CcxtApi, keysIfAny, sharedInstanceOf } from '../state.js';
import { factsOf } from '../venues.js';
import type { CcxtRun, RunPurpose } from './callContext.js';
import { isClassOfError, toError } from './errors.js';

/** What ccxt made of an exchange's replies, and the replies themselves. */
export interface CcxtAnswer<T> {
  value: T;
  replies: readonly Reply[];
}

/** How ccxt is asked. */
export interface RunOptions extends RunPurpose {
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
  { keyed = false, shared = false, writes = false, writesByGet, ...purpose }: RunOptions,
  attempt: Attempt,
  work: () => Promise<T>,
): Promise<CcxtAnswer<T>> {
  const { id, name, context } = api.state;
  const { method } = purpose;
  const account = accountOf(api);
  const run: CcxtRun = {
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
    const value = await untilAborted(api.signal, run, () => context.run(run, work));
    if (keyed && account !== undefined && provesKeys(run)) sharedInstanceOf(api).limiter.confirm(account);
    return { value, replies: run.replies };
  } catch (error) {
    const facts = { name, fmz: methods[method].fmz, keyed, secrets: valuesOf(keysIfAny(api)) };
    const reply = run.replies.at(-1);
    attempt.reply = reply;
    const throttled =
      reply !== undefined && THROTTLED.some((type) => isClassOfError(error, type)) && !cooldownOf(reply);
    if (throttled) api.throttled(say('too many requests'));
    const told = toError(error, run, facts);
    // What ccxt made of a good answer it would make of the next one.
    attempt.final = throttled || (run.accepted && told instanceof ExchangeError);
    if (!writes) throw told;
    // What failed before anything was written has changed nothing.
    throw run.wrote ? asUnknown(told) : restate(told, { outcome: 'rejected' });
  } finally {
    run.over = true;
  }
}

/** Whose turn at the rate limit it takes; `undefined` without keys. */
function accountOf(api: CcxtApi): string | undefined {
  if (!api.hasKeys) return undefined;
  return keysIfAny(api) ? api.accountId : 'with keys that cannot be read';
}

/** Whether the exchange has accepted something that only the owner of the keys can have asked for. */
function provesKeys({ method, wrote, accepted }: CcxtRun): boolean {
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
function untilAborted<T>(signal: AbortSignal, run: CcxtRun, work: () => Promise<T>): Promise<T> {
  return interruptible(work, ({ reject }) => {
    const giveUp = () => {
      const outcome = run.wrote ? 'unknown' : 'rejected';
      reject(new NetworkError(say('was not asked in time'), { outcome, transient: false }));
    };
    const abort = () => {
      // What is under way says itself how it ended; so does what is waited for, which takes a moment.
      if (!run.held && run.sent <= run.replies.length) setImmediate(giveUp);
    };
    signal.addEventListener('abort', abort, { once: true });
    return () => signal.removeEventListener('abort', abort);
  });
}

function valuesOf(keys: CcxtKeys | undefined): string[] {
  return keys ? [...keys.unnamed, ...Object.values(keys.named), ...Object.values(keys.options)] : [];
}
