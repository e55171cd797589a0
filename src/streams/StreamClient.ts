import type { Proxies } from '../http/Proxies.js';
import { messageOf } from '../protocol/thrown.js';
import { say } from '../wording/say.js';
import type { AddressState } from './AddressState.js';
import { Quota } from './Quota.js';
import { type Held, StreamAddress } from './StreamAddress.js';
import type { MemoryKind, StreamProtocol, StreamTopic, TopicMemory } from './StreamProtocol.js';

/** So many topics of an exchange are subscribed at most. */
const MOST_TOPICS = 500;
/** So many rows of an exchange are kept at most, before histories are no longer kept. */
const MOST_ROWS = 400_000;
/** What nobody has asked for during so many ms is unsubscribed. */
const IDLE = 60_000;
const SWEEPS_IN_IDLE = 30;
/** What the log was told about is not told again for so many ms. */
const TOLD_FOR = 3_600_000;

/** What a stream client is made with. */
export interface StreamClientOptions {
  /** Instead of the protocol's own. */
  url?: string | undefined;
  proxies: Proxies;
  /** Told what the log should show: of each subject once an hour at most, unless it was told that all is well again. */
  warn(subject: string, text: string): void;
  /** What is wrong, where a message cannot be read. @default the error's text */
  describe?: ((error: unknown) => string) | undefined;
  /** In ms. @default 60000 */
  idle?: number | undefined;
}

/**
 * The streams of an exchange: a connection for each of its addresses, opened when something of it is first wanted. Whoever
 * wants something never waits for it.
 */
export class StreamClient {
  readonly #protocol: StreamProtocol;
  readonly #options: StreamClientOptions;
  readonly #addresses = new Map<string, StreamAddress>();
  readonly #handshakes: Quota;
  /** When, in ms of `performance.now()`. */
  readonly #warned = new Map<string, number>();
  #sweeping: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(protocol: StreamProtocol, options: StreamClientOptions) {
    this.#protocol = protocol;
    this.#options = options;
    this.#handshakes = new Quota(protocol.limits.connections);
  }

  /** What is known of each address that was ever wanted. */
  get state(): AddressState[] {
    return [...this.#addresses.values()].map(({ state }) => state);
  }

  /** Whether there is room for so many more rows. */
  hasRoom(rows: number): boolean {
    return [...this.#addresses.values()].reduce((sum, { size }) => sum + size, rows) <= MOST_ROWS;
  }

  /** What is kept of a topic, which is wanted from now on. @throws RangeError when the protocol has no such address. */
  want<Memory extends TopicMemory>(topic: StreamTopic, kind: MemoryKind<Memory>): Held<Memory> {
    if (this.#closed) return { memory: undefined, age: undefined };
    const topics = [...this.#addresses.values()].reduce((sum, { topics }) => sum + topics, 0);
    return this.#addressOf(topic.address).want(topic.name, kind, topics >= MOST_TOPICS);
  }

  /** Ends everything at once. */
  close(): void {
    this.#closed = true;
    clearInterval(this.#sweeping);
    for (const address of this.#addresses.values()) address.close();
  }

  #addressOf(name: string): StreamAddress {
    const known = this.#addresses.get(name);
    if (known) return known;
    const path = this.#protocol.paths[name];
    if (path === undefined) throw new RangeError(say('streams.paths has no {name}', { name }));
    const address = new StreamAddress({
      protocol: this.#protocol,
      name,
      url: new URL(this.#options.url ?? this.#protocol.url).origin + path,
      proxies: this.#options.proxies,
      handshakes: this.#handshakes,
      describe: this.#options.describe ?? messageOf,
      warn: (subject, text) => this.#warn(subject, text),
      settle: (subject, text) => {
        if (this.#warned.delete(subject)) this.#options.warn(say('stream {subject}', { subject }), text);
      },
    });
    this.#addresses.set(name, address);
    const idle = this.#options.idle ?? IDLE;
    this.#sweeping ??= setInterval(() => {
      for (const one of this.#addresses.values()) one.sweep(idle);
    }, idle / SWEEPS_IN_IDLE).unref();
    return address;
  }

  #warn(subject: string, text: string): void {
    const now = performance.now();
    for (const [other, at] of this.#warned) if (now - at >= TOLD_FOR) this.#warned.delete(other);
    if (this.#warned.has(subject) || this.#warned.size >= MOST_TOPICS) return;
    this.#warned.set(subject, now);
    this.#options.warn(say('stream {subject}', { subject }), text);
  }
}
