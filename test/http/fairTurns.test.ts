import { setMaxListeners } from 'node:events';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { RateLimiter, type Turn } from '../../src/http/RateLimiter.js';

const limit = { name: 'all', requests: 10, per: 500 };

/** Takes a turn at a limit that counts cost. */
const turn = (limiter: RateLimiter, cost: number, asked: Omit<Turn, 'cost'>) =>
  limiter.take([limit], { ...asked, cost });

function asking(writes: boolean, signal = new AbortController().signal): Turn {
  return { signal, kind: writes ? 'write' : 'read', account: writes ? 'me' : undefined };
}

describe('on a clock that the test moves', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** When a turn came, in ms from now. */
  async function timed(turn: Promise<unknown>): Promise<number> {
    const started = performance.now();
    await turn;
    return performance.now() - started;
  }

  test('a write that fits is not held up by a read that does not', async () => {
    const limiter = new RateLimiter('test', { margin: 1 });
    limiter.confirm('me');
    await turn(limiter, 5, asking(false));
    const read = timed(turn(limiter, 8, asking(false)));
    expect(await timed(turn(limiter, 1, asking(true)))).toBe(0);
    await vi.advanceTimersByTimeAsync(limit.per);
    expect(await read).toBeGreaterThan(400);
  });

  test('a read that was given up holds nobody up, and spends nothing', async () => {
    const limiter = new RateLimiter('test', { margin: 1 });
    await turn(limiter, 5, asking(false));
    const controller = new AbortController();
    const dear = turn(limiter, 8, asking(false, controller.signal));
    const behind = timed(turn(limiter, 5, asking(false)));
    controller.abort();
    await expect(dear).rejects.toMatchObject({ outcome: 'rejected' });
    expect(await behind).toBe(0);
  });

  const asked = fc.record({
    account: fc.constantFrom('mine', 'another', 'made up 1', 'made up 2', 'made up 3', undefined),
    kind: fc.constantFrom('read' as const, 'write' as const, 'cancel' as const),
    cost: fc.integer({ min: 1, max: 4 }),
    /** In ms after the one before it. */
    after: fc.integer({ min: 0, max: 120 }),
  });

  test('never more than the limit in any window, nobody starves, and each key is served in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(asked, { minLength: 1, maxLength: 80 }), async (requests) => {
        const limiter = new RateLimiter('test', { margin: 1 });
        limiter.confirm('mine');
        limiter.confirm('another');
        const went: { at: number; cost: number; name: string; number: number }[] = [];
        for (const [number, { account, kind, cost, after }] of requests.entries()) {
          await vi.advanceTimersByTimeAsync(after);
          const { signal } = new AbortController();
          const going = turn(limiter, cost, { signal, account, kind });
          void going.then(() => {
            went.push({ at: performance.now(), cost, name: `${account} ${kind}`, number });
          });
        }
        await vi.advanceTimersByTimeAsync(limit.per * 200);
        expect(went).toHaveLength(requests.length);
        for (const { at } of went) {
          const within = went.filter((other) => other.at > at - limit.per && other.at <= at);
          expect(within.reduce((sum, { cost }) => sum + cost, 0)).toBeLessThanOrEqual(limit.requests);
        }
        for (const name of new Set(went.map((one) => one.name))) {
          const numbers = went.filter((one) => one.name === name).map(({ number }) => number);
          expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('whoever floods it, a cancellation of an account whose keys have worked goes at once', async () => {
    const limiter = new RateLimiter('test', { margin: 1 });
    const { signal } = new AbortController();
    setMaxListeners(0, signal);
    const ask = (account: string | undefined, kind: 'read' | 'cancel') =>
      turn(limiter, 1, { signal, account, kind });
    await ask('mine', 'cancel');
    limiter.confirm('mine');
    let flood = 0;
    for (let key = 0; key < 60; key += 1) void ask(`made up ${key}`, 'read').then(() => (flood += 1));
    for (let count = 0; count < 60; count += 1) void ask(undefined, 'read').then(() => (flood += 1));
    await vi.advanceTimersByTimeAsync(1);
    const spent = flood;
    let done = false;
    void ask('mine', 'cancel').then(() => {
      done = true;
    });
    await vi.advanceTimersByTimeAsync(0);
    expect({ done, spent }).toEqual({ done: true, spent: 7 });
  });

  test('more than can wait are refused at once; cancellations of a known account are not', async () => {
    const limiter = new RateLimiter('test', { margin: 1 });
    limiter.confirm('mine');
    const { signal } = new AbortController();
    setMaxListeners(0, signal);
    const ask = (account: string, kind: 'read' | 'cancel') => turn(limiter, 10, { signal, account, kind });
    for (let count = 0; count < 201; count += 1) void ask('mine', 'read');
    await expect(ask('mine', 'read')).rejects.toMatchObject({
      message: 'too many requests are waiting for test',
      outcome: 'rejected',
    });
    for (let key = 0; key < 500; key += 1) void ask(`made up ${key}`, 'read');
    await expect(ask('one more', 'read')).rejects.toThrow('too many requests are waiting');
    const canceled = ask('mine', 'cancel');
    await vi.advanceTimersByTimeAsync(limit.per);
    await canceled;
  });
});
