import * as v from 'valibot';
import { toDecimal } from '../../../protocol/decimal.js';

// What is not there reads like what is null: ccxt leaves out some fields, and fills in `undefined` for others.

/** A number of ccxt's as a decimal string; `undefined` where the exchange does not tell it. */
export const decimal = v.optional(
  v.pipe(
    v.unknown(),
    v.transform((value) => toDecimal(value)),
  ),
  null,
);

/** Unix ms. */
export const time = v.optional(
  v.pipe(
    v.unknown(),
    v.transform((value) => {
      const number = Number(value ?? Number.NaN);
      return Number.isFinite(number) && number >= 1_000_000_000_000 ? Math.floor(number) : undefined;
    }),
  ),
  null,
);

export const text = v.optional(
  v.pipe(
    v.unknown(),
    v.transform((value) =>
      typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint'
        ? String(value)
        : undefined,
    ),
  ),
  null,
);

export const flag = v.optional(
  v.pipe(
    v.unknown(),
    v.transform((value) => value === true),
  ),
  null,
);
