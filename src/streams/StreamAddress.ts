import type { Proxies } from '../http/Proxies.js';
import { say } from '../wording/say.js';
import type { AddressState } from './AddressState.js';
import { Attempts } from './Attempts.js';
import type { Quota } from './Quota.js';
import { Session } from './Session.js';
import type { MemoryKind, StreamProtocol, TopicMemory } from './StreamProtocol.js';

/** A topic that was refused is not asked for again for so many ms. */
const REFUSED_FOR = 600_000;

/** What is kept of a topic, and whether it is to be believed. */
export interface Held<Memory> {
  /** `undefined` until there is a connection. */
  memory: Memory | undefined;
  /** How many ms ago the exchange proved that nothing is missing; `undefined` where that is not proven. */
  age: number | undefined;
}

const NOTHING = { memory: undefined, age: undefined };

interface Wanted {
  /** In ms of `performance.now()`. */
  usedAt: number;
  kinds: MemoryKind<TopicMemory>[];
}

interface AddressOptions {
  protocol: StreamProtocol;
  /** That of one of the protocol's paths. */
  name: string;
  url: string;
  proxies: Proxies;
  handshakes: Quota;
  describe(error: unknown): string;
  warn(subject: string, text: string): void;
  /** What the log was warned of is over. */
  settle(subject: string, text: string): void;
}

/**
 * One stream address of an exchange: what is wanted of it, and the connection that has it. It connects when something is wanted
 * and nothing is open, waits longer each time that fails, and before the exchange closes a connection it opens the next.
 */
export class StreamAddress {
  readonly #options: AddressOptions;
  readonly #wanted = new Map<string, Wanted>();
  /** Until when, in ms of `performance.now()`. */
  readonly #refused = new Map<string, number>();
  #session: Session | undefined;
  /** One that the exchange is about to close. */
  #retiring: Session | undefined;
  readonly #attempts = new Attempts();
  #connecting: NodeJS.Timeout | undefined;
  #gaps = 0;
  #closed = false;

  constructor(options: AddressOptions) {
    this.#options = options;
  }

  get topics(): number {
    return this.#wanted.size;
  }

  get size(): number {
    return (this.#session?.size ?? 0) + (this.#retiring?.size ?? 0);
  }

  get state(): AddressState {
    const session = this.#session;
    return {
      address: this.#options.name,
      state: session?.connection.open ? 'open' : this.#wanted.size > 0 ? 'connecting' : 'closed',
      topics: this.#wanted.size,
      reconnects: this.#attempts.reconnects,
      failed_attempts: this.#attempts.failed,
      gaps: this.#gaps,
      last_message_ms: session?.connection.open ? Math.round(session.connection.silence) : null,
    };
  }

  /** What is kept of a topic, which is wanted from now on. @param full whether nothing new may be. */
  want<Memory extends TopicMemory>(name: string, kind: MemoryKind<Memory>, full: boolean): Held<Memory> {
    const wanted = this.#wanted.get(name) ?? (full ? undefined : this.#add(name));
    if (!wanted) return NOTHING;
    wanted.usedAt = performance.now();
    if (!wanted.kinds.some((one) => one.name === kind.name)) {
      wanted.kinds.push(kind);
      this.#session?.add(name, kind);
    }
    this.#connect();
    for (const session of [this.#session, this.#retiring]) {
      const memory = session?.memoryOf(name, kind);
      if (session && memory && session.proves(name)) return { memory, age: session.connection.silence };
    }
    return { memory: this.#session?.memoryOf(name, kind), age: undefined };
  }

  /** Ends what nobody has wanted for so many ms, and repairs what broke. */
  sweep(idle: number): void {
    const now = performance.now();
    for (const [name, { usedAt }] of this.#wanted) {
      if (now - usedAt <= idle) continue;
      this.#wanted.delete(name);
      this.#session?.remove(name);
    }
    for (const [name, until] of this.#refused) if (until <= now) this.#refused.delete(name);
    this.#session?.repair();
    const session = this.#session;
    const proven = [...this.#wanted.keys()].filter((name) => session?.proves(name)).length;
    if (session && proven === this.#wanted.size) this.#retiring?.close();
    // One that is soon lost again is not told to be back.
    if (session && proven > 0 && this.#attempts.isGood(session.connection.held))
      this.#options.settle(this.#options.name, say('is open again, and its prices come from memory'));
    if (this.#wanted.size > 0) return;
    this.#retiring?.close();
    session?.close();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#connecting);
    this.#wanted.clear();
    this.#retiring?.close();
    this.#session?.close();
  }

  #add(name: string): Wanted | undefined {
    if ((this.#refused.get(name) ?? 0) > performance.now()) return undefined;
    const { characters } = this.#options.protocol.limits;
    const length = [name, ...this.#wanted.keys()].reduce((sum, { length }) => sum + length, 0);
    if (characters !== undefined && length > characters) return undefined;
    const wanted: Wanted = { usedAt: performance.now(), kinds: [] };
    this.#wanted.set(name, wanted);
    return wanted;
  }

  /** Opens a connection where none is, at its time. */
  #connect(): void {
    if (this.#session || this.#connecting || this.#closed) return;
    this.#connectIn(this.#attempts.pause);
  }

  #connectIn(pause: number): void {
    this.#connecting = setTimeout(() => {
      this.#connecting = undefined;
      if (this.#wanted.size === 0) return;
      const wait = this.#options.handshakes.take();
      if (wait > 0) this.#connectIn(wait);
      else this.#session = this.#open();
    }, pause).unref();
  }

  #open(): Session {
    const { protocol, url, name: address, proxies, warn, describe } = this.#options;
    const session = new Session(protocol, url, proxies, {
      describe,
      onOpen: () => this.#attempts.open(),
      onRefused: (topic, reason) => {
        this.#wanted.delete(topic);
        this.#refused.set(topic, performance.now() + REFUSED_FOR);
        warn(topic, say('is refused, and asked for over REST: {reason}', { reason }));
      },
      onBroken: (topic, reason) => {
        this.#gaps += 1;
        warn(
          topic,
          say('is subscribed anew, and asked for over REST until it has come: {reason}', { reason }),
        );
      },
      onNotice: () => {
        if (this.#session !== session) return;
        this.#retiring?.close();
        this.#retiring = session;
        this.#session = undefined;
        this.#attempts.retire(session.connection.held);
        this.#connect();
      },
      onClose: (reason) => {
        const retired = this.#retiring === session;
        const current = this.#session === session;
        if (retired) this.#retiring = undefined;
        if (current) this.#session = undefined;
        if (this.#closed || this.#wanted.size === 0) return;
        if (retired && !this.#session?.connection.open) this.#attempts.lose();
        if (!current) return;
        this.#attempts.end(session.connection.held);
        warn(address, say('{reason}; its prices are asked for over REST until it is open again', { reason }));
        this.#connect();
      },
    });
    for (const [name, { kinds }] of this.#wanted) for (const kind of kinds) session.add(name, kind);
    return session;
  }
}
