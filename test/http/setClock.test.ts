import { setMaxListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SwrCache } from '../../src/adapter/SwrCache.js';
import { RateLimiter } from '../../src/http/RateLimiter.js';
import { ServerClock } from '../../src/http/ServerClock.js';
import { Connections } from '../../src/runtime/Connections.js';
import { createBench } from '../exchanges/native/createBench.js';
import { okx } from '../exchanges/okx/okx.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const steps = [-10 * HOUR, -10 * MINUTE, 10 * MINUTE, 10 * HOUR];

afterEach(() => {
  vi.useRealTimers();
});

/** What somebody does to the machine's clock. */
const setClock = (step: number) => vi.setSystemTime(Date.now() + step);

describe.each(steps)('the machine is set by %d ms', (step) => {
  const never = new AbortController().signal;
  setMaxListeners(0, never);

  beforeEach(() => {
    vi.useFakeTimers({ now: Date.UTC(2026, 5, 1, 12) });
  });

  test('pacing refuses nothing that it would not have refused, and lets nothing through', async () => {
    const limiter = new RateLimiter('test');
    const one = [{ name: 'a', requests: 1, per: 1000 }];
    const take = () => limiter.take(one, { deadline: performance.now() + 5000, signal: never });
    (await take())();
    setClock(step);
    let sent = false;
    const second = take().then(() => {
      sent = true;
    });
    await vi.advanceTimersByTimeAsync(900);
    expect(sent).toBe(false);
    await vi.advanceTimersByTimeAsync(400);
    await second;
  });

  test('a kept value is neither forgotten nor kept for too long', async () => {
    const cache = new SwrCache<number>({ fresh: MINUTE, stale: 2 * MINUTE });
    let loads = 0;
    const get = () => cache.get('a', async () => ++loads);
    await get();
    setClock(step);
    await get();
    expect(loads).toBe(1);
    await vi.advanceTimersByTimeAsync(3 * MINUTE);
    expect(await get()).toBe(2);
  });

  test('a connection is closed when it was idle for as long as it may be, and not before', async () => {
    const closed: string[] = [];
    const connections = new Connections<string>(async (name) => void closed.push(name), { idle: 3 * MINUTE });
    const lease = connections.lease('a', async () => 'a');
    await lease.connection;
    lease.release();
    setClock(step);
    await vi.advanceTimersByTimeAsync(2 * MINUTE);
    expect(closed).toEqual([]);
    await vi.advanceTimersByTimeAsync(2 * MINUTE);
    expect(closed).toEqual(['a']);
  });

  test("an exchange's clock goes on, and is measured anew", async () => {
    const clock = new ServerClock();
    const theirs = Date.UTC(2026, 5, 1, 13);
    let reads = 0;
    const measure = (since: number) =>
      clock.measure(async () => {
        reads += 1;
        return theirs + performance.now() - begun;
      }, since);
    const begun = performance.now();
    await measure(begun);
    setClock(step);
    await vi.advanceTimersByTimeAsync(5000);
    expect(clock.now()).toBe(theirs + 5000);
    await measure(begun);
    expect(reads).toBe(2);
    await measure(begun);
    expect(reads).toBe(2);
  });
});

test.each(steps)(
  'an exchange whose list was read and whose pace is kept, over the wire: %d ms',
  async (step) => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const bench = createBench(okx);
    await bench.open();
    const symbol = { symbol: 'BTC_USDT' };
    await bench.ok('trade', { ...symbol, type: 'buy', price: '1000', amount: '0.1' });
    for (let index = 0; index < 20; index += 1) await bench.ok('ticker', symbol);
    const lists = bench.asked(okx.paths.instruments).length;
    setClock(step);
    await bench.ok('ticker', symbol);
    await bench.ok('trade', { ...symbol, type: 'buy', price: '1000', amount: '0.1' });
    bench.double.fault({ match: `GET ${okx.paths.ticker}`, kind: 'slow', ms: 200 });
    const waiting = bench.ok('ticker', symbol);
    await expect.poll(() => bench.asked(okx.paths.ticker).length).toBe(22);
    setClock(step);
    await waiting;
    expect(bench.asked(okx.paths.instruments)).toHaveLength(lists);
    const times = [...bench.plugin.log().matchAll(/ {2}ok {2}(-?\d+) ms/g)].map(([, ms]) => Number(ms));
    expect(times.every((ms) => ms >= 0 && ms < 10 * MINUTE)).toBe(true);
    await bench.close();
  },
);
