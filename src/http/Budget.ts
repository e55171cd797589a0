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
  /** Within the last window, oldest first. */
  #spent: Spent[] = [];
  /** The exchange has said that there is nothing of it before then. */
  #heldUntil = 0;
  /** How many wait for it. */
  waiting = 0;

  /** @param margin by which a window is longer than published. */
  constructor(name: string, limit: RateLimit, margin: number) {
    this.name = name;
    this.limit = limit;
    this.#margin = margin;
  }

  /** Whether nobody has to be held back, or would have to remember it. */
  isIdle(now: number): boolean {
    this.#forget(now);
    return this.waiting === 0 && this.#spent.length === 0 && this.#heldUntil <= now;
  }

  /** Gives nothing of it before a time, but to what is urgent. */
  hold(until: number): void {
    this.#heldUntil = until;
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
    return (urgent || this.#heldUntil <= now) && this.spentBy() + cost <= this.limit.requests;
  }

  spend(cost: number, group: string, now: number): Spent {
    const spent = { cost, group, at: now };
    this.#spent.push(spent);
    return spent;
  }

  /** When something of it comes back. */
  get nextAt(): number {
    const [oldest] = this.#spent;
    const held = this.#heldUntil > performance.now() ? this.#heldUntil : Number.POSITIVE_INFINITY;
    return oldest ? Math.min(held, this.#endOf(oldest)) : held;
  }

  /** When there is room for so much at the earliest, whoever gives way; of more than a window has, each takes its time. */
  roomAt(cost: number, now: number, urgent = false): number {
    const { requests, per } = this.limit;
    if (cost > requests) return this.roomAt(cost - requests, now, urgent) + per * this.#margin;
    this.#forget(now);
    const first = urgent ? now : Math.max(now, this.#heldUntil);
    let room = requests - this.spentBy();
    if (cost <= room) return first;
    for (const spent of this.#spent) {
      room += spent.cost;
      if (cost <= room) return Math.max(first, this.#endOf(spent));
    }
    return first;
  }

  #forget(now: number): void {
    const first = this.#spent.findIndex((spent) => this.#endOf(spent) > now);
    if (first !== 0) this.#spent = first < 0 ? [] : this.#spent.slice(first);
  }

  /** When the window ends that begins with a request: it may have arrived just before it was answered. */
  #endOf({ at, answeredAt = at }: Spent): number {
    const { per } = this.limit;
    return Math.max(at + per * this.#margin, Math.min(answeredAt, at + ARRIVED) + per);
  }
}
