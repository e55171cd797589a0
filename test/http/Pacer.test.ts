import { setMaxListeners } from 'node:events';
import { expect, test } from 'vitest';
import { Pacer } from '../../src/http/Pacer.js';

const limit = { requests: 5, per: 200 };
const never = new AbortController().signal;
setMaxListeners(0, never);

test('no window of the published length ever holds more requests than allowed, and order is kept', async () => {
  const pacer = new Pacer();
  const starts: { index: number; at: number }[] = [];
  await Promise.all(
    Array.from({ length: 18 }, async (_, index) => {
      await pacer.take('a', limit, performance.now() + 10_000, never);
      starts.push({ index, at: performance.now() });
    }),
  );
  expect(starts.map(({ index }) => index)).toEqual(Array.from({ length: 18 }, (_, index) => index));
  for (const { at } of starts) {
    expect(starts.filter((other) => other.at >= at && other.at < at + limit.per).length).toBeLessThanOrEqual(
      5,
    );
  }
  expect((starts.at(-1)?.at ?? 0) - (starts[0]?.at ?? 0)).toBeGreaterThanOrEqual(3 * 200);
});

test('buckets do not wait for one another', async () => {
  const pacer = new Pacer();
  const slow = { requests: 1, per: 600_000 };
  const deadline = performance.now() + 60_000;
  await pacer.take('full', slow, deadline, never);
  await expect(pacer.take('full', slow, deadline, never)).rejects.toMatchObject({ outcome: 'rejected' });
  await Promise.all(Array.from({ length: 50 }, (_, index) => pacer.take(`b${index}`, slow, deadline, never)));
});

test('a turn after the deadline is refused at once, and takes no place', async () => {
  const pacer = new Pacer();
  const two = { requests: 2, per: 5000 };
  const begun = performance.now();
  await pacer.take('c', two, begun + 1000, never);
  await pacer.take('c', two, begun + 1000, never);
  const order: string[] = [];
  const late = pacer.take('c', two, begun + 2000, never).catch(({ outcome }) => order.push(outcome));
  const third = pacer.take('c', two, begun + 120_000, never).then(() => order.push('third'));
  const fourth = pacer.take('c', two, begun + 120_000, never).then(() => order.push('fourth'));
  await Promise.all([late, third, fourth]);
  // Both that follow fit into the next window: the one that was refused holds no place in it.
  expect(order).toEqual(['rejected', 'third', 'fourth']);
  await expect(pacer.take('c', two, performance.now() + 1000, never)).rejects.toMatchObject({
    outcome: 'rejected',
  });
});

test('waiting ends when the caller gives up', async () => {
  const pacer = new Pacer();
  const one = { requests: 1, per: 60_000 };
  const controller = new AbortController();
  await pacer.take('d', one, performance.now() + 1000, never);
  const waiting = pacer.take('d', one, performance.now() + 120_000, controller.signal);
  controller.abort();
  await expect(waiting).rejects.toMatchObject({ name: 'NetworkError', outcome: 'rejected' });
});

test('a window is counted from when its first request was answered: it may have arrived just before', async () => {
  const pacer = new Pacer();
  const one = { requests: 1, per: 300 };
  const answered = await pacer.take('e', one, performance.now() + 5000, never);
  const next = pacer.take('e', one, performance.now() + 5000, never);
  await new Promise((resolve) => setTimeout(resolve, 200));
  const at = performance.now();
  answered();
  await next;
  expect(performance.now() - at).toBeGreaterThanOrEqual(295);
});
