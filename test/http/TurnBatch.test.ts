import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as endOfTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { TurnBatch } from '../../src/http/TurnBatch.js';

test('what is added within a turn is written at its end, in order, and what is added then in the next one', async () => {
  const events: string[] = [];
  const batch = new TurnBatch<string>((item) => {
    events.push(item);
    if (item === 'first') batch.add('later');
  });
  batch.add('first');
  await Promise.resolve().then(() => batch.add('second'));
  events.push('work of the turn');
  await endOfTurn();
  expect(events).toEqual(['work of the turn', 'first', 'second']);
  await endOfTurn();
  expect(events).toEqual(['work of the turn', 'first', 'second', 'later']);
});

test('a few are written at once, without waiting for the end of the turn', async () => {
  const written: number[] = [];
  const batch = new TurnBatch<number>((item) => written.push(item));
  for (let item = 0; item < 6; item += 1) batch.add(item);
  expect(written).toEqual([0, 1, 2, 3]);
  await endOfTurn();
  expect(written).toEqual([0, 1, 2, 3, 4, 5]);
});

test('nothing is written in the async context of who adds it', async () => {
  const contexts = new AsyncLocalStorage<string>();
  const seen: unknown[] = [];
  const batch = new TurnBatch<string>(() => seen.push(contexts.getStore()));
  contexts.run('a request', () => batch.add('its answer'));
  await endOfTurn();
  expect(seen).toEqual([undefined]);
});
