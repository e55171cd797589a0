import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Cooldowns, cooldownOf } from '../../src/http/Cooldowns.js';
import { Reply, ReplyHeaders } from '../../src/http/Reply.js';

const HOUR = 3_600_000;
const host = 'api.example';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 5, 12) });
});
afterEach(() => {
  vi.useRealTimers();
});

const reply = (status: number, after?: string) =>
  new Reply(status, new ReplyHeaders(after === undefined ? {} : { 'retry-after': after }), '');

/** For how many seconds nothing is to be sent; 0 for none. */
function left(cooldowns: Cooldowns, key?: string): number {
  try {
    cooldowns.check(host, key);
    return 0;
  } catch (error) {
    return Number(/for (\d+) s more/.exec(String(error))?.[1]);
  }
}

describe('what an answer asks for, in seconds', () => {
  test.each<[number, string | undefined, number | undefined]>([
    [429, '60', 60],
    [429, '0.5', 0.5],
    [418, '120', 120],
    [403, '600', 600],
    [503, '5', 5],
    [429, 'Mon, 05 Jan 2026 12:00:30 GMT', 30],
    [429, 'Mon, 05 Jan 2026 11:00:00 GMT', undefined],
    [429, 'soon', undefined],
    [429, undefined, undefined],
  ])('HTTP %d, Retry-After %s', (status, after, seconds) => {
    expect(cooldownOf(reply(status, after))).toEqual({
      wait: seconds === undefined ? undefined : seconds * 1000,
      reason: `HTTP ${status}`,
    });
  });

  test.each([
    [200, '60'],
    [403, undefined],
    [503, undefined],
    [500, '60'],
  ])('HTTP %d, Retry-After %s: for nothing', (status, after) => {
    expect(cooldownOf(reply(status, after))).toBeUndefined();
  });
});

/** One more refusal, by a request that was sent now. */
const refuse = (cooldowns: Cooldowns, status: number, after?: string) => {
  const asked = cooldownOf(reply(status, after));
  if (asked) cooldowns.note(host, undefined, performance.now(), asked);
};

test('grows when it is said again without a time, and begins anew after a success', () => {
  const cooldowns = new Cooldowns();
  const lengths = Array.from({ length: 9 }, () => {
    refuse(cooldowns, 429);
    const length = left(cooldowns);
    vi.advanceTimersByTime(length * 1000);
    expect(left(cooldowns)).toBe(0);
    return length;
  });
  expect(lengths).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
  cooldowns.clear(host, undefined, performance.now());
  refuse(cooldowns, 429);
  expect(left(cooldowns)).toBe(1);
});

test('those that were under way together count as one', () => {
  const cooldowns = new Cooldowns();
  const asked = cooldownOf(reply(429));
  const sentAt = performance.now();
  vi.advanceTimersByTime(100);
  for (let index = 0; index < 20; index += 1) if (asked) cooldowns.note(host, undefined, sentAt, asked);
  expect(left(cooldowns)).toBe(1);
});

test('a ban is longer from the start, and nobody is left alone for more than an hour', () => {
  const cooldowns = new Cooldowns();
  refuse(cooldowns, 418);
  expect(left(cooldowns)).toBe(60);
  vi.advanceTimersByTime(60_000);
  refuse(cooldowns, 418, '999999999');
  expect(left(cooldowns)).toBe(HOUR / 1000);
  vi.advanceTimersByTime(HOUR);
  expect(left(cooldowns)).toBe(0);
});

test('an answer to what was sent before does not end it, one to what was sent since does', () => {
  const cooldowns = new Cooldowns();
  const before = performance.now();
  vi.advanceTimersByTime(10);
  refuse(cooldowns, 429, '60');
  cooldowns.clear(host, undefined, before);
  expect(left(cooldowns)).toBe(60);
  vi.advanceTimersByTime(10);
  cooldowns.clear(host, undefined, performance.now());
  expect(left(cooldowns)).toBe(0);
});

test('of one key others know nothing', () => {
  const cooldowns = new Cooldowns();
  cooldowns.note(host, 'one', performance.now(), { wait: 5000, reason: 'HTTP 429' });
  expect([left(cooldowns, 'one'), left(cooldowns, 'two'), left(cooldowns)]).toEqual([5, 0, 0]);
});

test("setting the machine's clock neither ends it nor makes it longer", () => {
  const cooldowns = new Cooldowns();
  refuse(cooldowns, 429, '60');
  for (const step of [-HOUR, HOUR, 10 * HOUR]) {
    vi.setSystemTime(Date.now() + step);
    expect(left(cooldowns)).toBe(60);
  }
});
