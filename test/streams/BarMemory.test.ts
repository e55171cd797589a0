import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bar } from '../../src/protocol/structures.js';
import { BarMemory, type PushedBar } from '../../src/streams/BarMemory.js';

const MINUTE = 60;
const START = 1_700_000_040;

/** An exchange whose bars grow with its trades: what it would tell over REST, and what it pushes. */
class Exchange {
  readonly memory = new BarMemory({ length: MINUTE, read: () => this.#pushing });
  #pushing: PushedBar[] = [];
  readonly #bars: Bar[] = [];

  constructor(past: number) {
    for (let index = past; index >= 0; index -= 1) this.#bars.push(bar(START - index * MINUTE, index + 1));
  }

  get now(): number {
    return (this.last[0] + MINUTE / 2) * 1000;
  }

  get last(): Bar {
    return this.#bars.at(-1) ?? bar(START, 0);
  }

  get bars(): readonly Bar[] {
    return this.#bars;
  }

  /** @param lost whether the push does not arrive. */
  trade(volume: number, lost: boolean): void {
    this.#bars[this.#bars.length - 1] = bar(this.last[0], this.last[5] + volume);
    if (!lost) this.push(this.last, false);
  }

  /** The running bar ends, and the next begins. */
  next(lost: boolean): void {
    if (!lost) this.push(this.last, true);
    this.#bars.push(bar(this.last[0] + MINUTE, 0));
  }

  push(pushed: Bar, closed: boolean): void {
    this.#pushing = [{ bar: pushed, closed }];
    this.memory.apply({ kind: 'data', topic: 'bars', snapshot: true, data: {} }, '{}');
  }

  rest(limit: number): Bar[] {
    return this.#bars.slice(-limit);
  }
}

function bar(time: number, volume: number): Bar {
  return [time, 1, 1 + volume, 1, 1 + volume, volume];
}

const steps = fc.array(
  fc.record({
    act: fc.constantFrom('trade', 'trade', 'next', 'read'),
    lost: fc.integer({ min: 0, max: 9 }).map((chance) => chance === 0),
    amount: fc.integer({ min: 1, max: 5 }),
  }),
  { maxLength: 40 },
);

describe('bars', () => {
  it('are those of REST, whatever is pushed, lost and read in between', () => {
    let answers = 0;
    fc.assert(
      fc.property(
        steps,
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 1, max: 10 }),
        (history, past, limit) => {
          const exchange = new Exchange(past);
          /** The least that may be told of the running bar: what was pushed of it last. */
          let least = 0;
          for (const { act, lost, amount } of history) {
            if (act === 'trade') exchange.trade(amount, lost);
            if (act === 'next') exchange.next(lost);
            if (act === 'read') exchange.memory.learn(exchange.rest(limit), limit);
            if (act === 'next') least = 0;
            if (act === 'trade' && !lost) least = exchange.last[5];
            if (!exchange.memory.covers(limit, exchange.now)) continue;
            answers += 1;
            const told = exchange.memory.newest(limit);
            const truth = exchange.rest(limit);
            expect(told.slice(0, -1)).toEqual(truth.slice(0, -1));
            expect(told.at(-1)?.[0]).toBe(truth.at(-1)?.[0]);
            expect(told.at(-1)?.[5]).toBeGreaterThanOrEqual(least);
            expect(told.at(-1)?.[5]).toBeLessThanOrEqual(exchange.last[5]);
          }
        },
      ),
      { numRuns: 5000 },
    );
    expect(answers).toBeGreaterThan(1000);
  });

  it('are not known once the next bar must have begun', () => {
    const exchange = new Exchange(5);
    exchange.memory.learn(exchange.rest(3), 3);
    exchange.trade(1, false);
    expect(exchange.memory.covers(3, exchange.now)).toBe(true);
    expect(exchange.memory.covers(3, (exchange.last[0] + MINUTE) * 1000 - 1)).toBe(true);
    expect(exchange.memory.covers(3, (exchange.last[0] + MINUTE) * 1000)).toBe(false);
  });

  it('are not known between the end of a bar and the first push of the next, by whatever clock', () => {
    const exchange = new Exchange(5);
    exchange.memory.learn(exchange.rest(3), 3);
    exchange.trade(1, false);
    const late = exchange.now - 3_600_000;
    expect(exchange.memory.covers(3, late)).toBe(true);
    exchange.next(false);
    expect(exchange.memory.covers(3, late)).toBe(false);
    exchange.trade(1, false);
    expect(exchange.memory.covers(3, late)).toBe(true);
    expect(exchange.memory.newest(3)).toEqual(exchange.rest(3));
  });

  it('do not come from a history that ended before the first pushed bar', () => {
    const exchange = new Exchange(5);
    exchange.memory.learn(exchange.rest(3), 3);
    exchange.next(true);
    exchange.trade(1, false);
    expect(exchange.memory.covers(3, exchange.now)).toBe(false);
    exchange.memory.learn(exchange.rest(3), 3);
    expect(exchange.memory.covers(3, exchange.now)).toBe(true);
    expect(exchange.memory.newest(3)).toEqual(exchange.rest(3));
  });

  it('are as many as there are, where the exchange has no older ones', () => {
    const exchange = new Exchange(1);
    exchange.memory.learn(exchange.rest(10), 10);
    exchange.trade(1, false);
    expect(exchange.memory.covers(10, exchange.now)).toBe(true);
    expect(exchange.memory.newest(10)).toEqual(exchange.bars);
    expect(exchange.memory.covers(1, exchange.now)).toBe(true);
  });

  it('do not become more with time', () => {
    const exchange = new Exchange(3);
    exchange.memory.learn(exchange.rest(4), 4);
    for (let count = 0; count < 1000; count += 1) {
      exchange.trade(1, false);
      exchange.next(false);
    }
    expect(exchange.memory.covers(4, exchange.now)).toBe(false);
    expect(exchange.memory.size).toBeLessThanOrEqual(8);
  });
});
