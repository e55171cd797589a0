import { FairQueue, type Place } from '../../../http/FairQueue.js';
import { NetworkError } from '../../../http/NetworkError.js';
import type { MethodName } from '../../../protocol/methods.js';
import type { Trip } from '../call/Trip.js';

/** At most `most` of cost in any window of so many ms. */
export interface PaceLimit {
  most: number;
  window: number;
}

/** What is known of whoever sends a request. */
export type Sender = Pick<Trip, 'account' | 'method' | 'writes' | 'wrote' | 'unpaced'> & {
  readonly api: Pick<Trip['api'], 'signal'>;
  held: boolean;
};

/** How many requests may wait: of one account, and of all that are known, or unknown, or without keys. */
const MOST_OF_ONE = 200;
const MOST_OF_GROUP = 500;
const MOST_KNOWN = 1000;

const WRITES: readonly MethodName[] = ['trade', 'modifyorder', 'setmarginlevel'];

interface Waiting {
  cost: number;
  limit: PaceLimit;
  go(): void;
}

/**
 * ccxt's rate limit of an exchange, one for all accounts: most exchanges count by IP address. Accounts take turns, so that
 * none stands in another's way; those whose keys have worked have turns of their own, and so has what is asked without
 * keys. Of an account whose keys have worked, cancellations go before everything else, then what else writes. What is not
 * waited for any more spends nothing.
 */
export class Pace {
  readonly #name: string;
  readonly #waiting = new FairQueue<Waiting>();
  /** Accounts whose keys have worked, the one that was seen longest ago first. */
  readonly #known = new Set<string>();
  /** What was spent within the last window; times are of a clock that nobody sets. */
  #spent: { at: number; cost: number }[] = [];
  #timer: NodeJS.Timeout | undefined;

  /** @param name of the exchange, for people. */
  constructor(name: string) {
    this.#name = name;
  }

  /** Tells that the exchange has accepted what an account has signed. */
  confirm(account: string): void {
    this.#known.delete(account);
    this.#known.add(account);
    const [oldest] = this.#known;
    if (this.#known.size > MOST_KNOWN && oldest !== undefined) this.#known.delete(oldest);
  }

  /**
   * Waits until a request may be sent.
   *
   * @param cost up to what the limit has.
   * @throws NetworkError when the call's time is up before, and at once where too many wait.
   */
  async turn(cost: number, sender: Sender, limit: PaceLimit): Promise<void> {
    if (sender.unpaced) return;
    const { signal } = sender.api;
    if (signal.aborted) throw refusal(sender, 'was not asked in time: its rate limit is used up');
    const place = this.#placeOf(sender);
    this.#checkRoom(sender, place);
    sender.held = true;
    let leave: () => void = () => undefined;
    let give: () => void = () => undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        leave = this.#waiting.add({ cost, limit, go: resolve }, place);
        give = () => {
          leave();
          reject(refusal(sender, 'was not asked in time: its rate limit is used up'));
          this.#serve();
        };
        signal.addEventListener('abort', give, { once: true });
        this.#serve();
      });
    } finally {
      sender.held = false;
      signal.removeEventListener('abort', give);
    }
  }

  #placeOf({ account, method, writes }: Sender): Place {
    const lane = method === 'cancel' ? 0 : WRITES.includes(method) || writes('POST') ? 1 : 2;
    if (account === undefined) return { group: 'without keys', key: '', rank: 2, lane };
    return this.#known.has(account)
      ? { group: 'known', key: account, rank: lane, lane }
      : { group: 'unknown', key: account, rank: 2, lane };
  }

  #checkRoom(sender: Sender, { group, key, rank }: Place): void {
    const full =
      this.#waiting.countOf({ group, key }) >= MOST_OF_ONE ||
      this.#waiting.countOf({ group }) >= MOST_OF_GROUP;
    if (full && rank > 0) throw refusal(sender, `too many requests are waiting for ${this.#name}`);
  }

  /** Lets those go that may, and comes back when the next one may. */
  #serve(): void {
    clearTimeout(this.#timer);
    for (let next = this.#waiting.next(); next; next = this.#waiting.next()) {
      const { cost, limit, go } = next.item;
      const now = performance.now();
      this.#spent = this.#spent.filter(({ at }) => at > now - limit.window);
      const spent = this.#spent.reduce((sum, one) => sum + one.cost, 0);
      const [oldest] = this.#spent;
      if (oldest && spent + cost > limit.most) {
        this.#timer = setTimeout(() => this.#serve(), Math.max(1, oldest.at + limit.window - now));
        return;
      }
      this.#spent.push({ at: now, cost });
      next.take();
      go();
    }
  }
}

function refusal({ wrote }: Sender, message: string): NetworkError {
  return new NetworkError(message, { outcome: wrote ? 'unknown' : 'rejected', passing: false });
}
