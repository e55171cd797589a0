import type { ApiRequest } from '../adapter/ApiRequest.js';
import type { Attempt } from '../adapter/retryRead.js';
import { Cancellation, type CancelSignal } from '../http/Cancellation.js';
import { interruptible, timeIsUp } from '../http/deadline.js';
import { loadBounds } from '../http/loadBounds.js';
import { NetworkError } from '../http/NetworkError.js';
import type { Reply } from '../http/Reply.js';
import { isWrite } from '../protocol/isWrite.js';
import type { MethodName } from '../protocol/methods.js';
import { say } from '../wording/say.js';

/** A read that others may ask for at the same time. */
interface Read {
  /** What is asked for, and of whom the answer depends. */
  key: string;
  /** Whose turn it waits for. */
  account: string;
  /** Whether those who ask while it is under way get its answer, too. */
  open: boolean;
  /** Aborted when the caller does not wait any more. */
  signal: CancelSignal;
  /** Waits for its turn. @returns to be called when it was answered. */
  take(signal: CancelSignal): Promise<() => void>;
  /** @param attempt is told the reply, whatever it says. */
  send(attempt: Attempt): Promise<Reply>;
}

/** How a read ended; `undefined` where it did not: who would have sent it does not wait any more. */
type Outcome = { attempt: Attempt; reply?: Reply; error?: unknown } | undefined;

/** Only those who ask within so many ms join a read that is under way: it may hang, and its answer is older than they are. */
const OPEN_FOR = 1000;

interface Waiting {
  outcome: Promise<Outcome>;
  turn: Cancellation;
  /** What another one has sent meanwhile. */
  other: Promise<Outcome> | undefined;
}

interface WantedRead {
  /** The read that is under way, and since when: in ms of `performance.now()`. */
  underWay: { outcome: Promise<Outcome>; since: number } | undefined;
  /** One an account that waits for its turn. */
  readonly waiting: Map<string, Waiting>;
}

/**
 * Identical reads that wait for the same rate limit are sent once, for the account whose turn comes first, and answered to
 * all. What anybody can see is shared while it is under way as well.
 */
export class SharedReads {
  readonly #reads = new Map<string, WantedRead>();

  /**
   * @param attempt is told the reply, whoever has asked for it.
   * @throws what the read failed with; NetworkError (outcome rejected) when the caller's time is up before it was answered.
   */
  async ask(read: Read, attempt: Attempt): Promise<Reply> {
    for (;;) {
      const shared = this.#reads.get(read.key);
      const other = shared && (openOf(shared) ?? shared.waiting.get(read.account)?.outcome);
      const reply = await (other ? join(other, read, attempt) : this.#lead(read, attempt));
      if (reply) return reply;
    }
  }

  /** @returns `undefined` where another one was to send it, and gave up. */
  async #lead(read: Read, attempt: Attempt): Promise<Reply | undefined> {
    const shared = this.#reads.get(read.key) ?? { underWay: undefined, waiting: new Map() };
    this.#reads.set(read.key, shared);
    let tell: (outcome: Outcome | Promise<Outcome>) => void = () => undefined;
    const outcome = new Promise<Outcome>((resolve) => {
      tell = resolve;
    });
    try {
      const { answered, other } = await this.#takeTurn(shared, read, outcome);
      if (other) {
        answered?.();
        tell(other);
        return await join(other, read, attempt);
      }
      if (read.open) share(shared, outcome);
      try {
        const reply = await read.send(attempt);
        tell({ attempt, reply });
        return reply;
      } finally {
        answered?.();
      }
    } catch (error) {
      tell(read.signal.aborted ? undefined : { attempt, error });
      throw error;
    } finally {
      if (shared.underWay?.outcome === outcome) shared.underWay = undefined;
      if (!shared.underWay && shared.waiting.size === 0) this.#reads.delete(read.key);
    }
  }

  /** @returns as `other` what another one sends in its place. */
  async #takeTurn(
    shared: WantedRead,
    read: Read,
    outcome: Promise<Outcome>,
  ): Promise<{ answered?: () => void; other: Promise<Outcome> | undefined }> {
    const turn = new Cancellation();
    const leave = () => turn.abort(timeIsUp);
    read.signal.addEventListener('abort', leave, { once: true });
    const waiting: Waiting = { outcome, turn, other: undefined };
    shared.waiting.set(read.account, waiting);
    try {
      const answered = await read.take(turn);
      return { answered, other: openOf(shared) };
    } catch (error) {
      // The other one may have failed by now: then that is the answer.
      if (waiting.other && !read.signal.aborted) return { other: waiting.other };
      throw error;
    } finally {
      read.signal.removeEventListener('abort', leave);
      shared.waiting.delete(read.account);
    }
  }
}

/**
 * Whether others may have the answer to a request. A few exchanges take writes by GET: what FMZ sends through IO, or what an order
 * signs, may be one.
 *
 * @param asked by which method of FMZ's.
 */
export function mayShare(
  { method = 'GET', signed, once, within, body, form }: ApiRequest,
  asked: MethodName,
): boolean {
  if (method !== 'GET' || asked === 'io' || (signed && isWrite(asked))) return false;
  // What is loaded for all is asked for twice only where it hangs.
  return !(once || within) && body === undefined && form === undefined && !loadBounds();
}

/** The read that may be joined. */
function openOf({ underWay }: WantedRead): Promise<Outcome> | undefined {
  return underWay && performance.now() - underWay.since < OPEN_FOR ? underWay.outcome : undefined;
}

/** What else waits for it need not be sent any more. */
function share(shared: WantedRead, outcome: Promise<Outcome>): void {
  shared.underWay = { outcome, since: performance.now() };
  for (const waiting of shared.waiting.values()) {
    waiting.other = outcome;
    waiting.turn.abort(timeIsUp);
  }
}

/** Waits for what another one has asked for. @returns `undefined` where that one gave up. */
async function join(other: Promise<Outcome>, read: Read, attempt: Attempt): Promise<Reply | undefined> {
  const outcome = await interruptible(
    () => other,
    ({ reject }) => {
      const late = () =>
        reject(new NetworkError(say('was not answered in time'), { outcome: 'rejected', transient: false }));
      read.signal.addEventListener('abort', late, { once: true });
      return () => read.signal.removeEventListener('abort', late);
    },
  );
  if (!outcome) return undefined;
  Object.assign(attempt, outcome.attempt);
  if (outcome.reply) return outcome.reply;
  throw outcome.error;
}
