import { ExchangeError, restate } from '../adapter/ExchangeError.js';
import type { LoadCaller } from '../http/SharedLoad.js';
import { say } from '../wording/say.js';
import { type OpenSession, SessionEntry } from './SessionEntry.js';
import { MOST_SECRET, secretTextsOf } from './secretTexts.js';

/** Whose session it is. */
export interface SessionOwner<Session> {
  /** A hash of the keys. */
  id: string;
  /** Told what no text about it may show. */
  hide(secrets: readonly string[]): void;
  /** @param learn to be told what may prove who is asking. */
  open(learn: (secrets: readonly string[]) => void): Promise<Session>;
  close(session: Session): Promise<void>;
}

/** In ms. */
const IDLE = 600_000;
const SWEEP = 60_000;
/** A tenth of the time that a session holds, and no more than that, it is renewed before its end. */
const LONGEST_MARGIN = 60_000;
/** No session is taken to hold for less: each call would open another one. */
const SHORTEST = 5000;
const MOST = 200;

/** The sessions of an exchange, one an account. */
export class Sessions<Session> {
  readonly #now: () => number;
  readonly #expiresAt: ((session: Session) => number) | undefined;
  readonly #entries = new Map<string, SessionEntry<Session>>();
  readonly #over = new WeakSet<ExchangeError>();
  #sweep: NodeJS.Timeout | undefined;

  /** @param now Unix time in ms on the exchange's clock. */
  constructor(now: () => number, expiresAt?: (session: Session) => number) {
    this.#now = now;
    this.#expiresAt = expiresAt;
  }

  /**
   * The session of an account, which is opened where there is none: for all who wait for it, each until its own deadline.
   *
   * @throws whatever opening it throws, as what provably changed nothing; a refusal also for a while after it.
   */
  async take(owner: SessionOwner<Session>, caller: LoadCaller): Promise<OpenSession<Session>> {
    const entry = this.#entries.get(owner.id) ?? this.#add(owner);
    entry.usedAt = performance.now();
    entry.close = owner.close;
    owner.hide(entry.secrets);
    const { current } = entry;
    const left = current ? current.until - this.#now() : 0;
    if (current && left > 0) {
      const due = this.#now() >= current.dueAt && !entry.refusal;
      if (due) entry.opening.refresh(() => this.#open(entry, owner));
      return current;
    }
    if (entry.refusal) throw entry.refusal;
    try {
      return await entry.opening.join(() => this.#open(entry, owner), caller);
    } catch (error) {
      throw restate(error, {
        outcome: 'rejected',
        message: (reason) => say('the log-in failed: {reason}', { reason }),
      });
    } finally {
      owner.hide(entry.secrets);
    }
  }

  /**
   * Notes that a refusal means that a session is over: it is forgotten, unless there is another one by now, or that has
   * happened too often.
   *
   * @returns the refusal, with what was not done for it.
   */
  note(id: string, error: ExchangeError, session: OpenSession<Session>): unknown {
    const entry = this.#entries.get(id);
    if (entry?.current === session) {
      if (!entry.mayRenew()) {
        return restate(error, {
          message: (text) =>
            say(
              '{text}; there were many log-ins within a minute: does somebody else log in with these keys?',
              { text },
            ),
        });
      }
      entry.current = undefined;
      entry.again = !session.accepted;
      // What is given out is refused each time: opening yet another one for each call would only harm.
      if (!session.accepted && session.again) {
        entry.fail(error);
        return error;
      }
    }
    this.#over.add(error);
    return error;
  }

  /** Whether a request was refused for its session, and may be sent once more with another one. */
  isOver(error: ExchangeError): boolean {
    return this.#over.has(error);
  }

  /** Closes them all. */
  async close(): Promise<void> {
    clearInterval(this.#sweep);
    await Promise.all([...this.#entries.keys()].map((id) => this.#drop(id)));
  }

  async #open(entry: SessionEntry<Session>, owner: SessionOwner<Session>): Promise<OpenSession<Session>> {
    const learn = (secrets: readonly string[]) => entry.remember(secrets);
    const open = async () => checkSize(await owner.open(learn));
    const session = await open().catch((error: unknown) => {
      if (error instanceof ExchangeError && error.outcome === 'rejected') entry.fail(error);
      throw error;
    });
    const now = this.#now();
    const told = this.#expiresAt?.(session);
    // What is no time is not known: until it is refused.
    const end = typeof told === 'number' && !Number.isNaN(told) ? told : Number.POSITIVE_INFINITY;
    const until = Math.max(end, now + SHORTEST);
    const opened: OpenSession<Session> = {
      ...{ session, until, secrets: secretTextsOf(session), accepted: false, again: entry.again },
      dueAt: until - Math.min(LONGEST_MARGIN, (until - now) / 10),
    };
    entry.succeed(opened.secrets);
    // Nobody wants it any more.
    if (entry.dropped) await entry.close(session).catch(() => undefined);
    else entry.current = opened;
    return opened;
  }

  #add({ id, close }: SessionOwner<Session>): SessionEntry<Session> {
    const entry = new SessionEntry<Session>(close);
    this.#entries.set(id, entry);
    this.#sweep ??= setInterval(() => this.#closeIdle(), SWEEP).unref();
    if (this.#entries.size <= MOST) return entry;
    const [oldest] = [...this.#entries]
      .filter(([, one]) => one !== entry && one.opening.idle)
      .sort(([, a], [, b]) => a.usedAt - b.usedAt);
    if (oldest) void this.#drop(oldest[0]);
    return entry;
  }

  #closeIdle(): void {
    const before = performance.now() - IDLE;
    for (const [id, { usedAt }] of this.#entries) if (usedAt <= before) void this.#drop(id);
  }

  async #drop(id: string): Promise<void> {
    const entry = this.#entries.get(id);
    if (!entry) return;
    this.#entries.delete(id);
    entry.dropped = true;
    // What cannot be closed is over all the same.
    if (entry.current) await entry.close(entry.current.session).catch(() => undefined);
  }
}

/** @throws ExchangeError where no request could carry it. */
function checkSize<Session>(session: Session): Session {
  const size = secretTextsOf(session).reduce((sum, { length }) => sum + length, 0);
  if (size <= MOST_SECRET) return session;
  throw new ExchangeError({
    message: say('it gave {size} characters, which no request can carry', { size }),
  });
}
