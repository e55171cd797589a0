import { oneLine } from '../protocol/oneLine.js';
import { say } from '../wording/say.js';

/** So many requests in a row without an answer, and an exchange is out of reach: one read alone may be sent three times. */
const OUT_OF_REACH = 5;
/** By these a gateway says that it has not reached the exchange itself. */
const GATEWAY = [502, 503, 504];

/** Whether an exchange answers. */
export interface Reach {
  /** Whether not all of its last requests stayed without an answer; `true` where it was never asked. */
  reachable: boolean;
  /** When it answered last, in ISO 8601; `null` where it never has. */
  last_success: string | null;
  /** When a request stayed without an answer last, and why, in words of this program. */
  last_error: { time: string; text: string } | null;
}

/**
 * What the requests to an exchange have shown: whether it answers, whatever they are about. A refusal is an answer; what was
 * not sent, and what nobody waited for any more, says nothing.
 */
export class Activity {
  /** How many requests wait for a rate limit. */
  waiting = 0;
  /** In Unix ms. */
  #answeredAt: number | undefined;
  #failure: { at: number; text: string } | undefined;
  #failedInARow = 0;
  #host: string | undefined;

  /** Where the last request went, with its port. */
  get host(): string | undefined {
    return this.#host;
  }

  get reach(): Reach {
    const failure = this.#failure;
    return {
      reachable: this.#failedInARow < OUT_OF_REACH,
      last_success: this.#answeredAt === undefined ? null : new Date(this.#answeredAt).toISOString(),
      last_error: failure ? { time: new Date(failure.at).toISOString(), text: failure.text } : null,
    };
  }

  /** @param status that of HTTP. */
  answer(host: string, status = 200): void {
    if (GATEWAY.includes(status)) {
      this.fail(host, say('{host} answered HTTP {status}', { host, status }));
      return;
    }
    this.#host = host;
    this.#failedInARow = 0;
    this.#answeredAt = Date.now();
  }

  fail(host: string, text: string): void {
    this.#host = host;
    this.#failedInARow += 1;
    this.#failure = { at: Date.now(), text: oneLine(text, 300) };
  }
}
