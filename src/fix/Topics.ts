import { randomBytes } from 'node:crypto';
import type { Waiters } from '../http/Waiters.js';
import type { FixClock, FixTimer } from './FixClock.js';
import type { FixMessage } from './FixMessage.js';
import type { FixSession } from './FixSession.js';
import type { FixTopic } from './FixTopic.js';
import type { FixBounds, FixKnowledge, LineSettings } from './FixTransport.js';
import { knowledgeOf, Subscription, type Told } from './Subscription.js';
import { misfit, nameOf, sessionEnds, unanswered } from './sentences.js';

/** A topic for which nobody has asked for so many ms is unsubscribed. */
const UNASKED = 60_000;

/** What is subscribed on a session. */
export class Topics {
  readonly #settings: LineSettings;
  readonly #clock: FixClock;
  readonly #session: FixSession;
  readonly #onSubscribed: () => void;
  /** No other session has ids that begin with it. */
  readonly #prefix = `fmz${randomBytes(5).toString('hex')}`;
  readonly #byName = new Map<string, Subscription>();
  readonly #byId = new Map<string, Subscription>();
  #count = 0;
  #sweep: FixTimer | undefined;

  /** @param options.onSubscribed is called when the other side was asked for something. */
  constructor(
    settings: LineSettings,
    options: { clock: FixClock; session: FixSession; onSubscribed(): void },
  ) {
    this.#settings = settings;
    this.#onSubscribed = options.onSubscribed;
    this.#clock = options.clock;
    this.#session = options.session;
  }

  get size(): number {
    return this.#byName.size;
  }

  /** Whether `follow` sends nothing for a topic. */
  isSubscribed(name: string): boolean {
    return this.#byName.get(name)?.isGood(this.#clock.now()) ?? false;
  }

  /** How many wait for what is told. */
  get waiting(): number {
    let waiting = 0;
    for (const { waiters } of this.#byName.values()) waiting += waiters.size;
    return waiting;
  }

  /**
   * What is known of a topic, which is subscribed where it is not.
   *
   * @throws ProtocolError where its request cannot be sent, and what `onSent` throws.
   */
  async follow<Memory>(topic: FixTopic<Memory>, bounds: FixBounds): Promise<FixKnowledge<Memory>> {
    const subscription = this.#subscriptionOf(topic, bounds);
    subscription.askedAt = this.#clock.now();
    const known = this.#knownFor(subscription);
    const late = () => unanswered(nameOf(this.#settings));
    const told = known ?? (await subscription.waiters.wait(bounds.signal, late));
    return knowledgeOf(topic, { ...told, age: this.#session.pulse.silence });
  }

  /** Takes a message that answers no request. @returns whether it was about something that is subscribed. */
  take(message: FixMessage): boolean {
    const refused = this.#findRefused(message);
    if (refused) {
      this.#forget(refused);
      refused.waiters.resolve({ memory: refused.memory, message });
      return true;
    }
    const found = this.#find(message);
    for (const subscription of found) this.#apply(subscription, message);
    return found.length > 0;
  }

  /** It is known that all that was sent to us so far has come. */
  confirm(): void {
    for (const subscription of this.#byName.values()) this.#tell(subscription);
  }

  /** Nothing more will be told. */
  close(error: unknown): void {
    this.#sweep?.cancel();
    for (const { waiters } of this.#byName.values()) waiters.reject(error);
    this.#byName.clear();
    this.#byId.clear();
  }

  #subscriptionOf(topic: FixTopic<unknown>, { onSent }: FixBounds): Subscription {
    const known = this.#byName.get(topic.name);
    if (!known) return this.#subscribe(topic, onSent);
    if (known.isGood(this.#clock.now())) return known;
    this.#drop(known);
    try {
      return this.#subscribe(topic, onSent, known.waiters);
    } catch (error) {
      known.waiters.reject(error);
      throw error;
    }
  }

  /** @param waiters who waits for it already. */
  #subscribe(topic: FixTopic<unknown>, onSent: () => void, waiters?: Waiters<Told>): Subscription {
    this.#count += 1;
    const id = `${this.#prefix}${this.#count}`;
    const { type, fields } = topic.subscribe(id);
    const sequence = this.#session.outbox.send(type, fields, onSent);
    const subscription = new Subscription(topic, { id, sequence, now: this.#clock.now(), waiters });
    this.#byName.set(topic.name, subscription);
    this.#byId.set(id, subscription);
    this.#sweep ??= this.#clock.after(UNASKED, this.#dropUnasked);
    this.#onSubscribed();
    return subscription;
  }

  #apply(subscription: Subscription, message: FixMessage): void {
    try {
      subscription.take(message);
      this.#tell(subscription);
    } catch (error) {
      this.#drop(subscription);
      subscription.waiters.reject(misfit(nameOf(this.#settings), error));
    }
  }

  /** What was told last, where it is known that this is the latest: else the other side has to prove it. */
  #knownFor({ memory, message }: Subscription): Told | undefined {
    if (!message) return undefined;
    const { pulse } = this.#session;
    if (pulse.proven) return { memory, message };
    pulse.prove();
    return undefined;
  }

  #tell(subscription: Subscription): void {
    if (subscription.waiters.size === 0) return;
    const told = this.#knownFor(subscription);
    if (told) subscription.waiters.resolve(told);
  }

  #find(message: FixMessage): readonly Subscription[] {
    const { answerIds, subjectOf } = this.#settings;
    const tags = Object.hasOwn(answerIds, message.type) ? answerIds[message.type] : undefined;
    for (const tag of tags ?? []) {
      const id = message.get(tag);
      const named = id === undefined ? undefined : this.#byId.get(id);
      if (named) return [named];
      // It is about one that is subscribed no longer, or that somebody else has asked for.
      if (id !== undefined) return [];
    }
    const subject = subjectOf?.(message);
    if (subject === undefined) return [];
    return [...this.#byName.values()].filter(({ topic }) => topic.subject === subject);
  }

  #findRefused(message: FixMessage): Subscription | undefined {
    if (!['3', 'j', 'Y'].includes(message.type)) return undefined;
    const sequence = Number(message.get(45) ?? 0);
    for (const subscription of this.#byName.values()) {
      if (subscription.sequence === sequence) return subscription;
    }
    return this.#find(message)[0];
  }

  #forget(subscription: Subscription): void {
    this.#byName.delete(subscription.topic.name);
    this.#byId.delete(subscription.id);
  }

  #drop(subscription: Subscription): void {
    this.#forget(subscription);
    if (!this.#session.open) return;
    try {
      const { type, fields } = subscription.topic.unsubscribe(subscription.id);
      this.#session.outbox.send(type, fields);
    } catch (error) {
      // What is still told would reach nobody.
      this.#session.lose(sessionEnds.unendable(error));
    }
  }

  readonly #dropUnasked = (): void => {
    const now = this.#clock.now();
    let next = Number.POSITIVE_INFINITY;
    for (const subscription of [...this.#byName.values()]) {
      const rest = subscription.askedAt + UNASKED - now;
      if (rest <= 0 && subscription.waiters.size === 0) this.#drop(subscription);
      else next = Math.min(next, Math.max(rest, 1));
    }
    this.#sweep = next < Number.POSITIVE_INFINITY ? this.#clock.after(next, this.#dropUnasked) : undefined;
  };
}
