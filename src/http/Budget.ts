import type { Demand, SharedRoom } from './LimitSharing.js';

/** A published rate limit: at most `requests` in any window of `per` milliseconds. */
export interface RateLimit {
  requests: number;
  per: number;
}

/** A limit that counts a request. */
export interface NamedLimit extends RateLimit {
  name: string;
  /** Whether it counts those of other accounts as well. @default true */
  shared?: boolean;
}

/** A request that was sent has been counted after so many ms, even if its answer takes longer. */
const ARRIVED = 1000;
/** What others have to be able to count on allows for machines that are held up, and clocks that differ. */
export const ARRIVED_AT_LAST = 10_000;
const CLOCKS_DIFFER = 1.01;

/** A request that went out; times are ms of `performance.now()`, a monotonic clock. */
export interface Spent {
  readonly cost: number;
  readonly group: string;
  readonly at: number;
  answeredAt?: number;
}

/** What one limit has, and what is spent of it. */
export class Budget {
  readonly name: string;
  readonly limit: RateLimit;
  readonly #margin: number;
  readonly #room: SharedRoom | undefined;
  /** Within the last window, oldest first. */
  #spent: Spent[] = [];
  /** The exchange has said that there is nothing of it before then. */
  #heldUntil = 0;
  /** What the one needs that could not go last, and since when none could. */
  #next = 0;
  #lackingSince = Number.POSITIVE_INFINITY;
  /** How many wait for it. */
  waiting = 0;

  /**
   * @param margin by which a window is longer than published.
   * @param join what others have of it, where it is shared with other processes.
   */
  constructor(name: string, limit: RateLimit, margin: number, join?: (demand: () => Demand) => SharedRoom) {
    this.name = name;
    this.limit = limit;
    this.#margin = margin;
    this.#room = join?.(() => this.#demand());
  }

  /** How much of a window may be spent now. */
  get requests(): number {
    return this.#room?.requests ?? this.limit.requests;
  }

  /** Whether nobody has to be held back, or would have to remember it. */
  isIdle(now: number): boolean {
    this.#forget(now);
    return this.waiting === 0 && this.#spent.length === 0 && this.#held <= now;
  }

  /** Gives nothing of it before a time, but to what is urgent. */
  hold(until: number): void {
    this.#heldUntil = until;
    this.#room?.hold(until);
  }

  /** Asks other processes for what one needs that could not go. */
  ask(cost: number): void {
    this.#next = cost;
    this.#lackingSince = Math.min(this.#lackingSince, performance.now());
    this.#room?.ask();
  }

  /** Leaves it to other processes. */
  leave(): void {
    this.#room?.leave();
  }

  /** How much of it some have spent, or all have. */
  spentBy(groups?: readonly string[]): number {
    return this.#spent.reduce(
      (sum, { cost, group }) => (!groups || groups.includes(group) ? sum + cost : sum),
      0,
    );
  }

  has(cost: number, now: number, urgent = false): boolean {
    this.#forget(now);
    if (!urgent && this.#held > now) return false;
    const { requests } = this;
    const spent = this.spentBy();
    // Of a share that is too small for it, it takes the room of a longer window.
    return spent + cost <= requests || (spent === 0 && requests > 0 && this.#room?.alone === true);
  }

  spend(cost: number, group: string, now: number): Spent {
    const spent = { cost, group, at: now };
    this.#spent.push(spent);
    this.#lackingSince = Number.POSITIVE_INFINITY;
    return spent;
  }

  /** When something of it comes back. */
  get nextAt(): number {
    const [oldest] = this.#spent;
    const held = this.#held > performance.now() ? this.#held : Number.POSITIVE_INFINITY;
    return oldest ? Math.min(held, this.#endOf(oldest)) : held;
  }

  /** When there is room for so much at the earliest, whoever gives way; of more than a window has, each takes its time. */
  roomAt(cost: number, now: number, urgent = false): number {
    const { per } = this.limit;
    const requests = this.#room?.share ?? this.limit.requests;
    if (cost > requests) return this.roomAt(cost - requests, now, urgent) + per * this.#margin;
    this.#forget(now);
    const first = urgent ? now : Math.max(now, this.#held);
    let room = requests - this.spentBy();
    if (cost <= room) return first;
    for (const spent of this.#spent) {
      room += spent.cost;
      if (cost <= room) return Math.max(first, this.#endOf(spent));
    }
    return first;
  }

  get #held(): number {
    return Math.max(this.#heldUntil, this.#room?.heldUntil ?? 0);
  }

  #demand(): Demand {
    const now = performance.now();
    this.#forget(now);
    const { waiting } = this;
    const waited = Math.max(0, now - this.#lackingSince);
    return { spent: this.spentBy(), waiting, next: waiting > 0 ? this.#next : 0, waited };
  }

  #forget(now: number): void {
    const first = this.#spent.findIndex((spent) => this.#endOf(spent) > now);
    if (first !== 0) this.#spent = first < 0 ? [] : this.#spent.slice(first);
  }

  /** When the window ends that begins with a request: it may have arrived just before it was answered. */
  #endOf({ cost, at, answeredAt }: Spent): number {
    if (!this.#room) {
      const { per } = this.limit;
      return Math.max(at + per * this.#margin, Math.min(answeredAt ?? at, at + ARRIVED) + per);
    }
    const { alone, share } = this.#room;
    const per = this.limit.per * (alone ? Math.max(1, cost / share) : 1);
    return Math.max(
      at + per * this.#margin,
      Math.min(answeredAt ?? Number.POSITIVE_INFINITY, at + ARRIVED_AT_LAST) + per * CLOCKS_DIFFER,
    );
  }
}
