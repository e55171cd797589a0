import type { Proxies } from '../http/Proxies.js';
import { oneLine } from '../protocol/oneLine.js';
import { say } from '../wording/say.js';
import { StreamConnection } from './StreamConnection.js';
import type { MemoryKind, StreamData, StreamProtocol, TopicMemory } from './StreamProtocol.js';
import { Subscriptions } from './Subscriptions.js';

/** The first pause before a topic that broke is subscribed anew, and the longest, in ms; it doubles. */
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 60_000;

/** An answer to a subscription may take so many times as long as one to a ping. */
const ANSWERS_IN_PINGS = 6;

/** What a session tells of. */
export interface SessionEvents {
  /** What is wrong with a message that cannot be read. */
  describe(error: unknown): string;
  onOpen(): void;
  onRefused(topic: string, reason: string): void;
  /** A topic's messages prove nothing until it has been subscribed anew. */
  onBroken(topic: string, reason: string): void;
  /** The exchange is about to close it. */
  onNotice(reason: string): void;
  onClose(reason: string): void;
}

interface Kept {
  kind: MemoryKind<TopicMemory>;
  memory: TopicMemory;
}

interface Topic {
  kept: Kept[];
  /** When a message came last, in ms of `performance.now()`. */
  heardAt: number;
  broken: boolean;
  /** Not before then it is subscribed anew, in the same ms. */
  renewAt: number;
  pause: number;
}

/** One connection, what is subscribed over it, and what was pushed over it: it all ends with the connection. */
export class Session {
  readonly #protocol: StreamProtocol;
  readonly #events: SessionEvents;
  readonly #connection: StreamConnection;
  readonly #subscriptions: Subscriptions;
  readonly #topics = new Map<string, Topic>();

  /** @param url with its path. */
  constructor(protocol: StreamProtocol, url: string, proxies: Proxies, events: SessionEvents) {
    this.#protocol = protocol;
    this.#events = events;
    this.#connection = new StreamConnection(url, protocol.ping, proxies, {
      onOpen: () => {
        this.#subscriptions.start();
        events.onOpen();
      },
      onMessage: (text) => this.#take(text),
      onClose: (reason) => {
        this.#subscriptions.stop();
        events.onClose(reason);
      },
    });
    this.#subscriptions = new Subscriptions({
      protocol,
      send: (text) => this.#connection.send(text),
      onRefused: (topic, reason) => {
        this.#topics.delete(topic);
        events.onRefused(topic, reason);
      },
      onEnded: (name) => {
        const topic = this.#topics.get(name);
        if (topic && !topic.broken) this.#break(name, topic, say('the exchange has ended it'));
      },
    });
  }

  /** How its connection is. */
  get connection(): Pick<StreamConnection, 'open' | 'silence' | 'held'> {
    return this.#connection;
  }

  /** How many rows it keeps. */
  get size(): number {
    const kept = [...this.#topics.values()].flatMap((topic) => topic.kept);
    return kept.reduce((sum, { memory }) => sum + memory.size, 0);
  }

  /** Subscribes to a topic, and keeps what comes for it. */
  add(name: string, kind: MemoryKind<TopicMemory>): void {
    const topic = this.#topics.get(name);
    const kept = { kind, memory: kind.create() };
    if (!topic) {
      this.#topics.set(name, {
        ...{ kept: [kept], heardAt: performance.now(), broken: false },
        ...{ renewAt: 0, pause: FIRST_PAUSE },
      });
      this.#subscriptions.add(name);
      return;
    }
    topic.kept.push(kept);
    // What is kept from now on lacks what was pushed before.
    this.#subscriptions.renew(name);
    for (const one of topic.kept) one.memory = one.kind.create();
  }

  remove(name: string): void {
    if (this.#topics.delete(name)) this.#subscriptions.remove(name);
  }

  /** What is kept of a topic, of one kind. */
  memoryOf<Memory extends TopicMemory>(name: string, kind: MemoryKind<Memory>): Memory | undefined {
    for (const { memory } of this.#topics.get(name)?.kept ?? []) if (kind.is(memory)) return memory;
    return undefined;
  }

  /** Whether what is kept of a topic is all that the exchange has pushed since its snapshot. */
  proves(name: string): boolean {
    const topic = this.#topics.get(name);
    if (!topic || topic.broken || isQuiet(topic)) return false;
    return this.#connection.proven && this.#subscriptions.isReady(name);
  }

  /** Subscribes anew to what broke, or has been quiet for too long; where that is not answered, it ends. */
  repair(): void {
    const patience = ANSWERS_IN_PINGS * this.#protocol.ping.within;
    if (this.#subscriptions.owed > patience) this.#connection.close(say('it does not answer a subscription'));
    for (const [name, topic] of this.#topics) {
      if (!topic.broken && isQuiet(topic)) this.#break(name, topic, say('it is quiet'));
      if (topic.broken) this.#renew(name, topic);
    }
  }

  close(): void {
    this.#connection.close();
  }

  #take(text: string): void {
    let message: ReturnType<StreamProtocol['read']>;
    try {
      message = this.#protocol.read(text);
    } catch (error) {
      // Nobody knows which topic it was about.
      this.#connection.close(
        say('it pushed what cannot be read: {error}', { error: oneLine(this.#events.describe(error), 160) }),
      );
      return;
    }
    if (!message) return;
    if (message.kind === 'data') this.#apply(message, text);
    else if (message.kind === 'closing') this.#events.onNotice(message.reason);
    else this.#subscriptions.handle(message);
  }

  #apply(message: StreamData, text: string): void {
    const topic = this.#topics.get(message.topic);
    if (!topic || topic.broken || this.#subscriptions.isEnding(message.topic)) return;
    topic.heardAt = performance.now();
    for (const { memory } of topic.kept) {
      let fault: string | undefined;
      try {
        memory.apply(message, text);
      } catch (error) {
        fault = this.#events.describe(error);
      }
      fault ??= memory.broken;
      if (fault !== undefined) {
        this.#break(message.topic, topic, fault);
        return;
      }
    }
  }

  #break(name: string, topic: Topic, reason: string): void {
    topic.broken = true;
    this.#events.onBroken(name, reason);
    this.#renew(name, topic);
  }

  #renew(name: string, topic: Topic): void {
    const now = performance.now();
    if (now < topic.renewAt) return;
    // What held for long begins again with the first pause.
    topic.pause =
      now - topic.renewAt > LONGEST_PAUSE ? FIRST_PAUSE : Math.min(2 * topic.pause, LONGEST_PAUSE);
    topic.renewAt = now + topic.pause;
    topic.broken = false;
    topic.heardAt = now;
    for (const one of topic.kept) one.memory = one.kind.create();
    this.#subscriptions.renew(name);
  }
}

/** Whether a topic has been without a message for longer than the exchange ever leaves it. */
function isQuiet({ kept, heardAt }: Topic): boolean {
  const longest = Math.min(...kept.map(({ kind }) => kind.quiet ?? Number.POSITIVE_INFINITY));
  return performance.now() - heardAt > longest;
}
