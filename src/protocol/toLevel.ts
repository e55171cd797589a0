import { toNumber } from './decimal.js';

/**
 * FMZ's level of an order book, of the row that most exchanges send: price and size.
 *
 * @throws NoDecimalError when one of them is not a decimal number.
 * @example asks.map(toLevel) // [[65557.7, 16.606555]]
 */
export function toLevel([price, size]: readonly [
  price: string | number,
  size: string | number,
  ...more: unknown[],
]): [number, number] {
  return [toNumber(price), toNumber(size)];
}
