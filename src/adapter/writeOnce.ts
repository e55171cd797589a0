import { setTimeout as sleep } from 'node:timers/promises';
import { NetworkError } from '../http/NetworkError.js';
import { cutLong } from '../protocol/oneLine.js';
import { say } from '../wording/say.js';
import type { Api } from './Api.js';
import type { WriteLimits } from './ApiRequest.js';
import { ExchangeError, restate } from './ExchangeError.js';

/** What a look at the exchange says of a write whose answer was lost. */
export type WriteOutcome<T> =
  /** It was carried out. */
  | { state: 'done'; value: T }
  /** It cannot be carried out any more, or was refused. */
  | { state: 'refused'; reason: string }
  /** There is no trace of it, as yet. */
  | { state: 'none' };

/** A request that changes something at the exchange. */
export interface Write<T> {
  /** For people: `order with client order id abc`. */
  subject: string;
  /** What a person can do while the outcome is unknown: `cancel it again`. */
  advice: string;
  /** Sends it, once; hand `limits` on to the request. What it reads before that changes nothing where it fails. */
  send(limits: Required<WriteLimits>): Promise<T>;
  /** Looks for it at the exchange; absent where nothing can tell it: then a lost answer is told as unknown at once. */
  find?(): Promise<WriteOutcome<T>>;
  /**
   * The exchange drops the request when it arrives later than `limits.expiresIn`: no trace after that is a proof, as long as
   * its clock is known.
   */
  expires: boolean;
}

/**
 * In ms: how long a request is good for, how long after that the exchange may take to show it, and how far two looks are
 * apart that both have to find nothing.
 */
const EXPIRES_IN = 2000;
const SETTLING = 700;
const BETWEEN_LOOKS = 500;
/** Pauses between looks, in ms: where none can be a proof, each is twice as long as the one before it. */
const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 2000;

/** What an exchange says may be as long as it likes: what to look for and what to do stand behind it. */
const LONGEST_REASON = 200;

/**
 * Sends a write once, and finds out what became of it when its answer is missing, unreadable, or leaves that open.
 *
 * @throws ExchangeError when the exchange refused it, or provably did not carry it out.
 * @throws NetworkError with outcome `rejected` when it never left this machine, and with outcome `unknown`, naming the
 * subject, when it cannot be found out in time.
 */
export async function writeOnce<T>(
  api: Pick<Api<unknown, unknown>, 'remaining' | 'sentWrites' | 'signal' | 'syncClock'>,
  write: Write<T>,
): Promise<T> {
  if (write.expires) await api.syncClock();
  const before = api.sentWrites();
  let expires: number | undefined;
  try {
    return await write.send({
      expiresIn: Math.min(EXPIRES_IN, api.remaining() * 0.3),
      within: api.remaining() * 0.5,
      onExpiry: (time) => {
        expires = time;
      },
    });
  } catch (error) {
    if (!isUnknown(error)) throw error;
    // Of what it had to read first.
    if (before !== undefined && api.sentWrites() === before) throw restate(error, { outcome: 'rejected' });
    const settled = write.expires && expires !== undefined ? expires + SETTLING : undefined;
    return settle(api, write, settled, error);
  }
}

/** @param settled when no trace becomes a proof, on the clock of `performance.now()`; `undefined` for never. */
async function settle<T>(
  api: Pick<Api<unknown, unknown>, 'remaining' | 'signal'>,
  write: Write<T>,
  settled: number | undefined,
  cause: ExchangeError | NetworkError,
): Promise<T> {
  const reason = cutLong(cause.message.trim(), LONGEST_REASON);
  let absentSince: number | undefined;
  let patience = FIRST_PAUSE;
  const { find } = write;
  while (find && api.remaining() > 0 && !api.signal.aborted) {
    const asked = performance.now();
    const trace = await find().catch((): WriteOutcome<T> | undefined => undefined);
    if (trace?.state === 'done') return trace.value;
    if (trace?.state === 'refused') throw new ExchangeError({ message: `${trace.reason} (${reason})` });
    if (!trace || settled === undefined || asked < settled) {
      absentSince = undefined;
    } else if (absentSince !== undefined && asked - absentSince >= BETWEEN_LOOKS) {
      throw new ExchangeError({
        message: say('not carried out: {reason}; there is no {subject}', { reason, subject: write.subject }),
      });
    } else {
      absentSince ??= asked;
    }
    const pause = Math.max(
      absentSince === undefined ? patience : BETWEEN_LOOKS,
      (settled ?? 0) - performance.now(),
    );
    if (settled === undefined) patience = Math.min(2 * patience, LONGEST_PAUSE);
    if (pause >= api.remaining()) break;
    await sleep(pause, undefined, { signal: api.signal }).catch(() => undefined);
  }
  throw new NetworkError(
    say('outcome unknown: {reason}; the {subject} may have been carried out: {advice}', {
      reason,
      subject: write.subject,
      advice: write.advice,
    }),
    { outcome: 'unknown', cause },
  );
}

function isUnknown(error: unknown): error is ExchangeError | NetworkError {
  return (error instanceof ExchangeError || error instanceof NetworkError) && error.outcome === 'unknown';
}
