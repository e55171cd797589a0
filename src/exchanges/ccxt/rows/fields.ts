import * as v from 'valibot';
import { toDecimal } from '../../../protocol/decimal.js';

/** A number of ccxt's as a decimal string; `undefined` where the exchange does not tell it. */
export const decimal = v.pipe(
  v.unknown(),
  v.transform((value) => toDecimal(value)),
);

/** Unix ms. */
export const time = v.pipe(
  v.unknown(),
  v.transform((value) => {
    const number = Number(value ?? Number.NaN);
    return Number.isFinite(number) && number >= 1_000_000_000_000 ? Math.floor(number) : undefined;
  }),
);

export const text = v.pipe(
  v.unknown(),
  v.transform((value) =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint'
      ? String(value)
      : undefined,
  ),
);

export const flag = v.pipe(
  v.unknown(),
  v.transform((value) => value === true),
);
