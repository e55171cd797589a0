import { say } from '../wording/say.js';
import type { FixClock, FixTimer } from './FixClock.js';
import type { FixMessage } from './FixMessage.js';
import { FixSession } from './FixSession.js';
import type { FixTopic } from './FixTopic.js';
import type { FixBounds, FixKnowledge, FixObserver, FixSend, LineSettings } from './FixTransport.js';
import { PendingRequests } from './PendingRequests.js';
import type { FixWire, SessionEnd } from './SessionEvents.js';
import { endedUnanswered, nameOf, tooLate, unanswered, unsent } from './sentences.js';
import { Topics } from './Topics.js';

/** Where an answer is outstanding and nothing has come for so many ms, the other side has to show that it is there. */
const PATIENCE = 1500;
/** The same where something has come since. */
const LONGER = 5000;
/** How long the requests of a session may take that is about to be closed, in ms. */
const LAST_WORDS = 5000;

/** A connection that may be full, and that keeps the process alive while somebody waits for it. */
export interface ConnectionWire extends FixWire {
  /** Whether the other side takes in less than is sent. */
  readonly congested: boolean;
  hold(busy: boolean): void;
}

/** What FIX calls a connection: from a Logon to the Logout, with the requests and the subscriptions that are on it. */
export class FixConnection {
  readonly settings: LineSettings;
  readonly session: FixSession;
  /** Settled with its Logon: `undefined` where that was accepted. */
  readonly opened: Promise<SessionEnd | undefined>;
  readonly ended: Promise<SessionEnd>;
  readonly #name: string;
  readonly #clock: FixClock;
  readonly #wire: ConnectionWire;
  readonly #requests: PendingRequests;
  readonly #topics: Topics;
  #answered = false;
  /** Why it is about to be closed. */
  #retiring: string | undefined;
  #end: SessionEnd | undefined;
  #watch: FixTimer | undefined;
  /** The first request that nothing has come after, whether or not somebody still waits for its answer. */
  #unheard: { sentAt: number; received: number } | undefined;
  #lastWords: FixTimer | undefined;
  #settleOpened: (end: SessionEnd | undefined) => void = () => undefined;
  #settleEnded: (end: SessionEnd) => void = () => undefined;

  constructor(
    settings: LineSettings,
    options: { clock: FixClock; wire: ConnectionWire; observer?: FixObserver | undefined },
  ) {
    const { clock, wire, observer } = options;
    this.settings = settings;
    this.#name = nameOf(settings);
    this.#clock = clock;
    this.#wire = wire;
    this.opened = new Promise((resolve) => {
      this.#settleOpened = resolve;
    });
    this.ended = new Promise((resolve) => {
      this.#settleEnded = resolve;
    });
    this.session = new FixSession(settings, { clock, wire, observer, events: this });
    this.#requests = new PendingRequests(settings, { clock, onIdle: this.#release });
    this.#topics = new Topics(settings, { clock, session: this.session, onSubscribed: this.#expectAnswer });
  }

  /** Whether something may be asked. */
  get usable(): boolean {
    return this.session.open && this.#retiring === undefined;
  }

  /** How many wait for an answer. */
  get waiting(): number {
    return this.#requests.size + this.#topics.waiting;
  }

  /** How many topics are subscribed. */
  get topics(): number {
    return this.#topics.size;
  }

  /** Whether `follow` sends nothing for a topic. */
  isSubscribed(topic: string): boolean {
    return this.#topics.isSubscribed(topic);
  }

  /** Whether it was of use: something was answered. */
  get answered(): boolean {
    return this.#answered;
  }

  /** As `FixTransport.ask`. It is sent in this very turn, or not at all. */
  ask(send: FixSend): Promise<readonly FixMessage[]> {
    try {
      this.#refuse(send);
      const { idTag, id } = this.#requests.idOf(send.type, send.fields);
      const sequence = this.session.outbox.send(send.type, send.fields, send.onSent);
      const { answer } = this.#requests.add(send, { sequence, idTag, id });
      send.onStep?.(() => unanswered(this.#name));
      this.#expectAnswer();
      this.#wire.hold(true);
      return answer;
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /** As `FixTransport.follow`. */
  async follow<Memory>(topic: FixTopic<Memory>, bounds: FixBounds): Promise<FixKnowledge<Memory>> {
    this.#refuse(bounds);
    this.#wire.hold(true);
    return this.#topics.follow(topic, bounds).finally(this.#release);
  }

  /** Ends it with a Logout as soon as nobody waits for an answer. @param text why: goes on from the name of the line. */
  retire(text: string): void {
    if (this.#retiring !== undefined) return;
    this.#retiring = text;
    if (this.waiting === 0) this.leave(text);
    else this.#lastWords = this.#clock.after(LAST_WORDS, () => this.leave(text));
  }

  /** Ends it with a Logout at once. The process goes on until it has ended, also where nothing else keeps it. */
  leave(text: string): void {
    this.#wire.hold(true);
    this.session.leave(text);
  }

  onOpen(): void {
    this.#settleOpened(undefined);
    this.#release();
  }

  onMessage(message: FixMessage): void {
    if (this.#requests.take(message)) this.#answered = true;
    else if (this.#topics.take(message)) this.#answered = true;
  }

  onProof(): void {
    this.#topics.confirm();
  }

  onEnd(end: SessionEnd): void {
    this.#end = end;
    this.#watch?.cancel();
    this.#lastWords?.cancel();
    const error = endedUnanswered(this.#name, end);
    this.#requests.reject(error);
    this.#topics.close(error);
    this.#settleOpened(end);
    this.#settleEnded(end);
  }

  #refuse({ signal, deadline }: FixBounds): void {
    if (signal.aborted || this.#clock.now() >= deadline) throw tooLate(this.#name);
    if (!this.session.open) throw unsent(this.#name, this.#end?.text ?? say('is being closed'));
    if (this.#wire.congested) throw unsent(this.#name, say('takes in less than it is sent'));
  }

  readonly #release = (): void => {
    if (this.waiting > 0) return;
    this.#wire.hold(false);
    if (this.#retiring !== undefined) this.leave(this.#retiring);
  };

  readonly #expectAnswer = (): void => {
    const { received } = this.session;
    if (this.#unheard?.received !== received) this.#unheard = { sentAt: this.#clock.now(), received };
    this.#watch ??= this.#clock.after(PATIENCE, this.#look);
  };

  readonly #look = (): void => {
    this.#watch = undefined;
    const { pulse, received } = this.session;
    const unheard = this.#unheard?.received === received ? this.#unheard : undefined;
    const { oldest } = this.#requests;
    if (!oldest && !unheard) return;
    const sentAt = Math.min(oldest?.sentAt ?? Infinity, unheard?.sentAt ?? Infinity);
    const patience = pulse.heardAt > sentAt ? LONGER : PATIENCE;
    const rest = Math.max(sentAt, pulse.heardAt) + patience - this.#clock.now();
    if (rest <= 0) pulse.prove();
    this.#watch = this.#clock.after(rest > 0 ? rest : PATIENCE, this.#look);
  };
}
