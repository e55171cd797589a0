import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LoadBounds } from '../../src/http/loadBounds.js';
import { SharedLoad } from '../../src/http/SharedLoad.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A load that ends when the test has it end. */
function bench() {
  const load = new SharedLoad<string>('the list of markets');
  const runs: (LoadBounds & { resolve(value: string): void; reject(error: Error): void })[] = [];
  const work = (bounds: LoadBounds) =>
    new Promise<string>((resolve, reject) => {
      runs.push({ ...bounds, resolve, reject });
    });
  /** A call, which waits until its deadline. */
  const ask = (milliseconds: number) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), milliseconds);
    const caller = { signal: controller.signal, remaining: () => milliseconds };
    return load.join(work, caller).catch((error: Error) => error.message);
  };
  return { load, runs, work, ask };
}

test('who comes together waits for one load', async () => {
  const { runs, ask } = bench();
  const asked = [ask(1000), ask(1000), ask(1000)];
  await vi.advanceTimersByTimeAsync(10);
  runs[0]?.resolve('markets');
  expect(await Promise.all(asked)).toEqual(['markets', 'markets', 'markets']);
  expect(runs).toHaveLength(1);
});

test('a load outlives the call that began it, and serves those who wait longer', async () => {
  const { runs, ask } = bench();
  const first = ask(500);
  await vi.advanceTimersByTimeAsync(100);
  const second = ask(5000);
  await vi.advanceTimersByTimeAsync(500);
  expect(await first).toBe(
    'the list of markets did not load in time: the exchange, or a proxy on the way to it, does not answer',
  );
  expect(runs[0]?.signal.aborted).toBe(false);
  runs[0]?.resolve('markets');
  expect(await second).toBe('markets');
  expect(runs).toHaveLength(1);
});

test('who comes after somebody gave up on a load begins another one beside it', async () => {
  const { runs, ask } = bench();
  await Promise.all([ask(1500), vi.advanceTimersByTimeAsync(1500)]);
  const later = ask(1500);
  await vi.advanceTimersByTimeAsync(10);
  expect(runs).toHaveLength(2);
  runs[1]?.resolve('markets');
  expect(await later).toBe('markets');
  expect(runs.map(({ signal }) => signal.aborted)).toEqual([true, true]);
});

test('the older one serves as well, where it comes to an end after all', async () => {
  const { runs, ask } = bench();
  await Promise.all([ask(1500), vi.advanceTimersByTimeAsync(1500)]);
  const later = ask(1500);
  runs[0]?.resolve('slow markets');
  expect(await later).toBe('slow markets');
});

test('twenty callers for ten minutes of a host that never answers: two loads at most, and nothing is left behind', async () => {
  const { load, runs, ask } = bench();
  let answers = 0;
  for (let second = 0; second < 600; second += 1) {
    for (let robot = 0; robot < 20; robot += 1)
      void ask(1500).then((answer) => {
        expect(answer).toMatch(
          /^the list of markets did not load (in time: .* does not answer|within 10 s)$/,
        );
        answers += 1;
      });
    await vi.advanceTimersByTimeAsync(1000);
    expect(runs.filter(({ signal }) => !signal.aborted).length).toBeLessThanOrEqual(2);
  }
  await vi.advanceTimersByTimeAsync(20_000);
  expect(answers).toBe(12_000);
  // About as many as calls one after the other would have begun.
  expect(runs.length).toBeLessThan(600);
  expect({ idle: load.idle, timers: vi.getTimerCount() }).toEqual({ idle: true, timers: 0 });
});

describe('after a failure', () => {
  test('the next call tries anew, and soon', async () => {
    const { runs, ask } = bench();
    const first = ask(1000);
    runs[0]?.reject(new Error('refused'));
    expect(await first).toBe('refused');
    const second = ask(1000);
    expect(runs).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(100);
    expect(runs).toHaveLength(2);
    runs[1]?.resolve('markets');
    expect(await second).toBe('markets');
  });

  test('a host that refuses at once is not asked without end', async () => {
    const { load } = bench();
    let asked = 0;
    const refuse = async () => {
      asked += 1;
      throw new Error('refused');
    };
    const stop = performance.now() + 10_000;
    const robots = Array.from({ length: 20 }, async () => {
      while (performance.now() < stop) await load.join(refuse).catch(() => undefined);
    });
    await Promise.all([...robots, vi.advanceTimersByTimeAsync(15_000)]);
    expect(asked).toBeGreaterThan(5);
    expect(asked).toBeLessThan(20);
  });
});

test('what ends by itself is aborted, so that nothing of it is sent later', async () => {
  const { runs, work, load } = bench();
  const waiting = load.join(work).catch((error: Error) => error.message);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await waiting).toBe('the list of markets did not load within 10 s');
  expect(runs[0]?.signal.aborted).toBe(true);
  expect(load.idle).toBe(true);
});

test('a work that throws at once is a load that failed', async () => {
  const { load } = bench();
  const work = () => {
    throw new Error('no');
  };
  await expect(load.join(work)).rejects.toThrow('no');
  expect(load.idle).toBe(true);
});
