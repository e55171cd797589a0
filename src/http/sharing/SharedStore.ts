import * as v from 'valibot';
import type { Wanted } from './Lease.js';

/** What a process tells; times in ms. */
export interface Told {
  id: string;
  form: string;
  sequence: number;
  salt: string;
  /** When it was told, by the clock of Redis. */
  at: number;
  /** What is older counts for nothing. */
  patience: number;
  /** After so long a process counts as lost, and after so long it is forgotten. */
  lasts: number;
  remembered: number;
  leaves: boolean;
  /** Whether it has never been heard. */
  fresh: boolean;
  /** How many share, as far as it knows. */
  processes: number;
  /** Who else was there, where Redis may not know. */
  known: readonly string[];
  /** Name, how long it lasts, and reason. */
  cooldowns: readonly (string | number)[];
  limits: readonly (Wanted & { name: string })[];
}

/** What a process is answered; times in ms. */
export interface Answer {
  salt: string;
  /** By the clock of Redis. */
  now: number;
  /** How much stood there that no process stores, or that was dated after that clock. */
  dropped: number;
  /** Absent where what was told counted for nothing. */
  settled?: {
    processes: number;
    /** How many of them are of another form. */
    foreign: number;
    others: readonly string[];
    /** Name, how long it lasts, and reason. */
    cooldowns: readonly string[][];
    /** Of the limits that were told. */
    places: readonly number[];
  };
}

/** Settles what processes tell in a store that all of them reach, by the script SETTLE. */
export interface SharedStore {
  /** @throws where it cannot be asked, or does not answer in time. */
  settle(told: Told): Promise<unknown>;
}

const number = v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.finite());
const texts = v.array(v.string());
const threes = v.pipe(
  texts,
  v.transform((values) =>
    Array.from({ length: values.length / 3 }, (_, at) => values.slice(3 * at, 3 * (at + 1))),
  ),
);

const answer = v.union([
  v.pipe(
    v.strictTuple([v.string(), number, number, number, number, texts, threes, v.array(number)]),
    v.transform(
      ([salt, now, dropped, processes, foreign, others, cooldowns, places]): Answer => ({
        ...{ salt, now, dropped, settled: { processes, foreign, others, cooldowns, places } },
      }),
    ),
  ),
  v.pipe(
    v.strictTuple([v.string(), number, number]),
    v.transform(([salt, now, dropped]): Answer => ({ salt, now, dropped })),
  ),
]);

/** @throws ValiError where it is nothing that the script SETTLE returns. */
export function readAnswer(value: unknown): Answer {
  return v.parse(answer, value);
}
