import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BarPage, type BarWindow, pageBars } from '../../src/adapter/pageBars.js';
import { Reply } from '../../src/http/Reply.js';
import type { Bar } from '../../src/protocol/structures.js';

const PERIOD = 60;
const HOUR = 3600;
const NEWEST = 1_700_000_000 - (1_700_000_000 % HOUR);

/** An exchange that has the bars of these hours ago, and gives at most `cap(request)` of them at once. */
function exchangeOf(hoursAgo: readonly number[], cap: (request: number) => number) {
  const series = [...new Set(hoursAgo)]
    .sort((a, b) => a - b)
    .map((ago): Bar => [NEWEST - ago * HOUR, ago, ago, ago, ago, ago]);
  let requests = 0;
  return {
    series,
    requests: () => requests,
    async read({ limit, before = Number.POSITIVE_INFINITY }: BarWindow): Promise<BarPage> {
      const most = Math.min(limit, cap(requests++));
      // Answers do not come in the order of their requests.
      await new Promise((resolve) => setImmediate(resolve));
      const bars = series.filter(([time]) => time < before).slice(0, most);
      return { bars, reply: new Reply(200, new Headers(), '[]') };
    },
  };
}

const timesOf = (bars: readonly Bar[]) => bars.map(([time]) => time);
const hours = (count: number, from = 0) => Array.from({ length: count }, (_, index) => from + index);

test('whatever pages and gaps an exchange has, its last bars come, each once, oldest first', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 60 })), { maxLength: 8 }),
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: 1, max: 50 }),
      fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 6 }),
      async (stretches, count, size, caps) => {
        let position = 0;
        const ago = stretches.flatMap(([gap, length]) => {
          const start = position + gap;
          position = start + length;
          return hours(length, start);
        });
        const exchange = exchangeOf(ago, (request) => caps[request % caps.length] ?? 1);
        const { bars } = await pageBars({ count, size, period: PERIOD }, exchange.read);
        expect(bars).toEqual(exchange.series.slice(0, count).reverse());
      },
    ),
    { numRuns: 300 },
  );
});

test.each([
  ['a first page that is one short', hours(2000), (request: number) => (request === 0 ? 299 : 300)],
  ['an exchange that gives a hundred at once', hours(2000), () => 100],
  ['a page in the middle that is short', hours(2000), (request: number) => (request === 2 ? 7 : 300)],
  ['a gap longer than all that is wanted', [...hours(400), ...hours(900, 5000)], () => 300],
  ["a gap at a page's end", [...hours(300), ...hours(900, 301)], () => 300],
])('%s: a thousand', async (_what, ago, cap) => {
  const exchange = exchangeOf(ago, cap);
  const { bars } = await pageBars({ count: 1000, size: 300, period: PERIOD }, exchange.read);
  expect(timesOf(bars)).toEqual(timesOf(exchange.series.slice(0, 1000)).reverse());
});

test('a new listing takes one request more than it has bars for', async () => {
  const exchange = exchangeOf(hours(10), () => 300);
  const { bars } = await pageBars({ count: 1000, size: 300, period: PERIOD }, exchange.read);
  expect(bars).toHaveLength(10);
  expect(exchange.requests()).toBe(2);
});

test('an exchange that says with an error that it has no more bars ends the list', async () => {
  const exchange = exchangeOf(hours(450), () => 300);
  const read = async (window: BarWindow) => {
    const page = await exchange.read(window);
    return page.bars.length > 0 ? page : undefined;
  };
  const { bars, replies } = await pageBars({ count: 1000, size: 300, period: PERIOD }, read);
  expect([bars.length, replies.length]).toEqual([450, 2]);
  const none = await pageBars({ count: 10, size: 300, period: PERIOD }, async () => undefined);
  expect(none).toEqual({ bars: [], replies: [] });
});

test('no bars at all take one request', async () => {
  const exchange = exchangeOf([], () => 300);
  expect((await pageBars({ count: 1000, size: 300, period: PERIOD }, exchange.read)).bars).toEqual([]);
  expect(exchange.requests()).toBe(1);
});

test.each([
  [300, 4],
  [100, 10],
])('pages of %d that are as long as asked for or told are read side by side', async (cap, requests) => {
  const exchange = exchangeOf(hours(2000), () => cap);
  let [running, most] = [0, 0];
  await pageBars({ count: 1000, size: 300, period: PERIOD }, async (window) => {
    running += 1;
    most = Math.max(most, running);
    const page = await exchange.read(window);
    running -= 1;
    return page;
  });
  expect(exchange.requests()).toBe(requests);
  // The first ones, by which the length is known, come alone.
  expect(most).toBe(cap === 300 ? 3 : 8);
});

test('an exchange that gives its newest page for every question ends the list', async () => {
  const exchange = exchangeOf(hours(50), () => 20);
  const { bars } = await pageBars({ count: 50, size: 20, period: PERIOD }, ({ limit, depth }) =>
    exchange.read({ limit, depth }),
  );
  expect(bars).toHaveLength(20);
  expect(exchange.requests()).toBeLessThan(4);
});
