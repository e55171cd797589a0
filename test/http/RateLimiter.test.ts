import { setMaxListeners } from 'node:events';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RateLimit } from '../../src/http/Budget.js';
import { RateLimiter } from '../../src/http/RateLimiter.js';

const never = new AbortController().signal;
setMaxListeners(0, never);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Takes a turn without keys. */
const take = (limiter: RateLimiter, name: string, limit: RateLimit, deadline: number, signal = never) =>
  limiter.take([{ name, ...limit }], { deadline: performance.now() + deadline, signal });

test('no window of the published length ever holds more requests than allowed, and order is kept', async () => {
  const limiter = new RateLimiter('test');
  const limit = { requests: 5, per: 200 };
  const starts: { index: number; at: number }[] = [];
  for (let index = 0; index < 18; index += 1) {
    void take(limiter, 'a', limit, 10_000).then(() => starts.push({ index, at: performance.now() }));
  }
  await vi.advanceTimersByTimeAsync(10_000);
  expect(starts.map(({ index }) => index)).toEqual(Array.from({ length: 18 }, (_, index) => index));
  for (const { at } of starts) {
    expect(starts.filter((other) => other.at >= at && other.at < at + limit.per).length).toBeLessThanOrEqual(
      5,
    );
  }
  expect((starts.at(-1)?.at ?? 0) - (starts[0]?.at ?? 0)).toBeGreaterThanOrEqual(3 * 200);
});

test('limits do not wait for one another', async () => {
  const limiter = new RateLimiter('test');
  const slow = { requests: 1, per: 600_000 };
  await take(limiter, 'full', slow, 60_000);
  await expect(take(limiter, 'full', slow, 60_000)).rejects.toMatchObject({ outcome: 'rejected' });
  await Promise.all(Array.from({ length: 50 }, (_, index) => take(limiter, `b${index}`, slow, 60_000)));
});

test('a turn after the deadline is refused at once, and takes no place', async () => {
  const limiter = new RateLimiter('test');
  const two = { requests: 2, per: 5000 };
  await take(limiter, 'c', two, 1000);
  await take(limiter, 'c', two, 1000);
  const order: string[] = [];
  const late = take(limiter, 'c', two, 2000).catch(({ outcome }) => order.push(outcome));
  const third = take(limiter, 'c', two, 120_000).then(() => order.push('third'));
  const fourth = take(limiter, 'c', two, 120_000).then(() => order.push('fourth'));
  await late;
  expect(order).toEqual(['rejected']);
  await vi.advanceTimersByTimeAsync(5500);
  await Promise.all([third, fourth]);
  // Both that follow fit into the next window: the one that was refused holds no place in it.
  expect(order).toEqual(['rejected', 'third', 'fourth']);
  await expect(take(limiter, 'c', two, 1000)).rejects.toMatchObject({ outcome: 'rejected' });
});

test('so is one that would come after those of the same account that wait', async () => {
  const limiter = new RateLimiter('test');
  const one = { requests: 1, per: 1000 };
  await take(limiter, 'c', one, 1000);
  const second = take(limiter, 'c', one, 2000);
  await expect(take(limiter, 'c', one, 2000)).rejects.toMatchObject({
    message: 'test was not asked in time: its rate limit is used up',
    outcome: 'rejected',
  });
  await vi.advanceTimersByTimeAsync(1100);
  await second;
});

test('waiting ends when the caller gives up, and spends nothing', async () => {
  const limiter = new RateLimiter('test');
  const one = { requests: 1, per: 60_000 };
  const controller = new AbortController();
  await take(limiter, 'd', one, 1000);
  const waiting = take(limiter, 'd', one, 120_000, controller.signal);
  const next = take(limiter, 'd', one, 240_000);
  controller.abort();
  await expect(waiting).rejects.toMatchObject({ name: 'NetworkError', outcome: 'rejected' });
  await vi.advanceTimersByTimeAsync(66_000);
  await next;
});

