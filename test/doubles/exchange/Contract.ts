import { BigNumber } from 'bignumber.js';

/** What a contract is worth and earns follows from these. */
export interface Contract {
  /** An inverse contract is a sum of dollars, paid and margined in the base coin. */
  inverse: boolean;
  /** Base coin in one contract; of an inverse one, dollars. */
  face: BigNumber.Value;
}

/** What contracts are worth, in the currency that they are margined in. */
export function notional({ inverse, face }: Contract, size: BigNumber, price: BigNumber): BigNumber {
  const total = size.abs().times(face);
  return inverse ? total.div(price) : total.times(price);
}

/** What contracts earn between two prices, in the currency that they are margined in. */
export function profit(
  { inverse, face }: Contract,
  size: BigNumber,
  direction: 1 | -1,
  from: BigNumber,
  to: BigNumber,
): BigNumber {
  const total = size.abs().times(face).times(direction);
  const one = new BigNumber(1);
  return inverse ? total.times(one.div(from).minus(one.div(to))) : total.times(to.minus(from));
}

/** The average price after adding contracts: of inverse ones the harmonic mean. */
export function averagePrice(
  { inverse }: Contract,
  held: { size: BigNumber; price: BigNumber },
  added: { size: BigNumber; price: BigNumber },
): BigNumber {
  const size = held.size.abs().plus(added.size);
  if (held.size.isZero()) return added.price;
  if (inverse) {
    return size.div(held.size.abs().div(held.price).plus(added.size.div(added.price))).dp(8);
  }
  return held.size.abs().times(held.price).plus(added.size.times(added.price)).div(size).dp(8);
}
