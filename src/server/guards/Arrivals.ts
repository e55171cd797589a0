import { interruptible } from '../../http/deadline.js';
import { say } from '../../wording/say.js';
import { NoRoom } from './Places.js';

/**
 * Requests whose body is on its way. That of a docker comes with its head: where there are too many, the one that has been on
 * its way for the longest makes room for the next.
 */
export class Arrivals {
  readonly #most: number;
  readonly #refusals = new Set<() => void>();

  /** @param most how many there may be. */
  constructor(most: number) {
    this.#most = most;
  }

  /**
   * Reads a body.
   *
   * @throws NoRoom where others need its place; what `read` throws.
   */
  take(read: () => Promise<string>): Promise<string> {
    return interruptible(read, ({ reject }) => {
      const refuse = () =>
        reject(
          new NoRoom(
            say(
              'the bodies of {count} other requests are on their way, and this one took the longest: nothing was done, ask again in a moment',
              { count: this.#most },
            ),
          ),
        );
      this.#refusals.add(refuse);
      if (this.#refusals.size > this.#most) {
        const [oldest] = this.#refusals;
        if (oldest) {
          this.#refusals.delete(oldest);
          oldest();
        }
      }
      return () => this.#refusals.delete(refuse);
    });
  }
}
