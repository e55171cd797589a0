import { compareDecimals } from '../protocol/decimal.js';
import type { Data, Params } from '../protocol/methods.js';
import type { Bar, Depth, Ticker } from '../protocol/structures.js';
import type { FmzSymbol } from '../protocol/symbol.js';

/** How the answers of a method follow one another in the exchange's time. */
export interface AnswerOrder<P, T> {
  /** What a call is about. */
  subjectOf(params: P): string;
  /** As much of an answer as `follow` looks at: a history of bars need not be held for the sake of its last one. */
  rememberedOf(answer: T): T;
  /**
   * What may be answered after another answer about the same.
   *
   * @returns `next`, with the Time of `given` where that is later but both say the same; `undefined` where it is older.
   */
  follow(next: T, given: T): T | undefined;
}

/** A funding rate has no time but that of its settlement. */
export const answerOrders: {
  readonly [M in 'ticker' | 'depth' | 'trades' | 'records']: AnswerOrder<Params<M>, Data<M>>;
} = {
  ticker: {
    subjectOf: ({ symbol }) => spellingOf(symbol),
    rememberedOf: (answer) => answer,
    follow(next, given) {
      if (Number(next.time) >= Number(given.time)) return next;
      return isSameTicker(next, given) ? { ...next, time: given.time } : undefined;
    },
  },
  depth: {
    subjectOf: ({ symbol }) => spellingOf(symbol),
    rememberedOf: (answer) => answer,
    follow(next, given) {
      if (next.time >= given.time) return next;
      return isSameBook(next, given) ? { ...next, time: given.time } : undefined;
    },
  },
  trades: {
    subjectOf: ({ symbol }) => spellingOf(symbol),
    rememberedOf: (answer) => answer.slice(-1),
    follow(next, given) {
      const [latest, before] = [next.at(-1), given.at(-1)];
      return latest && before && latest.time < before.time ? undefined : next;
    },
  },
  records: {
    subjectOf: ({ symbol, period }) => `${spellingOf(symbol)} ${period}`,
    rememberedOf: (answer) => answer.slice(-1),
    follow(next, given) {
      const [latest, before] = [next.at(-1), given.at(-1)];
      return latest && before && isOlderBar(latest, before) ? undefined : next;
    },
  },
};

/** Two symbols may differ in upper and lower case alone. */
function spellingOf({ name, written = name }: FmzSymbol): string {
  return written;
}

/** What is told of 24 hours changes by itself. */
function isSameTicker(one: Ticker, other: Ticker): boolean {
  return (['buy', 'sell', 'last'] as const).every((field) => compareDecimals(one[field], other[field]) === 0);
}

/** As far as both go. */
function isSameBook(one: Depth, other: Depth): boolean {
  return (['asks', 'bids'] as const).every((side) =>
    one[side]
      .slice(0, other[side].length)
      .every(([price, size], index) => price === other[side][index]?.[0] && size === other[side][index]?.[1]),
  );
}

/** What was traded in a bar only grows. */
function isOlderBar(one: Bar, other: Bar): boolean {
  return one[0] < other[0] || (one[0] === other[0] && one[5] < other[5]);
}
