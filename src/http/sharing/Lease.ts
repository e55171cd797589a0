import { ARRIVED_AT_LAST, type RateLimit } from '../Budget.js';
import type { Demand, SharedCooldown, SharedRoom } from '../LimitSharing.js';
import { KEPT, LASTS, LATER, LONGEST_DRAIN } from './times.js';

/** What a process tells of one limit, in places. */
export interface Wanted {
  limit: number;
  /** It may have used so many. */
  used: number;
  /** For the request that is next, and in ms how long that one has waited. */
  next: number;
  waited: number;
  /** For all requests. */
  firm: number;
  /** With what is kept ready. */
  wish: number;
  /** In ms: how long what was spent may count. */
  windows: number;
}

/** What leases need of the connection to Redis. */
export interface LeaseOffice {
  /** When Redis was heard of last, in ms of `performance.now()`. */
  readonly heardAt: number;
  /** How many processes share. */
  readonly processes: number;
}

/** What a lease is made with. */
interface LeaseParts {
  demand(): Demand;
  /** Called when there may be more room than before. */
  changed(): void;
  cooldown(): SharedCooldown | undefined;
  ask(): void;
  hold(until: number): void;
  leave(): void;
}

/** The places that this process has of one limit. */
export class Lease implements SharedRoom {
  readonly #office: LeaseOffice;
  readonly #limit: RateLimit;
  readonly #parts: LeaseParts;
  #places = 0;
  #usedAt = performance.now();
  /** What it told last that it needs, and got of it. */
  #told = { firm: 0, got: 0 };

  constructor(office: LeaseOffice, limit: RateLimit, parts: LeaseParts) {
    this.#office = office;
    this.#limit = limit;
    this.#parts = parts;
  }

  get share(): number {
    return Math.max(this.#places, this.#part);
  }

  get heldUntil(): number {
    return this.#parts.cooldown()?.until ?? 0;
  }

  get alone(): boolean {
    return performance.now() >= this.#office.heardAt + LASTS;
  }

  get requests(): number {
    if (!this.alone) return this.#places;
    // Until the others have no more than their shares, and what they had spent has ended, it goes on with what it had.
    const drain = LATER + Math.min(1.1 * this.#limit.per, LONGEST_DRAIN);
    const drained = performance.now() >= this.#office.heardAt + LASTS + drain;
    return drained ? this.#part : Math.min(this.#places, this.#part);
  }

  ask(): void {
    // Where it did not get all, what others give back comes with the next beat.
    const { firm, got } = this.#told;
    if (!this.alone && got >= firm && this.#firm(this.#parts.demand()) > firm) this.#parts.ask();
  }

  hold(until: number): void {
    this.#parts.hold(until);
  }

  leave(): void {
    this.#parts.leave();
  }

  /** What there is to tell, which it keeps to from now on; `undefined` for nothing. */
  tell(leaves: boolean): Wanted | undefined {
    const now = performance.now();
    const { requests, per } = this.#limit;
    const demand = this.#parts.demand();
    const { spent, waiting, next, waited } = demand;
    if (spent > 0 || waiting > 0) this.#usedAt = now;
    const firm = this.#firm(demand);
    this.#told = { firm, got: 0 };
    const windows = Math.ceil(1.1 * per + ARRIVED_AT_LAST);
    const idle = leaves || now > this.#usedAt + KEPT;
    if (idle) this.#places = 0;
    if (idle && spent === 0) return undefined;
    if (idle) return { limit: requests, used: spent, next: 0, waited: 0, firm: 0, wish: 0, windows };
    return {
      // What it has by itself is kept ready: so it can go on at once where Redis is lost.
      ...{ limit: requests, firm, wish: Math.min(requests, Math.max(Math.ceil(1.25 * firm), this.#part)) },
      used: Math.max(this.#places, spent, this.alone ? this.#part : 0),
      ...{ next: Math.min(next, requests), waited: Math.floor(waited), windows },
    };
  }

  take(places: number): void {
    this.#places = places;
    this.#told.got = places;
  }

  /** Has whoever waits look again. */
  wake(): void {
    if (this.#parts.demand().waiting > 0) this.#parts.changed();
  }

  /** What it has by itself. */
  get #part(): number {
    return this.#limit.requests / this.#office.processes;
  }

  #firm({ spent, waiting, next }: Demand): number {
    return Math.min(this.#limit.requests, Math.ceil(spent + waiting * Math.max(1, next)));
  }
}
