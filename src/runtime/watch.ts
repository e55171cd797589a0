import type { LineSettings } from '../fix/FixTransport.js';
import { nameOf } from '../fix/sentences.js';
import { NetworkError, NotAsked } from '../http/NetworkError.js';
import type { Reply } from '../http/Reply.js';
import { messageOf } from '../protocol/thrown.js';
import { say } from '../wording/say.js';
import type { Activity } from './Activity.js';
import { boundsOf, type Call } from './Call.js';
import type { Transport } from './outgoing.js';

/** What is noted of an open exchange. */
interface Watched {
  readonly activity: Activity;
  readonly http: Pick<Transport, 'recordedAt'>;
}

/** Notes whether a request over HTTP is answered, and tells its call how long that takes. @param host with its port. */
export async function watchReply(
  { activity, http }: Watched,
  call: Call,
  host: string,
  reply: Promise<Reply>,
): Promise<Reply> {
  const since = performance.now();
  let asked = true;
  try {
    const answered = await reply;
    activity.answer(host, answered.status);
    return answered;
  } catch (error) {
    asked = !(error instanceof NotAsked);
    if (asked && !isLeft(call) && !http.recordedAt) activity.fail(host, messageOf(error));
    throw error;
  } finally {
    if (asked) call.onReply?.(performance.now() - since);
  }
}

/**
 * Notes whether a request over FIX is answered, and tells its call how long that takes. What the other side has said is not
 * repeated: it may name the account.
 *
 * @param sent when that was, in ms of `performance.now()`: not at all where a topic is known.
 */
export async function watchFix<T>(
  { activity, http }: Watched,
  call: Call,
  { settings, sent }: { settings: LineSettings; sent: { readonly at: number } },
  answer: Promise<T>,
): Promise<T> {
  const { host } = settings.url;
  try {
    const answered = await answer;
    activity.answer(host);
    return answered;
  } catch (error) {
    if (!http.recordedAt && !isLeft(call) && isUnanswered(error))
      activity.fail(host, say('{name} did not answer', { name: nameOf(settings) }));
    throw error;
  } finally {
    if (Number.isFinite(sent.at)) call.onReply?.(performance.now() - sent.at);
  }
}

/** Notes that a request waits for a rate limit, and tells its call for how long. */
export async function watchTurn<T>(
  { activity }: Pick<Watched, 'activity'>,
  call: Call,
  turn: Promise<T>,
): Promise<T> {
  const since = performance.now();
  activity.waiting += 1;
  try {
    return await turn;
  } finally {
    activity.waiting -= 1;
    call.onTurn?.(performance.now() - since);
  }
}

/** Whether nobody waits for the answer any more. That it has come too late is told otherwise. */
function isLeft(call: Call): boolean {
  const { signal } = boundsOf(call);
  const reason: unknown = signal.aborted ? signal.reason : undefined;
  return reason instanceof Error && reason.name === 'AbortError';
}

/** A refused Logon is an answer, and what is held back after one, or for lack of time, was not sent. */
function isUnanswered(error: unknown): boolean {
  return error instanceof NetworkError && (error.transient || error.outcome === 'unknown');
}
