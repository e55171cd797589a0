import { say } from '../../wording/say.js';
import { timerFor } from '../timers.js';

/** A message, by the number of the thread that sent it. */
interface Message {
  readonly from: number;
  readonly json: string;
}

interface Taker {
  /** Whose messages alone; `undefined` takes any. */
  readonly from: number | undefined;
  take(message: Message | 'closed' | undefined): void;
}

/** How many messages wait before no more are taken in. */
const MOST_WAITING = 100_000;

/** The messages for a thread. */
export class Mailbox {
  #waiting: Message[] = [];
  readonly #takers = new Set<Taker>();
  readonly #arrived: (from: number) => void;
  #told = false;

  /** @param arrived is told once that a message waits, and again when that was taken and there are more. */
  constructor(arrived: (from: number) => void) {
    this.#arrived = arrived;
  }

  /** @throws Error where nobody seems to take them. */
  put(message: Message): void {
    const taker = [...this.#takers].find(({ from }) => from === undefined || from === message.from);
    if (taker) {
      taker.take(message);
      return;
    }
    if (this.#waiting.length >= MOST_WAITING)
      throw new Error(
        say('postMessage: {count} messages wait for the thread, which takes none', { count: MOST_WAITING }),
      );
    this.#waiting.push(message);
    this.#tell();
  }

  /**
   * Takes the next message.
   *
   * @param ms how long to wait: 0 for ever, below 0 not at all.
   * @param closed whether the one whose messages are meant sends no more.
   */
  take(from: number | undefined, ms: number, closed: boolean): Promise<Message | 'closed' | undefined> {
    const at = this.#waiting.findIndex((message) => from === undefined || message.from === from);
    const [next] = at < 0 ? [] : this.#waiting.splice(at, 1);
    this.#told = false;
    this.#tell();
    if (next) return Promise.resolve(next);
    if (closed) return Promise.resolve('closed');
    if (ms < 0) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const taker = {
        from,
        take: (message: Message | 'closed' | undefined) => {
          clearTimeout(timer);
          this.#takers.delete(taker);
          resolve(message);
        },
      };
      const timer = ms > 0 ? setTimeout(() => taker.take(undefined), timerFor(ms)) : undefined;
      this.#takers.add(taker);
    });
  }

  /** A thread sends no more. */
  close(from: number): void {
    for (const taker of this.#takers) if (taker.from === from) taker.take('closed');
  }

  /** Nobody waits any more. */
  leave(): void {
    for (const taker of this.#takers) taker.take(undefined);
  }

  #tell(): void {
    const [first] = this.#waiting;
    if (!first || this.#told) return;
    this.#told = true;
    this.#arrived(first.from);
  }
}
