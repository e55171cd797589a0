import { NetworkError } from '../http/NetworkError.js';
import { say } from '../wording/say.js';
import type { FixClock } from './FixClock.js';
import type { FixConnection } from './FixConnection.js';
import type { FixLineState, LineSettings } from './FixTransport.js';
import { LineAttempts } from './LineAttempts.js';
import { LogonRefused, LogonUnanswered } from './openLine.js';
import { Refusals } from './Refusals.js';
import type { SessionEnd } from './SessionEvents.js';
import { heldBack, nameOf, unsent } from './sentences.js';

/** How the sessions of a line have fared, and what follows from that for the next one. */
export class LineHistory {
  readonly #clock: FixClock;
  readonly #attempts: LineAttempts;
  readonly #refusals: Refusals;
  /** Why the last session was not opened, or has ended. */
  #failure: unknown;
  #logons = 0;
  /** Whose Logon was accepted last. */
  #accepted: string | undefined;
  #openedAt = 0;
  #heardAt: number | undefined;
  /** Messages of the sessions that are over. */
  #sent = 0;
  #received = 0;

  constructor(clock: FixClock) {
    this.#clock = clock;
    this.#attempts = new LineAttempts(clock);
    this.#refusals = new Refusals(clock);
  }

  /** For how many ms no connection may be made. */
  get pause(): number {
    return this.#attempts.pause;
  }

  /** The error of a request that does not wait for so long. */
  failureOf(settings: LineSettings): unknown {
    const failure =
      this.#failure ??
      unsent(nameOf(settings), say('is logged on to too often, as with two robots of different keys'));
    if (!(failure instanceof NetworkError)) return failure;
    return heldBack(failure, Math.ceil(this.pause / 1000));
  }

  /** @param occupied whether other keys are logged on. @returns the error of a request whose Logon was refused lately. */
  refusalOf(settings: LineSettings, occupied: boolean): NetworkError | undefined {
    const reason = this.#refusals.reasonAgainst(settings.fingerprint, occupied);
    return reason === undefined ? undefined : unsent(nameOf(settings), reason, { transient: false });
  }

  /** A connection is about to be made. */
  begin(): void {
    this.#attempts.begin();
  }

  open({ fingerprint }: LineSettings): void {
    this.#logons += 1;
    this.#failure = undefined;
    this.#openedAt = this.#clock.now();
    this.#accepted = fingerprint;
    this.#refusals.clear(fingerprint);
  }

  /** There is no session. @returns the error of who waits for it. */
  fail(settings: LineSettings, error: unknown): unknown {
    if (error instanceof LogonRefused || this.#isOddOne(settings, error)) {
      this.#refusals.add(settings.fingerprint, error.message);
      return unsent(nameOf(settings), error.message, { transient: false });
    }
    this.#attempts.fail();
    this.#failure = error instanceof LogonUnanswered ? unsent(nameOf(settings), error.message) : error;
    return this.#failure;
  }

  /** Some venues do not answer wrong keys: where others are known to work, those may be what is wrong, and not the line. */
  #isOddOne({ fingerprint }: LineSettings, error: unknown): error is LogonUnanswered {
    const others = this.#accepted !== undefined && this.#accepted !== fingerprint;
    return others && error instanceof LogonUnanswered;
  }

  end({ session, settings, answered }: FixConnection, { kind, text }: SessionEnd): void {
    this.#sent += session.outbox.sent;
    this.#received += session.received;
    this.#heardAt = session.pulse.heardAt;
    if (kind !== 'lost') return;
    this.#attempts.lose(answered, this.#clock.now() - this.#openedAt);
    this.#failure = unsent(nameOf(settings), text);
  }

  /** @param connecting whether a session is being opened. */
  describe(
    { exchange, line, url }: LineSettings,
    { open, connecting }: { open: FixConnection | undefined; connecting: boolean },
  ): FixLineState {
    const heardAt = open?.session.pulse.heardAt ?? this.#heardAt;
    const closed = this.#refusals.recent ? 'refused' : 'closed';
    return {
      ...{ exchange, line, address: `${url.protocol}//${url.host}` },
      state: open ? 'open' : connecting ? 'connecting' : closed,
      logons: this.#logons,
      refused: this.#refusals.count,
      failed_attempts: this.#attempts.failed,
      last_message_ms: heardAt === undefined ? null : Math.round(this.#clock.now() - heardAt),
      topics: open?.topics ?? 0,
      sent: this.#sent + (open?.session.outbox.sent ?? 0),
      received: this.#received + (open?.session.received ?? 0),
    };
  }
}
