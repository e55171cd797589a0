import { ProtocolError } from '../../protocol/ProtocolError.js';
import { say } from '../../wording/say.js';

/** There is no place for a request, which nothing is wrong with. */
export class NoPlace extends ProtocolError {}

/**
 * Where requests are at work, by exchange. An exchange takes at most as many places as it leaves free: one that does not
 * answer fills half of them, two fill a third each, and none is ever without. What goes first has the others as well.
 *
 * @see https://doi.org/10.1109/90.664262 dynamic queue length thresholds
 */
export class Places {
  readonly #room: number;
  readonly #taken = new Map<string, number>();
  #all = 0;

  constructor(room: number) {
    this.#room = room;
  }

  /**
   * Takes a place.
   *
   * @param goesFirst whether it must not be refused for what else its exchange is asked; asked where there is no other place.
   * @returns leaves it.
   * @throws ProtocolError where there is none for that exchange.
   * @example const leave = places.take('OKX', () => false)
   */
  take(exchange: string, goesFirst: () => boolean): () => void {
    const own = this.#taken.get(exchange) ?? 0;
    const left = this.#room - this.#all;
    if (own >= left && (left <= 0 || !goesFirst())) {
      throw new NoPlace(
        say(
          '{count} requests of {exchange} are at work already, and other exchanges need room as well: nothing was done, ask again in a moment',
          { count: own, exchange },
        ),
      );
    }
    this.#all += 1;
    this.#taken.set(exchange, own + 1);
    return () => {
      this.#all -= 1;
      const still = (this.#taken.get(exchange) ?? 1) - 1;
      if (still > 0) this.#taken.set(exchange, still);
      else this.#taken.delete(exchange);
    };
  }
}
