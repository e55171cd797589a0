import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SwrCache } from '../../src/adapter/SwrCache.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a value that cannot be refreshed stays, and is not tried for again at once', async () => {
  const cache = new SwrCache<number>({ fresh: 1000, stale: 60_000 });
  let loads = 0;
  let works = true;
  const load = async () => {
    loads += 1;
    if (!works) throw new Error('out of reach');
    return loads;
  };
  expect(await cache.get('all', load)).toBe(1);
  works = false;
  vi.advanceTimersByTime(1500);
  for (let call = 0; call < 5; call += 1) {
    expect(await cache.get('all', load)).toBe(1);
    await vi.advanceTimersByTimeAsync(1000);
  }
  expect(loads).toBe(2);
  works = true;
  vi.advanceTimersByTime(10_000);
  expect(await cache.get('all', load)).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(await cache.get('all', load)).toBe(3);
});
