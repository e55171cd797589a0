import type { WebSocket } from 'ws';
import type { Clock } from '../Clock.js';
import type { StreamFaultKind, StreamFaults } from './StreamFault.js';

const pushFaults: readonly StreamFaultKind[] = ['gap', 'reorder', 'repeat', 'half', 'not-json'];

/** What all connections of a stream have in common. */
export interface StreamState {
  clock: Clock;
  faults: StreamFaults;
  /** Nothing is sent: no message, no acknowledgment, no pong. */
  silent: boolean;
}

/** One connection, seen from the exchange. */
export class StreamLine {
  readonly id: string;
  /** The path that it was opened on. */
  readonly path: string;
  readonly topics = new Set<string>();
  /** When each operation of the client came, in Unix ms. */
  readonly operations: number[] = [];
  /** When the client was last heard, in Unix ms. */
  heardAt: number;
  /** When anything was last sent, in Unix ms. */
  sentAt: number;
  readonly #socket: WebSocket;
  readonly #state: StreamState;
  /** What comes after the next message. */
  #held: string | undefined;

  constructor(id: string, path: string, socket: WebSocket, state: StreamState) {
    this.id = id;
    this.path = path;
    this.heardAt = state.clock.now();
    this.sentAt = this.heardAt;
    this.#socket = socket;
    this.#state = state;
  }

  /** Sends what is no push: faults of pushes do not befall it. */
  send(text: string): void {
    if (this.#state.silent) return;
    this.sentAt = this.#state.clock.now();
    this.#socket.send(text);
  }

  /** Sends a message of a topic to a client that has subscribed to it. */
  push(topic: string, text: string): void {
    if (!this.topics.has(topic)) return;
    const held = this.#held;
    this.#held = undefined;
    const kind = this.#state.faults.take(pushFaults, topic);
    if (kind === 'half') this.#cutShort(text);
    if (kind === 'reorder') this.#held = text;
    if (kind === 'not-json') this.send(text.slice(0, text.length / 2));
    if (kind === undefined || kind === 'repeat') this.send(text);
    if (kind === 'repeat') this.send(text);
    if (held !== undefined) this.send(held);
  }

  /** Whether a fault of this kind befalls the topic now. */
  suffers(kind: StreamFaultKind, topic: string): boolean {
    return this.#state.faults.take([kind], topic) === kind;
  }

  /** Closes with a code, as an exchange does that has a reason. */
  end(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  /** Resets the connection. */
  cut(): void {
    this.#socket.terminate();
  }

  #cutShort(text: string): void {
    if (this.#state.silent) return;
    this.#socket.send(text.slice(0, text.length / 2), { fin: false }, () => this.cut());
  }
}
