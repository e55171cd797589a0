import type { Dispatcher } from 'undici';
import type { HttpRequest } from './HttpClient.js';

/** An answer as it came. */
export interface Received {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

/**
 * One request on its way through a pool of connections. The pool asks it right before it writes: in the same turn of
 * the event loop in which the first byte goes to a connection that stands, the clock and the signal are looked at. So a
 * process that was stopped while it connected sends nothing late, whatever it wakes up to first.
 */
export class Sending implements Dispatcher.DispatchHandler {
  readonly #request: HttpRequest;
  readonly #chunks: Buffer[] = [];
  #resolve: (received: Received) => void = () => undefined;
  #reject: (error: unknown) => void = () => undefined;
  #controller: Dispatcher.DispatchController | undefined;
  #status = 0;
  #headers: Received['headers'] = {};
  #sent = false;
  #settled = false;

  constructor(request: HttpRequest) {
    this.#request = request;
  }

  /** Whether its first byte may have left this machine. */
  get sent(): boolean {
    return this.#sent;
  }

  /** Whether nobody waits for an answer any more. */
  get settled(): boolean {
    return this.#settled;
  }

  /** Rejects as soon as the signal is aborted, whether or not a connection is still being made for it. */
  start(dispatcher: Dispatcher, headers: Iterable<[string, string]>): Promise<Received> {
    const { method, url, body, signal } = this.#request;
    const { origin, pathname, search } = new URL(url);
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
      signal.addEventListener('abort', this.#abort, { once: true });
      try {
        this.#refuseWhenLate();
        const path = pathname + search;
        dispatcher.dispatch(
          { origin, path, method, headers: Object.fromEntries(headers), body: body ?? null },
          this,
        );
      } catch (error) {
        this.#fail(error);
      }
    });
  }

  /** What it throws is the request's error; the connection is kept for the next one. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#refuseWhenLate();
    this.#controller = controller;
    this.#request.onSent?.();
    this.#sent = true;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Received['headers'],
  ): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    if (!this.#settle()) return;
    const text = new TextDecoder().decode(Buffer.concat(this.#chunks));
    this.#resolve({ status: this.#status, headers: this.#headers, text });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#fail(error);
  }

  #refuseWhenLate(): void {
    const { signal, deadline } = this.#request;
    if (signal.aborted) throw signal.reason;
    if (this.#settled || performance.now() >= deadline) {
      throw new DOMException('the deadline has passed', 'TimeoutError');
    }
  }

  readonly #abort = (): void => {
    const { reason } = this.#request.signal;
    this.#fail(reason);
    this.#controller?.abort(reason);
  };

  #fail(error: unknown): void {
    if (this.#settle()) this.#reject(error);
  }

  /** @returns whether it was not settled before. */
  #settle(): boolean {
    if (this.#settled) return false;
    this.#settled = true;
    this.#request.signal.removeEventListener('abort', this.#abort);
    return true;
  }
}