test('a window is counted from when its first request was answered: it may have arrived just before', async () => {
  const limiter = new RateLimiter('test');
  const one = { requests: 1, per: 300 };
  const answered = await take(limiter, 'e', one, 5000);
  const next = take(limiter, 'e', one, 5000);
  await vi.advanceTimersByTimeAsync(200);
  const at = performance.now();
  answered();
  await vi.advanceTimersByTimeAsync(1000);
  await next.then((sent) => sent());
  await take(limiter, 'f', one, 5000);
  expect(performance.now() - at).toBe(1000);
  let went = 0;
  (await take(limiter, 'g', one, 5000))();
  void take(limiter, 'g', one, 5000).then(() => (went = performance.now()));
  await vi.advanceTimersByTimeAsync(329);
  expect(went).toBe(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(went).toBeGreaterThan(0);
});

/** Some of an exchange's endpoints, counted for the account or for all, and besides all together. */
const limits = {
  orders: { requests: 3, per: 400 },
  ticker: { requests: 4, per: 600 },
  all: { requests: 10, per: 1000 },
};
const requests = fc.array(
  fc.record({
    endpoint: fc.constantFrom('orders' as const, 'ticker' as const),
    account: fc.constantFrom('mine', 'made up 1', 'made up 2', undefined),
    kind: fc.constantFrom('read' as const, 'write' as const, 'cancel' as const),
    /** In ms after the one before it. */
    after: fc.integer({ min: 0, max: 150 }),
    /** When it is answered, in ms, and when it arrives, as a part of that. */
    answer: fc.integer({ min: 0, max: 40 }),
    arrives: fc.double({ min: 0, max: 1, noNaN: true }),
    givesUp: fc.option(fc.integer({ min: 0, max: 400 }), { freq: 5 }),
  }),
  { minLength: 1, maxLength: 80 },
);

test('as the exchange counts, no limit of several is ever exceeded, and nobody waits for ever', async () => {
  await fc.assert(
    fc.asyncProperty(requests, async (asked) => {
      const limiter = new RateLimiter('test');
      limiter.confirm('mine');
      const arrived: { at: number; counted: string[] }[] = [];
      let over = 0;
      for (const { endpoint, account, kind, after, answer, arrives, givesUp } of asked) {
        await vi.advanceTimersByTimeAsync(after);
        const controller = new AbortController();
        if (givesUp !== null) setTimeout(() => controller.abort(), givesUp);
        const shared = endpoint === 'ticker' || account === undefined;
        const name = shared ? endpoint : `${account} ${endpoint}`;
        const named = [
          { name, shared, ...limits[endpoint] },
          { name: 'all', ...limits.all },
        ];
        limiter.take(named, { account, kind, signal: controller.signal }).then(
          (answered) => {
            over += 1;
            arrived.push({ at: performance.now() + arrives * answer, counted: [name, 'all'] });
            setTimeout(answered, answer);
          },
          () => (over += 1),
        );
      }
      await vi.advanceTimersByTimeAsync(100_000);
      expect(over).toBe(asked.length);
      for (const name of new Set(arrived.flatMap(({ counted }) => counted))) {
        const own = arrived.filter(({ counted }) => counted.includes(name)).map(({ at }) => at);
        const limit = name === 'all' ? limits.all : limits[name.endsWith('orders') ? 'orders' : 'ticker'];
        for (const from of own) {
          expect(own.filter((at) => at >= from && at < from + limit.per).length).toBeLessThanOrEqual(
            limit.requests,
          );
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('of thousands of endpoints and accounts it keeps account of a thousand, and of none that is idle', async () => {
  const limiter = new RateLimiter('test');
  const limit = { requests: 5, per: 2000 };
  const ask = (name: string) => take(limiter, name, limit, 60_000).catch(() => undefined);
  for (let path = 0; path < 5000; path += 1) void ask(`GET /made/up/${path}`);
  expect(limiter.size).toBeLessThanOrEqual(1001);
  await vi.advanceTimersByTimeAsync(60_000);
  await ask('GET /one/more');
  expect(limiter.size).toBeLessThanOrEqual(2);
});
