import { Buffer, isUtf8 } from 'node:buffer';
import zlib from 'node:zlib';
import { timerFor } from '../timers.js';
import { type Connection, connect } from './Connection.js';
import type { DialOptions } from './dialOptions.js';

/** What one read gets: a text, or bytes as a text with a character for each; `undefined` is nothing yet. */
export type Message = { text: string } | { bytes: string } | undefined;

/** How many messages, and how many bytes of them, wait before no more are read from a connection. */
const MOST_WAITING = 4096;
const MOST_BYTES = 64 * 1024 * 1024;

/** What is told once the peer is gone. */
const GONE: Message = { text: '' };

/** A connection that Dial has made, its unread messages, and those who wait for one; it may be opened again and again. */
export class Line {
  readonly #options: DialOptions;
  readonly #readable: () => void;
  #connection: Connection | undefined;
  #waiting: Buffer[] = [];
  #bytes = 0;
  readonly #readers = new Set<(message: Message) => void>();
  #timer: NodeJS.Timeout | undefined;
  #pings: NodeJS.Timeout | undefined;
  #closed = false;
  #told = false;

  /** @param readable is told once that there is something to read, and again when that was taken and there is more. */
  constructor(options: DialOptions, readable: () => void) {
    this.#options = options;
    this.#readable = readable;
  }

  /** @throws Error where it cannot be opened. */
  async open(): Promise<void> {
    const { address, headers, timeout, payload, pingInterval, pingMessage, pingType } = this.#options;
    this.#connection = await connect(
      address,
      { headers, timeout },
      {
        message: (data) => this.#take(data),
        closed: () => this.#lost(),
      },
    );
    if (this.#closed) return this.#connection.close();
    if (payload !== '') this.#connection.write(Buffer.from(payload));
    clearInterval(this.#pings);
    if (pingInterval <= 0) return undefined;
    const ping = () => this.#connection?.ping(pingType === 'text' ? pingMessage : undefined);
    this.#pings = setInterval(ping, pingInterval);
    return undefined;
  }

  /**
   * Reads a message.
   *
   * @param ms how long to wait; 0 waits for ever, -1 not at all, and below that only the newest is taken.
   */
  read(ms: number): Promise<Message> {
    if (ms < -1) while (this.#waiting.length > 1) this.#next();
    const next = this.#next();
    if (!this.#full) this.#connection?.resume();
    this.#told = false;
    if (next && (this.#waiting.length > 0 || !this.#connection)) this.#tellReadable();
    if (next) return Promise.resolve(messageOf(next));
    if (!this.#connection) return Promise.resolve(GONE);
    if (ms < 0) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const timer = ms > 0 ? setTimeout(() => settle(undefined), timerFor(ms)) : undefined;
      const settle = (message: Message) => {
        clearTimeout(timer);
        this.#readers.delete(settle);
        resolve(message);
      };
      this.#readers.add(settle);
    });
  }

  /** @returns how many bytes were taken: 0 where it is broken. */
  write(data: Buffer): number {
    return this.#connection?.write(data) ?? 0;
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    clearInterval(this.#pings);
    this.#connection?.close();
    this.#tellGone();
  }

  #take(data: Buffer): void {
    const message = inflate(data, this.#options.compress);
    const [reader] = this.#readers;
    if (reader) reader(messageOf(message));
    else {
      this.#waiting.push(message);
      this.#bytes += message.length;
      this.#tellReadable();
    }
    if (this.#full) this.#connection?.pause();
  }

  #next(): Buffer | undefined {
    const next = this.#waiting.shift();
    this.#bytes -= next?.length ?? 0;
    return next;
  }

  get #full(): boolean {
    return this.#waiting.length >= MOST_WAITING || this.#bytes >= MOST_BYTES;
  }

  #lost(): void {
    // What could never be opened is told by `open`.
    if (!this.#connection) return;
    this.#tellGone();
    if (this.#options.reconnect && !this.#closed) this.#again(1);
  }

  #again(attempt: number): void {
    const { retry, interval } = this.#options;
    if (retry > 0 && attempt > retry) return;
    this.#timer = setTimeout(() => {
      this.open().catch(() => {
        if (!this.#closed) this.#again(attempt + 1);
      });
    }, interval);
  }

  #tellGone(): void {
    this.#connection = undefined;
    clearInterval(this.#pings);
    if (this.#readers.size === 0 && !this.#closed) this.#tellReadable();
    for (const reader of this.#readers) reader(GONE);
  }

  #tellReadable(): void {
    if (!this.#told) this.#readable();
    this.#told = true;
  }
}

function messageOf(data: Buffer): Message {
  return isUtf8(data) ? { text: data.toString('utf8') } : { bytes: data.toString('latin1') };
}

/** Frames of exchanges that compress on their own. What is not compressed, as answers to a ping, stays as it is. */
function inflate(data: Buffer, compress: string): Buffer {
  try {
    const limit = { maxOutputLength: 64 * 1024 * 1024 };
    if (compress === 'gzip') return zlib.gunzipSync(data, limit);
    if (compress === 'zlib' || compress === 'deflate') return zlib.inflateSync(data, limit);
    if (compress === 'flate' || compress === 'gzip_raw') return zlib.inflateRawSync(data, limit);
  } catch {
    return data;
  }
  return data;
}
