import { BigNumber } from 'bignumber.js';
import type { Instrument } from './Instrument.js';

/** The currency that a contract is margined in; those in US dollars take it from USDC. */
export function marginCurrency({ row }: Instrument): string {
  return row.settleCcy === 'USD' ? 'USDC' : row.settleCcy;
}

/** What contracts are worth, in the currency that they are margined in. */
export function notional({ row }: Instrument, contracts: BigNumber, price: BigNumber): BigNumber {
  const face = contracts.abs().times(row.ctVal).times(row.ctMult);
  return row.ctType === 'inverse' ? face.div(price) : face.times(price);
}

/** What contracts are worth in US dollars. */
export function notionalUsd({ row }: Instrument, contracts: BigNumber, price: BigNumber): BigNumber {
  const face = contracts.abs().times(row.ctVal).times(row.ctMult);
  return row.ctType === 'inverse' ? face : face.times(price);
}

/** What contracts earn between two prices, in the currency that they are margined in. */
export function profit(
  { row }: Instrument,
  contracts: BigNumber,
  direction: 1 | -1,
  from: BigNumber,
  to: BigNumber,
): BigNumber {
  const face = contracts.abs().times(row.ctVal).times(row.ctMult).times(direction);
  const one = new BigNumber(1);
  return row.ctType === 'inverse' ? face.times(one.div(from).minus(one.div(to))) : face.times(to.minus(from));
}

/** The average price after adding contracts: of inverse ones the harmonic mean. */
export function averagePrice(
  { row }: Instrument,
  held: { size: BigNumber; price: BigNumber },
  added: { size: BigNumber; price: BigNumber },
): BigNumber {
  const size = held.size.abs().plus(added.size);
  if (held.size.isZero()) return added.price;
  if (row.ctType === 'inverse') {
    return size.div(held.size.abs().div(held.price).plus(added.size.div(added.price))).dp(8);
  }
  return held.size.abs().times(held.price).plus(added.size.times(added.price)).div(size).dp(8);
}
