import type { Instrument } from './Instrument.js';

/** Parts of what a trade is worth, as decimal strings. */
export interface Fees {
  /** For an order that was waiting in the book. */
  readonly maker: string;
  /** For an order that takes from the book. */
  readonly taker: string;
}

const SPOT: Fees = { maker: '0.0008', taker: '0.001' };
const CONTRACT: Fees = { maker: '0.0002', taker: '0.0005' };

/** Spot: 0.08 % and 0.1 % of what is received. Contracts: 0.02 % and 0.05 % of the value, in the margin currency. */
export function feesOf({ contract }: Instrument): Fees {
  return contract ? CONTRACT : SPOT;
}
