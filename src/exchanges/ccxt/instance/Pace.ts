import { FairQueue, type Place } from '../../../http/FairQueue.js';
import { NetworkError } from '../../../http/NetworkError.js';
import type { MethodName } from '../../../protocol/methods.js';
import type { CcxtCall } from '../callContext.js';

/** At most `most` of cost in any window of so many ms. */
interface PaceLimit {
  most: number;
  window: number;
}

/** What is known of whoever sends a request. */
export type Sender = Pick<CcxtCall, 'account' | 'method' | 'writes' | 'wrote' | 'unpaced'> & {
  readonly api: Pick<CcxtCall['api'], 'signal'>;
  held: boolean;
};

/** How many requests may wait: of one account, and of all that are known, or unknown, or without keys. */
const MOST_OF_ONE = 200;
const MOST_OF_GROUP = 500;
const MOST_KNOWN = 1000;

const WRITES: readonly MethodName[] = ['trade', 'modifyorder', 'setmarginlevel'];

/** Whose keys have worked; whose have not, as yet; and what is asked without keys. */
const KNOWN = 'known';
const UNKNOWN = 'unknown';
const KEYLESS = 'without keys';
const OTHERS = [UNKNOWN, KEYLESS];
const ALL = [KNOWN, ...OTHERS];
/** What those may spend of a window, at most, where there is anybody whose keys have worked. */
const SHARE_OF_OTHERS = 0.8;
const SHARE_OF_UNKNOWN = 0.5;

interface Waiting {
  cost: number;
  go(): void;
}

/**
 * ccxt's rate limit of an exchange, one for all accounts: most exchanges count by IP address. Accounts take turns, so that
 * none stands in another's way; those whose keys have worked have turns of their own, and so has what is asked without
 * keys. All others leave a part of the limit to the former. Of an account whose keys have worked, cancellations go before everything else, then what else writes. What is not
 * waited for any more spends nothing.
 */
export class Pace {
  readonly #name: string;
  readonly #waiting = new FairQueue<Waiting>();
  /** Accounts whose keys have worked, the one that was seen longest ago first. */
  readonly #known = new Set<string>();
  /** What was spent within the last window; times are of a clock that nobody sets. */
  #spent: { at: number; cost: number; group: string }[] = [];
  #limit: PaceLimit = { most: 1, window: 1000 };
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
   * @param limit the exchange's, the same for all.
   * @throws NetworkError when the call's time is up before, and at once where too many wait.
   */
  async turn(cost: number, sender: Sender, limit: PaceLimit): Promise<void> {
    if (sender.unpaced) return;
    this.#limit = limit;
    const { signal } = sender.api;
    if (signal.aborted) throw refusal(sender, 'was not asked in time: its rate limit is used up');
    const place = this.#placeOf(sender);
    this.#checkRoom(sender, place);
    sender.held = true;
    let leave: () => void = () => undefined;
    let give: () => void = () => undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        leave = this.#waiting.add({ cost, go: resolve }, place);
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
    if (account === undefined) return { group: KEYLESS, key: '', rank: 2, lane };
    return this.#known.has(account)
      ? { group: KNOWN, key: account, rank: lane, lane }
      : { group: UNKNOWN, key: account, rank: 2, lane };
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
    while (this.#waiting.size > 0) {
      const now = performance.now();
      this.#spent = this.#spent.filter(({ at }) => at > now - this.#limit.window);
      const next = this.#waiting.next(({ cost }, { group }) => this.#fits(cost, group));
      const [oldest] = this.#spent;
      if (oldest && (!next || this.#spentBy(ALL) + next.item.cost > this.#limit.most)) {
        this.#timer = setTimeout(() => this.#serve(), Math.max(1, oldest.at + this.#limit.window - now));
        return;
      }
      if (!next) return;
      this.#spent.push({ at: now, cost: next.item.cost, group: next.place.group });
      next.take();
      next.item.go();
    }
  }

  /** Whether a group leaves enough of the window to accounts whose keys have worked. */
  #fits(cost: number, group: string): boolean {
    if (group === KNOWN || this.#known.size === 0) return true;
    const within = (groups: readonly string[], share: number) => {
      const spent = this.#spentBy(groups);
      return spent === 0 || spent + cost <= this.#limit.most * share;
    };
    return within(OTHERS, SHARE_OF_OTHERS) && (group !== UNKNOWN || within([UNKNOWN], SHARE_OF_UNKNOWN));
  }

  #spentBy(groups: readonly string[]): number {
    return this.#spent.reduce((sum, { cost, group }) => (groups.includes(group) ? sum + cost : sum), 0);
  }
}

function refusal({ wrote }: Sender, message: string): NetworkError {
  return new NetworkError(message, { outcome: wrote ? 'unknown' : 'rejected', passing: false });
}
