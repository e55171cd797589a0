import { setMaxListeners } from 'node:events';
import { createClient } from '@redis/client';
import { expect } from 'vitest';
import type { NamedLimit } from '../../src/http/Budget.js';
import { RateLimiter } from '../../src/http/RateLimiter.js';
import { clientOptions, RedisStore } from '../../src/http/sharing/RedisStore.js';
import { SharedLimits } from '../../src/http/sharing/SharedLimits.js';
import { type Gate, startGate } from '../support/startGate.js';
import { type Redis, startRedis } from '../support/startRedis.js';

const never = new AbortController().signal;
setMaxListeners(0, never);

const opened: { close(): unknown }[] = [];

/** Ends all that was started. */
export async function closeMembers(): Promise<void> {
  for (const one of opened.splice(0).reverse()) await one.close();
}

function keep<T extends { close(): unknown }>(one: T): T {
  opened.push(one);
  return one;
}

/** What each of several processes has, but for a process of its own. */
export interface Member {
  limiter: RateLimiter;
  sharing: SharedLimits;
  gate: Gate;
  told: string[];
}

async function join(redis: Redis): Promise<Member> {
  const gate = keep(await startGate(redis.port));
  const store = keep(
    new RedisStore(createClient({ ...clientOptions, url: `redis://127.0.0.1:${gate.port}` })),
  );
  const told: string[] = [];
  const sharing = new SharedLimits(store, {
    observer: {
      lost: (_, processes) => void told.push(`lost, 1/${processes}`),
      found: (processes) => void told.push(`found, ${processes}`),
      mixed: () => void told.push('mixed'),
      dropped: () => void told.push('dropped'),
    },
  });
  await sharing.start();
  keep({ close: () => sharing.close() });
  return { limiter: new RateLimiter('test', { sharing }), sharing, gate, told };
}

/** In ms. */
export const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** An exchange: it counts what arrives, in windows that slide. */
export class Meter {
  readonly arrived: { at: number; cost: number }[] = [];

  /** @returns the most that was in a window. */
  peak(per: number): number {
    return Math.max(
      ...this.arrived.map(({ at }) =>
        this.arrived.reduce(
          (sum, other) => (other.at <= at && other.at > at - per ? sum + other.cost : sum),
          0,
        ),
      ),
    );
  }
}

/** Sends one request when it may go, which takes so many ms to arrive, and to be answered. */
export async function send(
  { limiter }: Member,
  limit: NamedLimit,
  meter: Meter,
  { cost, arrives, returns }: { cost: number; arrives: number; returns: number },
): Promise<void> {
  const answered = await limiter.take([limit], { signal: never, cost });
  await after(arrives);
  meter.arrived.push({ at: performance.now(), cost });
  await after(returns);
  answered();
}

/** Three that know of one another. */
export async function joinThree(redis: Redis): Promise<readonly [Member, Member, Member]> {
  const members = await Promise.all([join(redis), join(redis), join(redis)] as const);
  await expect.poll(() => members.every(({ sharing }) => sharing.processes === 3)).toBe(true);
  return members;
}

export const startKept = async (): Promise<Redis> => keep(await startRedis());

/** Members that send without end, in front of a meter. */
export class Load {
  readonly meter = new Meter();
  readonly limit = { name: 'orders', requests: 12, per: 400 };
  readonly sent: number[];
  #stopped = false;
  readonly #senders: Promise<void>[];

  constructor(members: readonly Member[]) {
    this.sent = members.map(() => 0);
    this.#senders = members.flatMap((member, index) =>
      Array.from({ length: 8 }, () => this.#send(member, index)),
    );
  }

  /** Waits until each of them has sent for two more windows. */
  async goesOn(): Promise<void> {
    const before = [...this.sent];
    await expect
      .poll(() =>
        this.sent.every((count, index) => count >= (before[index] ?? 0) + (2 * this.limit.requests) / 3),
      )
      .toBe(true);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#senders);
    expect(this.meter.peak(this.limit.per)).toBeLessThanOrEqual(this.limit.requests);
  }

  async #send(member: Member, index: number): Promise<void> {
    while (!this.#stopped) {
      await send(member, this.limit, this.meter, { cost: 1, arrives: 5, returns: 5 });
      this.sent[index] = (this.sent[index] ?? 0) + 1;
    }
  }
}
