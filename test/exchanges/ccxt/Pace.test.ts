import { setMaxListeners } from 'node:events';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Pace, type Sender } from '../../../src/exchanges/ccxt/instance/Pace.js';

const limit = { most: 10, window: 500 };

function call(writes: boolean, signal = new AbortController().signal): Sender {
  return {
    api: { signal },
    method: writes ? 'trade' : 'ticker',
    account: writes ? 'me' : undefined,
    writes: () => writes,
    ...{ held: false, wrote: false },
  };
}

/** How many ms a turn takes. */
async function timed(turn: Promise<void>): Promise<number> {
  const started = performance.now();
  await turn;
  return performance.now() - started;
}

test('a write that fits is not held up by a read that does not', async () => {
  const pace = new Pace('test');
  pace.confirm('me');
  await pace.turn(5, call(false), limit);
  const read = timed(pace.turn(8, call(false), limit));
  expect(await timed(pace.turn(1, call(true), limit))).toBeLessThan(50);
  expect(await read).toBeGreaterThan(400);
});

test('a read that was given up holds nobody up, and spends nothing', async () => {
  const pace = new Pace('test');
  await pace.turn(5, call(false), limit);
  const controller = new AbortController();
  const dear = pace.turn(8, call(false, controller.signal), limit);
  const behind = timed(pace.turn(5, call(false), limit));
  controller.abort();
  await expect(dear).rejects.toMatchObject({ outcome: 'rejected' });
  expect(await behind).toBeLessThan(50);
});

describe('on a clock that the test moves', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const asked = fc.record({
    account: fc.constantFrom('mine', 'another', 'made up 1', 'made up 2', 'made up 3', undefined),
    method: fc.constantFrom('ticker' as const, 'trade' as const, 'cancel' as const),
    cost: fc.integer({ min: 1, max: 4 }),
    /** In ms after the one before it. */
    after: fc.integer({ min: 0, max: 120 }),
  });

  test('never more than the limit in any window, nobody starves, and each key is served in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(asked, { minLength: 1, maxLength: 80 }), async (requests) => {
        const pace = new Pace('test');
        pace.confirm('mine');
        pace.confirm('another');
        const went: { at: number; cost: number; name: string; number: number }[] = [];
        for (const [number, { account, method, cost, after }] of requests.entries()) {
          await vi.advanceTimersByTimeAsync(after);
          const { signal } = new AbortController();
          const sender = { api: { signal }, account, method, writes: () => method !== 'ticker' };
          const going = pace.turn(cost, { ...sender, held: false, wrote: false }, limit);
          void going.then(() => {
            went.push({ at: performance.now(), cost, name: `${account} ${method}`, number });
          });
        }
        await vi.advanceTimersByTimeAsync(limit.window * 200);
        expect(went).toHaveLength(requests.length);
        for (const { at } of went) {
          const within = went.filter((other) => other.at > at - limit.window && other.at <= at);
          expect(within.reduce((sum, { cost }) => sum + cost, 0)).toBeLessThanOrEqual(limit.most);
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
    const pace = new Pace('test');
    const { signal } = new AbortController();
    setMaxListeners(0, signal);
    const turn = (account: string | undefined, method: 'accounts' | 'ticker' | 'cancel') =>
      pace.turn(
        1,
        { api: { signal }, account, method, writes: () => method === 'cancel', held: false, wrote: false },
        limit,
      );
    await turn('mine', 'cancel');
    pace.confirm('mine');
    let flood = 0;
    for (let key = 0; key < 60; key += 1) void turn(`made up ${key}`, 'accounts').then(() => (flood += 1));
    for (let count = 0; count < 60; count += 1) void turn(undefined, 'ticker').then(() => (flood += 1));
    await vi.advanceTimersByTimeAsync(1);
    const spent = flood;
    let done = false;
    void turn('mine', 'cancel').then(() => {
      done = true;
    });
    await vi.advanceTimersByTimeAsync(0);
    expect({ done, spent }).toEqual({ done: true, spent: 7 });
  });

  test('more than can wait are refused at once; cancellations of a known account are not', async () => {
    const pace = new Pace('test');
    pace.confirm('mine');
    const { signal } = new AbortController();
    setMaxListeners(0, signal);
    const turn = (account: string, method: 'accounts' | 'cancel') =>
      pace.turn(
        10,
        { api: { signal }, account, method, writes: () => false, held: false, wrote: false },
        limit,
      );
    for (let count = 0; count < 201; count += 1) void turn('mine', 'accounts');
    await expect(turn('mine', 'accounts')).rejects.toMatchObject({
      message: 'too many requests are waiting for test',
      outcome: 'rejected',
    });
    for (let key = 0; key < 500; key += 1) void turn(`made up ${key}`, 'accounts');
    await expect(turn('one more', 'accounts')).rejects.toThrow('too many requests are waiting');
    const canceled = turn('mine', 'cancel');
    await vi.advanceTimersByTimeAsync(limit.window);
    await canceled;
  });
});
