import type { Dispatcher } from 'undici';
import type { ConnectionTurn } from './ConnectionPace.js';
import type { NetworkError } from './NetworkError.js';
import type { Reply } from './Reply.js';
import { type HttpRequest, hostOf, splitUrl } from './request.js';
import type { TurnBatch } from './TurnBatch.js';

/** An answer as it came. */
export interface Received {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** Who is told how it ends. */
interface Waiting {
  resolve(received: Received): void;
  reject(error: unknown): void;
}

/** A connection that is being made for a request. */
interface Connecting {
  /** Nobody waits for it any more. */
  giveUp(): void;
  /** What it was at when an error ended it. */
  describe(error: unknown): NetworkError;
}

/**
 * One request on its way through a pool of connections. The pool asks it right before it writes: in the same turn of
 * the event loop in which the first byte goes to a connection that stands, the clock and the signal are looked at. So a
 * process that was stopped while it connected sends nothing late, whatever it wakes up to first.
 */
export class Sending implements Dispatcher.DispatchOptions, Dispatcher.DispatchHandler {
  readonly origin: string;
  /** As errors name it. */
  readonly host: string;
  readonly method: HttpRequest['method'];
  path: string;
  body: string | null;
  /** The connection that it waits for, while it does. */
  connecting: Connecting | undefined;
  /** Its place in the connections to a host that takes a few new ones in a second alone. */
  turn: ConnectionTurn | undefined;
  /** What is sent, as undici takes it. */
  headers: Record<string, string>;
  /** The answer, once it can be read. */
  reply: Reply | undefined;
  #request: HttpRequest | undefined;
  #chunks: Buffer[] = [];
  #waiting: Waiting | undefined;
  #controller: Dispatcher.DispatchController | undefined;
  #status = 0;
  #headers: Received['headers'] = {};
  #sent = false;

  /** @param headers instead of those of the request. */
  constructor(request: HttpRequest, headers: Record<string, string>) {
    const { origin, path } = splitUrl(request.url);
    this.#request = request;
    this.origin = origin;
    this.host = hostOf(origin);
    this.headers = headers;
    this.path = path;
    this.method = request.method;
    this.body = request.body ?? null;
  }

  /** Whether its first byte may have left this machine. */
  get sent(): boolean {
    return this.#sent;
  }

  /** Whether nobody waits for an answer any more. */
  get settled(): boolean {
    return this.#waiting === undefined;
  }

  /** The last status that came; 0 before. */
  get status(): number {
    return this.#status;
  }

  /**
   * Rejects as soon as the signal is aborted, whether or not a connection is still being made for it.
   *
   * @param turn hands it to the pool.
   */
  start(turn: TurnBatch<Sending>): Promise<Received> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#request?.signal.addEventListener('abort', this.#abort, { once: true });
      turn.add(this);
    });
  }

  /** Takes its place in the pool. */
  dispatch(pool: Dispatcher): void {
    if (this.settled) return;
    try {
      this.#refuseWhenLate();
      pool.dispatch(this, this);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** What it throws becomes the request's error, and the connection is kept for the next one. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    const { onSent } = this.#refuseWhenLate();
    this.#controller = controller;
    onSent?.();
    this.#sent = true;
  }

  onResponseStart(_controller: unknown, status: number, headers: Received['headers']): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_controller: unknown, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    const [first = Buffer.alloc(0), ...rest] = this.#chunks;
    const body = rest.length === 0 ? first : Buffer.concat(this.#chunks);
    this.#settle()?.resolve({ status: this.#status, headers: this.#headers, body });
  }

  onResponseError(_controller: unknown, error: Error): void {
    this.#fail(error);
  }

  #refuseWhenLate(): HttpRequest {
    const request = this.#request;
    if (request?.signal.aborted) throw request.signal.reason;
    if (!request || performance.now() >= request.deadline) {
      throw new DOMException('the deadline has passed', 'TimeoutError');
    }
    return request;
  }

  readonly #abort = (): void => {
    const reason = this.#request?.signal.reason;
    this.#fail(this.connecting?.describe(reason) ?? reason);
    this.#controller?.abort(reason);
  };

  #fail(error: unknown): void {
    this.#settle()?.reject(error);
  }

  /**
   * Forgets the request: its connection, which remembers whom it was made for, outlives it, and there are keys in it.
   *
   * @returns who waits for it; `undefined` where it was settled before.
   */
  #settle(): Waiting | undefined {
    const waiting = this.#waiting;
    if (!waiting) return undefined;
    this.#waiting = undefined;
    this.#request?.signal.removeEventListener('abort', this.#abort);
    this.#request = undefined;
    this.path = '/';
    this.headers = {};
    this.body = null;
    this.#chunks = [];
    this.connecting?.giveUp();
    return waiting;
  }
}
