import type { ApiRequest } from '../adapter/ApiRequest.js';
import { ExchangeError } from '../adapter/ExchangeError.js';
import { type Attempt, retryRead } from '../adapter/retryRead.js';
import type { Reply } from '../http/Reply.js';
import { encodeQuery } from '../http/request.js';
import type { MethodName } from '../protocol/methods.js';
import { mayBeHeld } from './RefusedReads.js';
import type { RequestSender } from './RequestSender.js';
import type { Shared } from './Shared.js';

/** What the requests of one call are sent with. */
interface Requesting<Keys, State, Connection, Session> {
  shared: Shared<Keys, State, Connection, Session>;
  sender: RequestSender<Keys, State, Connection, Session>;
  /** Which method of FMZ's is called. */
  method: MethodName;
  api: { readonly accountId: string; readonly signal: AbortSignal; remaining(): number };
  /** Measures the exchange's clock, unless that was done after a time in ms of `performance.now()`. */
  measureClock(since: number): Promise<void>;
}

/** Sends the requests of one call: once more where nothing was done, and not at all where the exchange just refused the same. */
export class RetriedRequests<Keys, State, Connection, Session> {
  readonly #by: Requesting<Keys, State, Connection, Session>;

  constructor(by: Requesting<Keys, State, Connection, Session>) {
    this.#by = by;
  }

  async send(request: ApiRequest): Promise<Reply> {
    const { shared, method, api } = this.#by;
    const { refused, http } = shared;
    if (http.recordedAt || !mayBeHeld(request, method)) return this.#ask(request, {});
    const { host = '', path, query } = request;
    const last: { status?: number | undefined } = {};
    const name = `${api.accountId} ${host}${path}${encodeQuery(query)}`;
    const ask = () => this.#ask(request, last);
    return refused.ask(name, ask, (error) => this.#refusesKeys(error, last.status));
  }

  /** @param last is told the status of the last answer. */
  async #ask(request: ApiRequest, last: { status?: number | undefined }): Promise<Reply> {
    const started = performance.now();
    try {
      return await this.#sendOrRetry(request, last);
    } catch (error) {
      // Refused for its session or its time, nothing was done: it is safe to send it anew.
      if (!request.signed || !(error instanceof ExchangeError)) throw error;
      const { sessions, definition } = this.#by.shared;
      const read = (request.method ?? 'GET') === 'GET' && !request.once;
      if (error.outcome === 'unknown' && !read) throw error;
      if (sessions.isOver(error)) return this.#sendOrRetry(request, last);
      if (error.outcome === 'unknown' || !definition.clock?.isStale(error)) throw error;
      await this.#by.measureClock(started).catch(() => Promise.reject(error));
      return this.#sendOrRetry(request, last);
    }
  }

  #refusesKeys(error: ExchangeError, status: number | undefined): boolean {
    const { clock, refusesKeys } = this.#by.shared.definition;
    if (clock?.isStale(error)) return false;
    return refusesKeys?.(error) ?? (status === 401 || status === 403);
  }

  /** Only a GET is ever sent twice, and only where it is open what the exchange makes of it. */
  #sendOrRetry(request: ApiRequest, last: { status?: number | undefined }): Promise<Reply> {
    const { shared, sender, api } = this.#by;
    const patient = !shared.http.recordedAt;
    const send = (attempt: Attempt) =>
      sender.send(request, attempt).finally(() => {
        last.status = attempt.reply?.status;
      });
    if (request.once || (request.method ?? 'GET') !== 'GET') return send({});
    return retryRead(api, send, { patient });
  }
}
