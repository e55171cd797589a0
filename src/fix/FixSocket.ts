import type { Socket } from 'node:net';
import { connectionCodeOf } from '../http/NetworkError.js';
import { say } from '../wording/say.js';
import type { ConnectionWire } from './FixConnection.js';

/** How much may wait to be sent, in bytes: more than that only waits where the other side reads nothing. */
const MOST_WAITING = 1024 * 1024;
/** The same of what the other side asks for without end: it is given up. */
const MOST_UNREAD = 16 * MOST_WAITING;
/** How long the other side may take to let a connection end, in ms. */
const LINGER = 1000;

/** What a socket tells of. */
interface SocketEvents {
  onData(chunk: Buffer): void;
  /** Once, unless it was ended from here. @param text goes on from the name of the other side. */
  onClose(text: string): void;
}

/** The connection of a session. What is written in one turn of the event loop goes out together. */
export class FixSocket implements ConnectionWire {
  readonly #socket: Socket;
  /** Why it was closed. */
  #text: string;
  #corked = false;
  #held = true;
  #ended = false;

  /** @param socket one that is connected. */
  constructor(socket: Socket, events: SocketEvents) {
    this.#socket = socket;
    this.#text = say('closed the connection');
    socket.on('data', events.onData);
    socket.on('error', (error) => {
      const code = connectionCodeOf(error);
      if (code === 'ETIMEDOUT') this.#text = say('stopped answering');
      else if (code) this.#text = say('closed the connection ({code})', { code });
    });
    // Whoever closes one half of it is gone.
    socket.on('end', () => socket.destroy());
    socket.on('close', () => {
      if (!this.#ended) events.onClose(this.#text);
      this.#ended = true;
    });
  }

  get congested(): boolean {
    return this.#socket.writableLength > MOST_WAITING;
  }

  write(bytes: Buffer): void {
    if (this.#socket.writableLength > MOST_UNREAD) {
      this.#text = say('does not read what it is sent');
      this.#socket.destroy();
      return;
    }
    if (!this.#corked) {
      this.#corked = true;
      this.#socket.cork();
      process.nextTick(this.#flush);
    }
    this.#socket.write(bytes);
  }

  hold(busy: boolean): void {
    if (busy === this.#held) return;
    this.#held = busy;
    if (busy) this.#socket.ref();
    else this.#socket.unref();
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#flush();
    const timer = setTimeout(() => this.#socket.destroy(), LINGER);
    this.#socket.once('close', () => clearTimeout(timer));
    this.#socket.destroySoon();
  }

  /** Cuts it, as a network does that fails. */
  cut(): void {
    this.#socket.destroy();
  }

  readonly #flush = (): void => {
    if (!this.#corked) return;
    this.#corked = false;
    this.#socket.uncork();
  };
}
