/** So many requests in so many milliseconds. */
export interface RateLimit {
  requests: number;
  per: number;
}

/** How a limit fared: all requests, the most inside one window, and how many were refused. */
export interface RateCount {
  requests: number;
  peak: number;
  refused: number;
}

/** Counts requests in sliding windows, and can refuse those above the limit. */
export class RateMeter {
  readonly counts = new Map<string, RateCount>();
  readonly #accepted = new Map<string, number[]>();
  readonly #enforce: boolean;

  constructor(enforce: boolean) {
    this.#enforce = enforce;
  }

  /** Whether a request of this bucket may pass at this time. */
  admit(bucket: string, limit: RateLimit, now: number): boolean {
    const recent = (this.#accepted.get(bucket) ?? []).filter((at) => at > now - limit.per);
    const count = this.counts.get(bucket) ?? { requests: 0, peak: 0, refused: 0 };
    this.counts.set(bucket, count);
    count.requests += 1;
    if (this.#enforce && recent.length >= limit.requests) {
      count.refused += 1;
      return false;
    }
    recent.push(now);
    this.#accepted.set(bucket, recent);
    count.peak = Math.max(count.peak, recent.length);
    return true;
  }

  /** How many requests of this bucket may still pass at this time, and when it is empty again. */
  room(bucket: string, limit: RateLimit, now: number): { left: number; resetAt: number } {
    const recent = (this.#accepted.get(bucket) ?? []).filter((at) => at > now - limit.per);
    return { left: Math.max(0, limit.requests - recent.length), resetAt: (recent[0] ?? now) + limit.per };
  }
}
