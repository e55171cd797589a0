import { expect, test } from 'vitest';
import { Pace, type Sender } from '../../../src/exchanges/ccxt/instance/Pace.js';

const limit = { most: 10, window: 500 };

function trip(writes: boolean, signal = new AbortController().signal): Sender {
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
  await pace.turn(5, trip(false), limit);
  const read = timed(pace.turn(8, trip(false), limit));
  expect(await timed(pace.turn(1, trip(true), limit))).toBeLessThan(50);
  expect(await read).toBeGreaterThan(400);
});

test('a read that was given up holds nobody up, and spends nothing', async () => {
  const pace = new Pace('test');
  await pace.turn(5, trip(false), limit);
  const controller = new AbortController();
  const dear = pace.turn(8, trip(false, controller.signal), limit);
  const behind = timed(pace.turn(5, trip(false), limit));
  controller.abort();
  await expect(dear).rejects.toMatchObject({ outcome: 'rejected' });
  expect(await behind).toBeLessThan(50);
});
