import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { oneLine } from '../../protocol/oneLine.js';
import { say } from '../../wording/say.js';
import type { RateLimit } from '../Budget.js';
import type { Demand, LimitSharing, SharedCooldown, SharedRoom } from '../LimitSharing.js';
import { Lease, type LeaseOffice } from './Lease.js';
import { readAnswer, type SharedStore, type Told } from './SharedStore.js';
import { FORM } from './script.js';
import { BEAT, LASTS, PATIENCE, REMEMBERED } from './times.js';

/** In characters, of what an exchange says when it wants to be left alone. */
const LONGEST_REASON = 100;

/** What is told of the store. */
export interface SharingObserver {
  /** It cannot be asked; once, until it can be again. */
  lost(error: unknown, processes: number): void;
  found(processes: number): void;
  /** Others share in another form; once. */
  mixed(): void;
  /** What nobody who shares stores was dropped; once. */
  dropped(): void;
}

/** Keeps limits and cooldowns together with all processes that use the same store. */
export class SharedLimits implements LimitSharing, LeaseOffice {
  readonly #store: SharedStore;
  readonly #observer: SharingObserver;
  readonly #id = `${FORM}:${randomUUID()}`;
  readonly #least: number;
  readonly #leases = new Map<Lease, string>();
  /** By the hash of their names, as all that follows. */
  readonly #cooldowns = new Map<string, SharedCooldown>();
  /** What the others are to be told with the next beat, by its name. */
  readonly #news = new Map<string, SharedCooldown>();
  #salt = randomBytes(16).toString('base64url');
  /** What time it was in Redis, and here. */
  #clock = { there: 0, here: 0 };
  #timer: NodeJS.Timeout | undefined;
  #sequence = 0;
  #beating: Promise<void> | undefined;
  #again = false;
  #others: readonly string[] = [];
  #seen: number | undefined;
  #lost = false;
  #mixed = false;
  #dropped = false;
  heardAt = Number.NEGATIVE_INFINITY;
  failing = false;

  /** @param options.processes how many share at least. */
  constructor(store: SharedStore, options: { observer: SharingObserver; processes?: number }) {
    this.#store = store;
    this.#observer = options.observer;
    this.#least = options.processes ?? 1;
  }

  /** Whoever has never seen another one is not alone: that is why it shares. */
  get processes(): number {
    return Math.max(this.#least, this.#seen ?? 2);
  }

  /** Begins to share. Resolves when the store has answered, or has been seen not to. */
  async start(): Promise<void> {
    await this.#beat();
    this.#timer = setInterval(() => void this.#beat(), BEAT);
    this.#timer.unref();
  }

  /** Says good-bye. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#beating;
    if (!this.failing) await this.#settle(true).catch(() => undefined);
  }

  join(name: string, limit: RateLimit, demand: () => Demand, changed: () => void): SharedRoom {
    const whole = `limit ${name}`;
    const lease: Lease = new Lease(this, limit, {
      ...{ demand, changed },
      cooldown: () => this.cooldown(whole),
      ask: () => void this.#beat(),
      hold: (until) => this.noteCooldown(whole, { until, reason: '' }),
      leave: () => this.#leases.delete(lease),
    });
    this.#leases.set(lease, whole);
    return lease;
  }

  cooldown(name: string): SharedCooldown | undefined {
    return this.#cooldowns.size === 0 ? undefined : this.#cooldowns.get(this.#hash(name));
  }

  noteCooldown(name: string, cooldown: SharedCooldown): void {
    this.#cooldowns.delete(this.#hash(name));
    this.#news.set(name, cooldown);
    void this.#beat();
  }

  /** Tells and hears; while it is at it, once more afterwards. */
  #beat(): Promise<void> {
    this.#again = this.#beating !== undefined;
    this.#beating ??= this.#beatOnce().finally(() => {
      this.#beating = undefined;
      if (this.#again && !this.failing) void this.#beat();
    });
    return this.#beating;
  }

  async #beatOnce(): Promise<void> {
    try {
      // Of a salt or a clock that was another, it hears with the first answer.
      if (!(await this.#settle()) && !(await this.#settle())) throw new Error(say('its clock jumps'));
      this.failing = false;
      if (this.#lost) this.#observer.found(this.processes);
      this.#lost = false;
    } catch (error) {
      this.failing = true;
      if (!this.#lost && performance.now() >= this.heardAt + LASTS) {
        this.#lost = true;
        this.#observer.lost(error, this.processes);
      }
    }
    for (const lease of this.#leases.keys()) lease.wake();
  }

  /** @returns whether what was told has been taken. */
  async #settle(leaves = false): Promise<boolean> {
    const sentAt = performance.now();
    const news = [...this.#news];
    const leases: Lease[] = [];
    const limits: Told['limits'][number][] = [];
    for (const [lease, name] of this.#leases) {
      const wanted = lease.tell(leaves);
      if (!wanted) continue;
      leases.push(lease);
      limits.push({ ...wanted, name: this.#hash(name) });
    }
    this.#sequence += 1;
    const told = await this.#store.settle({
      ...{ id: this.#id, form: `${FORM}:`, sequence: this.#sequence, salt: this.#salt, leaves, limits },
      at: Math.floor(this.#clock.there + sentAt - this.#clock.here),
      ...{ patience: PATIENCE, lasts: LASTS, remembered: REMEMBERED },
      ...{ fresh: this.#seen === undefined, processes: this.processes },
      known: this.failing ? this.#others : [],
      cooldowns: news.flatMap(([name, { until, reason }]) => [
        ...[this.#hash(name), Math.max(0, Math.ceil(until - sentAt)), reason.slice(0, LONGEST_REASON)],
      ]),
    });
    const { salt, now: there, dropped, settled } = readAnswer(told);
    const now = performance.now();
    this.#clock = { there, here: now };
    if (dropped > 0 && !this.#dropped) this.#observer.dropped();
    this.#dropped ||= dropped > 0;
    if (!settled) {
      this.#salt = salt;
      return false;
    }
    const { processes, foreign, others, cooldowns, places } = settled;
    this.heardAt = sentAt;
    this.#seen = processes;
    this.#others = others;
    for (const [name, cooldown] of news) if (this.#news.get(name) === cooldown) this.#news.delete(name);
    this.#cooldowns.clear();
    for (const [name = '', left, reason = ''] of cooldowns)
      this.#cooldowns.set(name, { until: now + Number(left), reason: oneLine(reason, LONGEST_REASON) });
    for (const [index, lease] of leases.entries()) lease.take(places[index] ?? 0);
    if (foreign > 0 && !this.#mixed) this.#observer.mixed();
    this.#mixed = foreign > 0;
    return true;
  }

  /** What is stored tells of no key, host or account. */
  #hash(name: string): string {
    return createHmac('sha256', this.#salt).update(name).digest('base64url').slice(0, 24);
  }
}
