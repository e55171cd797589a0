import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FairQueue, type Place } from '../../src/http/FairQueue.js';

const read = (key: string, group = 'known'): Place => ({ budget: 'all', key, group, rank: 1, lane: 0 });

/** Everything that is in a queue, in the order in which it goes. */
function drain<T>(queue: FairQueue<T>): T[] {
  const items: T[] = [];
  for (let [next] = queue.heads(); next; [next] = queue.heads()) {
    items.push(next.item);
    next.take();
  }
  return items;
}

test('keys take turns, whoever came with more', () => {
  const queue = new FairQueue<string>();
  for (const item of ['a1', 'a2', 'a3', 'b1', 'c1', 'c2']) queue.add(item, read(item.charAt(0)));
  expect(drain(queue)).toEqual(['a1', 'b1', 'c1', 'a2', 'c2', 'a3']);
});

test('groups take turns, however many keys they have', () => {
  const queue = new FairQueue<string>();
  for (let key = 0; key < 60; key += 1) queue.add(`made up ${key}`, read(String(key), 'unknown'));
  queue.add('mine', read('me'));
  queue.add('mine too', read('me'));
  expect(drain(queue).slice(0, 4)).toEqual(['made up 0', 'mine', 'made up 1', 'mine too']);
});

test('what has left is not next, and counts no more', () => {
  const queue = new FairQueue<string>();
  const leave = queue.add('a', read('a'));
  queue.add('b', read('b'));
  leave();
  leave();
  expect([queue.size, [...queue].map(({ item, place }) => [item, place.group])]).toEqual([
    1,
    [['b', 'known']],
  ]);
  expect(drain(queue)).toEqual(['b']);
  expect(queue.heads()).toEqual([]);
});

const steps = fc.array(
  fc.oneof(
    fc.record({
      budget: fc.constantFrom('all', 'orders'),
      group: fc.constantFrom('known', 'unknown', 'without keys'),
      key: fc.constantFrom('a', 'b', 'c', 'd'),
      rank: fc.integer({ min: 0, max: 2 }),
      lane: fc.integer({ min: 0, max: 2 }),
    }),
    fc.constant('take' as const),
  ),
  { maxLength: 200 },
);

test('lower ranks first; of a key and lane in the order of arrival; nothing is lost', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const queue = new FairQueue<Place & { number: number }>();
      const waiting: (Place & { number: number })[] = [];
      let number = 0;
      const take = () => {
        const [next] = queue.heads();
        expect(next === undefined).toBe(waiting.length === 0);
        if (!next) return;
        const { item } = next;
        next.take();
        expect(item.rank).toBe(Math.min(...waiting.map(({ rank }) => rank)));
        const before = waiting.filter(
          ({ group, key, rank, lane, number: other }) =>
            group === item.group &&
            key === item.key &&
            rank === item.rank &&
            (lane < item.lane || (lane === item.lane && other < item.number)),
        );
        expect(before).toEqual([]);
        waiting.splice(waiting.indexOf(item), 1);
      };
      for (const step of all) {
        if (step === 'take') take();
        else {
          number += 1;
          const item = { ...step, number };
          waiting.push(item);
          queue.add(item, step);
        }
      }
      while (waiting.length > 0) take();
      expect(queue.size).toBe(0);
    }),
  );
});

test('nobody starves: between two turns of a key that waits, no other key has more than one of its rank, per group', () => {
  const key = fc.record({ group: fc.constantFrom('x', 'y'), key: fc.constantFrom('a', 'b', 'c', 'd', 'e') });
  fc.assert(
    fc.property(fc.array(key, { minLength: 1, maxLength: 100 }), (arrivals) => {
      const queue = new FairQueue<string>();
      // One whose requests never end, among those that come and go.
      for (let count = 0; count < 50; count += 1)
        queue.add('me', { budget: 'all', group: 'x', key: 'me', rank: 1, lane: 0 });
      let since = 0;
      for (const one of arrivals) {
        queue.add('other', { budget: 'all', ...one, rank: 1, lane: 0 });
        const [next] = queue.heads();
        next?.take();
        since = next?.item === 'me' ? 0 : since + 1;
        // Five others in its group, and as many turns of the other group between.
        expect(since).toBeLessThanOrEqual(11);
      }
    }),
  );
});
