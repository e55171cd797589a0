import { ExchangeError } from '../adapter/ExchangeError.js';
import { SharedLoad } from '../http/SharedLoad.js';
import { say } from '../wording/say.js';
import { secretTextsOf } from './secretTexts.js';

/** A session that is open. */
export interface OpenSession<Session> {
  readonly session: Session;
  /** What no log, error or recording may show. */
  readonly secrets: readonly string[];
  /** Until when it holds, in Unix ms on the exchange's clock, and from when on another one is opened beside it. */
  readonly until: number;
  readonly dueAt: number;
  /** Whether it took the place of one that was never accepted. */
  readonly again: boolean;
  /** Whether the exchange has accepted it. */
  accepted: boolean;
}

/** A session that holds, of which nothing else is known. */
export function asOpen<Session>(session: Session): OpenSession<Session> {
  const forever = Number.POSITIVE_INFINITY;
  const secrets = secretTextsOf(session);
  return { session, secrets, until: forever, dueAt: forever, again: false, accepted: true };
}

/** In ms. */
const FIRST_PAUSE = 5000;
const LONGEST_PAUSE = 60_000;
const MOST_SECRETS = 60;
/** So many refusals within a minute are believed to be about the session. */
const MOST_RENEWALS = 5;
const MINUTE = 60_000;

/** The session of an account: what is open, what is being opened, and what became of the last try. */
export class SessionEntry<Session> {
  readonly opening = new SharedLoad<OpenSession<Session>>(say('the log-in'), { beside: false });
  close: (session: Session) => Promise<void>;
  current: OpenSession<Session> | undefined;
  /** Whether the one before was refused, and never accepted. */
  again = false;
  /** In ms of `performance.now()`. */
  usedAt = 0;
  /** What is opened after that is closed at once. */
  dropped = false;
  /** Of the latest ones: an exchange may mention one that is over. */
  readonly #secrets = new Set<string>();
  /** When it was renewed for a refusal, in ms of `performance.now()`. */
  #renewals: number[] = [];
  #failure: { error: ExchangeError; pause: number; until: number } | undefined;

  constructor(close: (session: Session) => Promise<void>) {
    this.close = close;
  }

  /** What no text about it may show. */
  get secrets(): string[] {
    return [...this.#secrets];
  }

  /** The last refusal, while no other try is made. */
  get refusal(): ExchangeError | undefined {
    if (!this.#failure || this.#failure.until <= performance.now()) return undefined;
    const { error, until } = this.#failure;
    const seconds = Math.ceil((until - performance.now()) / 1000);
    const message = say('the log-in failed: {reason}; it is not tried again for {seconds} s', {
      reason: error.message,
      seconds,
    });
    return new ExchangeError({ code: error.code, message, hint: error.hint, outcome: 'rejected' });
  }

  /**
   * Whether a refusal ends the session: not where that has happened too often, since then it is about something else, or somebody
   * else logs in beside, and yet another log-in would only harm.
   */
  mayRenew(): boolean {
    const now = performance.now();
    this.#renewals = this.#renewals.filter((time) => now - time < MINUTE);
    return this.#renewals.length < MOST_RENEWALS && this.#renewals.push(now) > 0;
  }

  fail(error: ExchangeError): void {
    const pause = Math.min(LONGEST_PAUSE, 2 * (this.#failure?.pause ?? FIRST_PAUSE / 2));
    this.#failure = { error, pause, until: performance.now() + pause };
  }

  succeed(secrets: readonly string[]): void {
    this.#failure = undefined;
    this.remember(secrets);
  }

  remember(secrets: readonly string[]): void {
    for (const secret of secrets) {
      this.#secrets.delete(secret);
      this.#secrets.add(secret);
    }
    for (const secret of this.#secrets) {
      if (this.#secrets.size <= MOST_SECRETS) return;
      this.#secrets.delete(secret);
    }
  }
}
