import { ProtocolError } from '../../protocol/ProtocolError.js';
import { say } from '../../wording/say.js';

/** There is no place for a request, which nothing is wrong with. */
export class NoPlace extends ProtocolError {}

/** There is none at the whole server, whatever it asks for. */
export class NoRoom extends NoPlace {}

/** How much of what is left of the places that are kept an account may have. */
const SHARE_KEPT = 1 / 4;

/** A request that wants a place. */
interface Wanted {
  exchange: string;
  /** Why nobody gets one, where the server is full. */
  full: string | undefined;
  /** The account whose it is, where it must not be refused for what others ask: it is asked where there is no other place. */
  known(): string | undefined;
}

/**
 * Where requests are at work, by exchange. An exchange takes at most as many places as it leaves free: one that does not
 * answer fills half of them, two fill a third each, and none is ever without.
 *
 * Others are kept for what must not be refused. There, an account takes at most a quarter of what it leaves free, so that twenty
 * whose robots have gone mad leave a place to others.
 *
 * @see https://doi.org/10.1109/90.664262 dynamic queue length thresholds
 */
export class Places {
  readonly #open: Shares;
  readonly #kept: Shares;

  /**
   * @param room how many there are for all.
   * @param kept how many besides.
   */
  constructor(room: number, kept: number) {
    this.#open = new Shares(room);
    this.#kept = new Shares(kept);
  }

  /**
   * Takes a place.
   *
   * @returns leaves it.
   * @throws NoRoom where the server is full, NoPlace where the exchange has its share.
   * @example const leave = places.take({ exchange: 'OKX', full: undefined, known: () => undefined })
   */
  take(wanted: Wanted): () => void {
    const { exchange, full } = wanted;
    if (full === undefined && this.#open.of(exchange) < this.#open.left) return this.#open.take(exchange);
    const account = wanted.known();
    if (account !== undefined && this.#kept.of(account) < this.#kept.left * SHARE_KEPT)
      return this.#kept.take(account);
    if (full !== undefined) throw new NoRoom(full);
    throw new NoPlace(
      say(
        '{count} requests of {exchange} are at work already, and other exchanges need room as well: nothing was done, ask again in a moment',
        { count: this.#open.of(exchange), exchange },
      ),
    );
  }
}

/** Places that are taken by name. */
class Shares {
  readonly #room: number;
  readonly #taken = new Map<string, number>();
  #all = 0;

  constructor(room: number) {
    this.#room = room;
  }

  get left(): number {
    return this.#room - this.#all;
  }

  of(name: string): number {
    return this.#taken.get(name) ?? 0;
  }

  take(name: string): () => void {
    this.#all += 1;
    this.#taken.set(name, this.of(name) + 1);
    return () => {
      this.#all -= 1;
      const still = this.of(name) - 1;
      if (still > 0) this.#taken.set(name, still);
      else this.#taken.delete(name);
    };
  }
}
