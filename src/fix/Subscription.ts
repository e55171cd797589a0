import { Waiters } from '../http/Waiters.js';
import type { FixMessage } from './FixMessage.js';
import type { FixTopic } from './FixTopic.js';
import type { FixKnowledge } from './FixTransport.js';

/** One of which nothing was told within so many ms is subscribed anew by whoever asks next: the request or its answer was lost. */
const UNTOLD = 5000;

/** What has been told of a topic, the last message of it. */
export type Told = Pick<FixKnowledge<unknown>, 'memory' | 'message'>;

/** A topic that is subscribed on a session, and what has been told of it so far. */
export class Subscription {
  readonly topic: FixTopic<unknown>;
  /** The id of its request, and the MsgSeqNum (34) of that. */
  readonly id: string;
  readonly sequence: number;
  readonly memory: unknown;
  /** Who waits until it is known for sure. */
  readonly waiters: Waiters<Told>;
  /** In ms of the clock. */
  readonly subscribedAt: number;
  /** In ms of the clock. */
  askedAt: number;
  #message: FixMessage | undefined;

  constructor(
    topic: FixTopic<unknown>,
    at: { id: string; sequence: number; now: number; waiters?: Waiters<Told> | undefined },
  ) {
    this.topic = topic;
    this.id = at.id;
    this.sequence = at.sequence;
    this.waiters = at.waiters ?? new Waiters();
    this.subscribedAt = at.now;
    this.askedAt = at.now;
    this.memory = topic.create();
  }

  /** The last message that was taken in. */
  get message(): FixMessage | undefined {
    return this.#message;
  }

  /** Whether it may still be told of. @param now in ms of the clock. */
  isGood(now: number): boolean {
    return this.#message !== undefined || now - this.subscribedAt < UNTOLD;
  }

  /** @throws where it does not fit. */
  take(message: FixMessage): void {
    if (!this.#message && this.topic.begins?.(message) === false) return;
    this.topic.apply(this.memory, message);
    this.#message = message;
  }
}

/** What is known of a topic: all of the same name have the same kind of memory. */
export function knowledgeOf<Memory>(
  topic: FixTopic<Memory>,
  known: FixKnowledge<unknown>,
): FixKnowledge<Memory>;
export function knowledgeOf(_topic: unknown, known: FixKnowledge<unknown>): FixKnowledge<unknown> {
  return known;
}
