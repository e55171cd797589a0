import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BookChange, type BookLevel, OrderBook } from '../../src/streams/OrderBook.js';

type Levels = ReadonlyMap<number, number>;

/** A book as the exchange has it at a sequence. */
interface Truth {
  sequence: string;
  asks: Levels;
  bids: Levels;
}

/** What is pushed: `data` stands for the change, as a message would. */
interface Message {
  snapshot: boolean;
  data: object;
}

const side = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 9 })), { maxLength: 6 })
  .map((levels) => new Map(levels));
/** Distances from a middle that moves, and by how much the sequence jumps. */
const states = fc.array(
  fc.record({
    middle: fc.integer({ min: 20, max: 24 }),
    asks: side,
    bids: side,
    jump: fc.integer({ min: 1, max: 50 }),
    crossed: fc.integer({ min: 0, max: 19 }).map((chance) => chance === 0),
  }),
  { minLength: 2, maxLength: 30 },
);
type Step = typeof states extends fc.Arbitrary<(infer One)[]> ? One : never;
const faults = fc.array(fc.constantFrom('none', 'none', 'none', 'lose', 'repeat', 'swap', 'snapshot'), {
  minLength: 30,
  maxLength: 30,
});

const around = (middle: number, distances: Levels, sign: 1 | -1): Levels =>
  new Map([...distances].map(([distance, size]) => [middle + sign * distance, size]));
const rows = (levels: Levels): BookLevel[] =>
  [...levels].map(([price, size]) => ({ price, size, row: [price, size] }));
const difference = (before: Levels, after: Levels): BookLevel[] => [
  ...rows(new Map([...before].filter(([price]) => !after.has(price)).map(([price]) => [price, 0]))),
  ...rows(new Map([...after].filter(([price, size]) => before.get(price) !== size))),
];
const sorted = (levels: Levels, sign: 1 | -1) => [...levels].sort(([a], [b]) => sign * (a - b));
const told = (levels: readonly BookLevel[]) => levels.map(({ price, size }) => [price, size]);

/** An exchange whose book changes, and what it pushes of that. */
function exchangeOf(history: readonly Step[]) {
  const changes = new Map<unknown, BookChange>();
  const truths: Truth[] = [];
  let before: Truth = { sequence: '0', asks: new Map(), bids: new Map() };
  const push = (snapshot: boolean, change: BookChange): Message => {
    const data = {};
    changes.set(data, change);
    return { snapshot, data };
  };
  const whole = ({ sequence, asks, bids }: Truth): Message =>
    push(true, { sequence, previous: '-1', asks: rows(asks), bids: rows(bids), time: 1 });
  const messages = history.map(({ middle, asks, bids, jump, crossed }) => {
    const now: Truth = {
      sequence: String(Number(before.sequence) + jump),
      asks: around(middle, asks, 1),
      bids: around(crossed ? middle + 20 : middle, bids, -1),
    };
    const change = {
      sequence: now.sequence,
      previous: before.sequence,
      asks: difference(before.asks, now.asks),
      bids: difference(before.bids, now.bids),
      time: 1,
    };
    truths.push(now);
    before = now;
    return { change: push(false, change), snapshot: whole(now) };
  });
  const book = new OrderBook({
    levels: 400,
    read(data) {
      const change = changes.get(data);
      if (change) return change;
      throw new TypeError('it cannot be read');
    },
  });
  return {
    book,
    messages,
    truthAt: (sequence: string | undefined) => truths.find((truth) => truth.sequence === sequence),
    apply: ({ snapshot, data }: Message) => book.apply({ kind: 'data', topic: 'book', snapshot, data }),
  };
}

describe('an order book', () => {
  it('is the true one at its sequence or none, and never crossed, whatever is lost, repeated or out of order', () => {
    let usable = 0;
    fc.assert(
      fc.property(states, faults, (history, whatHappens) => {
        const { book, messages, truthAt, apply } = exchangeOf(history);
        const sent = messages.flatMap(({ change, snapshot }, index) => {
          if (index === 0) return [snapshot];
          const fault = whatHappens[index];
          if (fault === 'lose') return [];
          if (fault === 'repeat') return [change, change];
          return fault === 'snapshot' ? [snapshot] : [change];
        });
        for (const [index, fault] of whatHappens.entries()) {
          const [one, other] = sent.slice(index, index + 2);
          if (fault === 'swap' && one && other) sent.splice(index, 2, other, one);
        }
        for (const message of sent) {
          apply(message);
          const truth = truthAt(book.sequence);
          if (!truth) {
            expect([book.sequence, book.size]).toEqual([undefined, 0]);
            continue;
          }
          usable += 1;
          expect(told(book.asks)).toEqual(sorted(truth.asks, 1));
          expect(told(book.bids)).toEqual(sorted(truth.bids, -1));
          const [[ask], [bid]] = [book.asks, book.bids];
          if (ask && bid) expect(bid.price).toBeLessThan(ask.price);
        }
      }),
      { numRuns: 10_000 },
    );
    expect(usable).toBeGreaterThan(10_000);
  });

  it('says why it is broken, and takes nothing after that', () => {
    const step = { asks: new Map([[1, 1]]), bids: new Map([[1, 1]]), jump: 1, middle: 20, crossed: false };
    const { book, messages, apply } = exchangeOf([step, step, step]);
    const [first, , third] = messages;
    if (!first || !third) throw new Error('no messages');
    apply(first.change);
    expect([book.sequence, book.broken]).toEqual([undefined, undefined]);
    apply(first.snapshot);
    apply(third.change);
    expect(book.broken).toBe('a change after 2 does not fit to the book at 1');
    apply(third.snapshot);
    expect(book.sequence).toBeUndefined();
  });

  it('is broken by a message that cannot be read', () => {
    const { book, messages, apply } = exchangeOf([
      { asks: new Map(), bids: new Map([[1, 1]]), jump: 1, middle: 20, crossed: false },
    ]);
    for (const { snapshot } of messages) apply(snapshot);
    expect(book.sequence).toBe('1');
    expect(() => apply({ snapshot: false, data: {} })).toThrow('it cannot be read');
    expect([book.sequence, book.broken]).toEqual([undefined, 'a message cannot be read']);
  });

  it('keeps as many levels as the stream has', () => {
    const levels = rows(new Map(Array.from({ length: 9 }, (_, index) => [100 - index, 1])));
    const change = { sequence: '1', previous: '', asks: levels, bids: [], time: 1 };
    const book = new OrderBook({ levels: 3, read: () => change });
    book.apply({ kind: 'data', topic: 'book', snapshot: true, data: {} });
    expect(told(book.asks)).toEqual([
      [92, 1],
      [93, 1],
      [94, 1],
    ]);
  });
});
