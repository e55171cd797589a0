import { setImmediate as nextTurn } from 'node:timers/promises';
import type { NetworkError } from '../http/NetworkError.js';
import { say } from '../wording/say.js';
import { ConnectionQueue, type QueuedCallers } from './ConnectionQueue.js';
import type { FixClock, FixTimer } from './FixClock.js';
import type { FixConnection } from './FixConnection.js';
import type { FixBounds, FixLineState, LineSettings } from './FixTransport.js';
import { LineHistory } from './LineHistory.js';
import { type LineOptions, type OpenLine, openLine } from './openLine.js';
import { beingClosed, nameOf, tooLate } from './sentences.js';

/** A session that nobody has used for so many ms is closed. */
const IDLE = 600_000;
/** A pause before the next connection that is not longer than so many ms is waited for. */
const SHORT = 2000;

/** A session that is being opened. */
interface Opening {
  owner: object;
  giveUp: AbortController;
  /** The error of who waits no longer: how far it is. */
  late?: () => NetworkError;
}

/**
 * One session of one account, which all calls share: the first of them opens it, one attempt at a time, and it is closed when nobody
 * uses it. Other keys for the same session take its place, once what it was asked is answered.
 */
export class SharedLine {
  readonly #options: LineOptions;
  readonly #clock: FixClock;
  readonly #history: LineHistory;
  readonly #queue = new ConnectionQueue();
  readonly #closed = new AbortController();
  /** Those of whoever used it last. */
  #settings: LineSettings;
  #open: OpenLine | undefined;
  #opening: Opening | undefined;
  #running: Promise<void> | undefined;
  #endPause: () => void = () => undefined;
  #usedAt = 0;
  #idle: FixTimer | undefined;

  constructor(settings: LineSettings, options: LineOptions) {
    this.#settings = settings;
    this.#options = options;
    this.#clock = options.clock;
    this.#history = new LineHistory(options.clock);
  }

  get state(): FixLineState {
    const connecting = this.#opening !== undefined;
    return this.#history.describe(this.#settings, { open: this.#open?.connection, connecting });
  }

  /** For how many ms nobody has used its session; 0 where there is none, or somebody waits for an answer. */
  get unusedFor(): number {
    return this.#open?.connection.waiting === 0 ? this.#clock.now() - this.#usedAt : 0;
  }

  /** The session, which is opened where it is not. @throws NetworkError where it cannot be. */
  take(settings: LineSettings, bounds: FixBounds): FixConnection | Promise<FixConnection> {
    this.#usedAt = this.#clock.now();
    const usable = this.usableFor(settings);
    if (usable) return usable;
    const name = nameOf(settings);
    if (this.#usedAt >= bounds.deadline) return Promise.reject(tooLate(name));
    if (this.#closed.signal.aborted) return Promise.reject(beingClosed(settings));
    const refusal = this.#history.refusalOf(settings, this.#open !== undefined);
    if (refusal) return Promise.reject(refusal);
    const { waiters } = this.#queue.join(settings);
    const late = () => this.#opening?.late?.() ?? tooLate(name);
    bounds.onStep?.(late);
    const waiting = waiters.wait(bounds.signal, late);
    this.#running ??= this.#options.detach(() => this.#run());
    return waiting;
  }

  /** The session, where it is open for these settings. */
  usableFor({ owner, fingerprint }: LineSettings): FixConnection | undefined {
    const connection = this.#open?.connection;
    if (!connection?.usable) return undefined;
    const { settings } = connection;
    // Other keys may be those of another account, even under the same CompIDs.
    return settings.owner === owner && settings.fingerprint === fingerprint ? connection : undefined;
  }

  /** Ends the session of an owner with a Logout, when what it was asked is answered. */
  async release(owner: object): Promise<void> {
    this.#queue.refuseAll((settings) => settings.owner === owner, beingClosed);
    if (this.#opening?.owner === owner) this.#opening.giveUp.abort();
    const connection = this.#open?.connection;
    if (connection?.settings.owner !== owner) return;
    connection.retire(say('was closed'));
    await connection.ended;
  }

  /** Ends its session with a Logout, until it is used again. */
  closeUnused(): void {
    this.#open?.connection.retire(say('was closed, for nobody used it'));
  }

  /** Ends it for good, with a Logout. */
  async close(): Promise<void> {
    this.#closed.abort();
    this.#queue.refuseAll(() => true, beingClosed);
    this.#opening?.giveUp.abort();
    this.#endPause();
    this.#open?.connection.leave(say('was closed'));
    await this.#open?.connection.ended;
    await this.#running;
  }

  /** Cuts the connection, as a network does that fails. */
  cut(): void {
    this.#open?.socket.cut();
  }

  async #run(): Promise<void> {
    for (let { first } = this.#queue; first; { first } = this.#queue) {
      const callers = first;
      await this.#serve(callers).catch((error: unknown) => this.#queue.refuse(callers, error));
    }
    this.#running = undefined;
  }

  /** A step on the way to a session. @throws where there will be none. */
  async #serve(callers: QueuedCallers): Promise<void> {
    const { settings, waiters } = callers;
    if (waiters.size === 0) throw beingClosed(settings);
    const usable = this.usableFor(settings);
    if (usable) {
      this.#queue.accept(callers, usable);
      // They use it before it is closed for those who come next.
      await nextTurn();
      return;
    }
    const occupied = this.#open?.connection;
    const refusal = this.#history.refusalOf(settings, occupied !== undefined);
    if (refusal) throw refusal;
    const { pause } = this.#history;
    if (pause > SHORT) throw this.#history.failureOf(settings);
    if (pause > 0) await this.#wait(pause);
    else if (occupied) {
      occupied.retire(say('was closed for other keys'));
      await occupied.ended;
    } else await this.#openFor(settings);
  }

  async #openFor(settings: LineSettings): Promise<void> {
    const giveUp = new AbortController();
    const opening: Opening = { owner: settings.owner, giveUp };
    this.#opening = opening;
    const onStep = (late: () => NetworkError) => {
      opening.late = late;
    };
    this.#settings = settings;
    this.#history.begin();
    try {
      this.#begin(await openLine(settings, { ...this.#options, signal: giveUp.signal, onStep }));
    } catch (error) {
      if (giveUp.signal.aborted) throw error;
      const told = this.#history.fail(settings, error);
      this.#options.observer?.failed?.(settings, told);
      throw told;
    } finally {
      this.#opening = undefined;
    }
  }

  #begin(open: OpenLine): void {
    const { connection } = open;
    const { settings } = connection;
    this.#history.open(settings);
    this.#open = open;
    this.#usedAt = this.#clock.now();
    this.#idle = this.#clock.after(IDLE, this.#closeIdle);
    void connection.ended.then((end) => {
      this.#idle?.cancel();
      this.#open = undefined;
      this.#history.end(connection, end);
    });
  }

  readonly #closeIdle = (): void => {
    const rest = this.#usedAt + IDLE - this.#clock.now();
    if (this.unusedFor >= IDLE) this.closeUnused();
    else this.#idle = this.#clock.after(Math.max(rest, 1000), this.#closeIdle);
  };

  #wait(pause: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = this.#clock.after(Math.ceil(pause), resolve);
      this.#endPause = () => {
        timer.cancel();
        resolve();
      };
    });
  }
}
