import { describe, expect, test } from 'vitest';
import { ExchangeError } from '../../src/adapter/ExchangeError.js';
import { retryIfCacheStale, SwrCache } from '../../src/adapter/SwrCache.js';

/** A value that the exchange has, and what `work` was run with. */
function bench(refuse: (value: number, run: number) => ExchangeError | undefined) {
  const cache = new SwrCache<{ mode: number }>({ fresh: 60_000, stale: 60_000 });
  const state = { mode: 1, loads: 0 };
  const runs: number[] = [];
  const kept = {
    cache,
    key: 'me',
    async load() {
      state.loads += 1;
      return { mode: state.mode };
    },
    isStale: ({ code }: ExchangeError) => code === 'MODE',
  };
  const run = () =>
    retryIfCacheStale(kept, async ({ mode }) => {
      runs.push(mode);
      const refusal = refuse(mode, runs.length);
      if (refusal) throw refusal;
      return `done in ${mode}`;
    });
  return { state, runs, run };
}

const refusal = (outcome: 'rejected' | 'unknown' = 'rejected', code = 'MODE') =>
  new ExchangeError({ code, message: 'no', outcome });

test('a value is read once', async () => {
  const { run, state } = bench(() => undefined);
  expect(await Promise.all([run(), run()])).toEqual(['done in 1', 'done in 1']);
  await run();
  expect(state.loads).toBe(1);
});

test('a refusal that shows a change: read anew, and run once more', async () => {
  const { run, state, runs } = bench((mode, count) => (mode === 1 && count > 1 ? refusal() : undefined));
  expect(await run()).toBe('done in 1');
  state.mode = 2;
  expect(await run()).toBe('done in 2');
  expect(runs).toEqual([1, 1, 2]);
  expect(state.loads).toBe(2);
});

describe('runs once', () => {
  test.each([
    ['where the value is as it was', refusal()],
    ['where the outcome is unknown', refusal('unknown')],
    ['where the refusal has another reason', refusal('rejected', 'MONEY')],
  ])('%s', async (_where, error) => {
    const { run, runs } = bench((_mode, count) => (count === 1 ? error : undefined));
    await expect(run()).rejects.toBe(error);
    expect(runs).toEqual([1]);
  });
});
