import type { Instrument } from './Instrument.js';

/** A limit order that waits for the price to come. */
export interface Waiting {
  readonly side: 'buy' | 'sell';
  /** Decimal string in quote currency. */
  readonly price: string;
  /** What is still wanted, in base currency; a decimal string. */
  readonly amount: string;
  /** Unix time in ms up to which the order has seen all that went by. */
  readonly from: number;
}

/** What went by a waiting order. */
export interface Passing {
  /** How much can be had at the order's price, in base currency; may be more than is wanted. */
  readonly amount: string;
  /** The `from` of the next look. */
  readonly until: number;
}

/**
 * Tells what went by each waiting order of a pair up to `now` (Unix time in ms), in their order.
 *
 * @param request.steps how many steps of the price path are looked at most, the latest ones.
 */
export type ReadPassing = (
  pair: Instrument,
  request: { waiting: readonly Waiting[]; steps: number; now: number },
) => readonly Passing[];
