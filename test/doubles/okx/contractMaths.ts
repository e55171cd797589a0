import { BigNumber } from 'bignumber.js';
import type { Contract } from '../exchange/Contract.js';
import type { Instrument } from './Instrument.js';

/** What the worth of an instrument follows from. */
export function contractOf({ row }: Instrument): Contract {
  return { inverse: row.ctType === 'inverse', face: new BigNumber(row.ctVal).times(row.ctMult) };
}

/** The currency that a contract is margined in; those in US dollars take it from USDC. */
export function marginCurrency({ row }: Instrument): string {
  return row.settleCcy === 'USD' ? 'USDC' : row.settleCcy;
}

/** What contracts are worth in US dollars. */
export function notionalUsd(instrument: Instrument, contracts: BigNumber, price: BigNumber): BigNumber {
  const { inverse, face } = contractOf(instrument);
  return contracts
    .abs()
    .times(face)
    .times(inverse ? 1 : price);
}
