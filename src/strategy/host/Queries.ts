import { setMaxListeners } from 'node:events';
import { oneLine } from '../../protocol/oneLine.js';
import { say } from '../../wording/say.js';
import { isWriteMethod } from '../bridge/isWriteMethod.js';
import type { LogEvent } from '../events.js';
import type { HttpAnswer, HttpOptions } from './httpOptions.js';
import { httpQuery } from './httpQuery.js';

/** How much of an answer is told. */
const MOST_TOLD = 300;

/** Requests of HttpQuery. What one that is no read came to is told where the strategy may not hear of it: it may be an order. */
export class Queries {
  readonly #tell: (event: LogEvent) => void;
  readonly #ended = new AbortController();
  /** What may have changed something, and has no answer yet. */
  readonly #writes = new Set<Promise<HttpAnswer>>();
  #telling = false;

  constructor(tell: (event: LogEvent) => void) {
    this.#tell = tell;
    // Each request listens, and there may be thousands.
    setMaxListeners(0, this.#ended.signal);
  }

  /** Whether a write is on its way. */
  get writing(): boolean {
    return this.#writes.size > 0;
  }

  /** It never fails: what went wrong is in the answer. */
  async ask(address: string, options: HttpOptions): Promise<HttpAnswer> {
    const query = httpQuery(address, options, this.#ended.signal);
    if (!isWriteMethod(options.method)) return query;
    this.#writes.add(query);
    try {
      const answer = await query;
      if (this.#telling) this.#tellAnswer(address, options, answer);
      return answer;
    } finally {
      this.#writes.delete(query);
    }
  }

  /** From now on the strategy may not hear of what it has sent. */
  tellWrites(): void {
    this.#telling = true;
  }

  /** Waits for the answers of all writes. */
  async settled(): Promise<void> {
    while (this.writing) await Promise.allSettled(this.#writes);
  }

  /** Waits for no answer any more. */
  end(): void {
    this.#ended.abort(new Error(say('the strategy ended')));
  }

  /** Without the query, which may hold a key or a signature. */
  #tellAnswer(address: string, { method = '' }: HttpOptions, answer: HttpAnswer): void {
    const { host, pathname } = URL.canParse(address) ? new URL(address) : { host: '', pathname: '' };
    const what = `HttpQuery ${method.toUpperCase()} ${host}${pathname}`;
    const failed = answer.Error !== undefined;
    const text = failed
      ? say('{request} has no answer: {reason}; it may have been carried out', {
          request: what,
          reason: answer.Error ?? '',
        })
      : `${what}: ${answer.StatusCode} ${oneLine(answer.Body, MOST_TOLD)}`;
    this.#tell({ kind: 'log', time: Date.now(), level: failed ? 'error' : 'log', text });
  }
}
