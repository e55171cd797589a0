import type fc from 'fast-check';
import type { Rows } from '../compare.js';
import type { Payload } from '../payloads/Payload.js';
import type { Sides } from '../startSides.js';

/** One kind of payload, and how each side is asked to read it. */
export interface Comparison {
  kind: string;
  /** How many payloads are compared. */
  runs: number;
  cases: fc.Arbitrary<Case>;
}

/** One payload. */
export interface Case extends Payload {
  ours(sides: Sides): Promise<Rows>;
  theirs(sides: Sides): Promise<Rows>;
}

/** A kind of payload. @param ask how each side is asked for what one payload answers. */
export function defineComparison<P extends Payload>(
  kind: string,
  runs: number,
  payloads: fc.Arbitrary<P>,
  ask: {
    ours(sides: Sides, payload: P): Promise<Rows>;
    theirs(sides: Sides, payload: P): Promise<Rows>;
  },
): Comparison {
  const cases = payloads.map((payload) => ({
    answers: payload.answers,
    sources: payload.sources,
    ours: (sides: Sides) => ask.ours(sides, payload),
    theirs: (sides: Sides) => ask.theirs(sides, payload),
  }));
  return { kind, runs, cases };
}
