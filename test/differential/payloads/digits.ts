import { BigNumber } from 'bignumber.js';
import fc from 'fast-check';

const isPositive = (text: string) => new BigNumber(text).gt(0);

/** A positive decimal as exchanges write it: whole, with trailing zeros, with many decimals, with binary noise. */
export const positive: fc.Arbitrary<string> = fc
  .oneof(
    fc.tuple(fc.nat(99_999), fc.stringMatching(/^\d{1,8}$/)).map(([whole, part]) => `${whole}.${part}`),
    fc.integer({ min: 1, max: 9_999_999 }).map(String),
    fc.integer({ min: 1, max: 999_999 }).map((cents) => new BigNumber(cents).div(100).toFixed(4)),
    fc.integer({ min: 1, max: 99_999_999 }).map((many) => new BigNumber(many * 0.1).toFixed()),
    fc.stringMatching(/^[1-9]\d{0,8}$/).map((digits) => `0.00000000${digits}`),
    fc.tuple(fc.nat(99), fc.stringMatching(/^\d{15,18}$/)).map(([whole, part]) => `${whole}.${part}`),
  )
  .filter(isPositive);

/** A positive decimal, or zero. */
export const amount = fc.oneof(
  { weight: 6, arbitrary: positive },
  { weight: 1, arbitrary: fc.constant('0') },
);

/** A decimal of either sign. */
export const signed = fc
  .tuple(fc.boolean(), amount)
  .map(([negative, text]) => (negative && isPositive(text) ? `-${text}` : text));

/** An amount, or "" for what does not apply. */
export const optional = fc.oneof(amount, fc.constant(''));

/** An id above 2^53. */
export const longId = fc.bigInt({ min: 2n ** 53n, max: 2n ** 62n });

/** Unix time in ms, in 2020 to 2027. */
export const time = fc.integer({ min: 1_580_000_000_000, max: 1_830_000_000_000 });

/** A step such as 0.0001, 5 or 0.10. */
export const step = fc.oneof(
  fc.integer({ min: 0, max: 12 }).map((decimals) => new BigNumber(10).pow(-decimals).toFixed()),
  fc.constantFrom('10', '5', '0.5', '0.05', '0.0025', '0.10', '0.0100', '1.0'),
);
