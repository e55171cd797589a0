import * as v from 'valibot';
import { NetworkError } from '../../http/NetworkError.js';
import { toDecimal } from '../../protocol/decimal.js';
import { quote } from '../../protocol/oneLine.js';
import { describeIssue } from '../../protocol/parseWith.js';

/**
 * Parses what ccxt made of an exchange's answer.
 *
 * @throws NetworkError (outcome unknown) whose one line names the first field that is not as documented, and the row it is of.
 */
export function parseRow<Output>(schema: v.GenericSchema<unknown, Output>, value: unknown): Output {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  throw new NetworkError(
    `ccxt could not make sense of the answer: ${describeIssue(result.issues[0], 'it')}${rowOf(result.issues[0])}`,
    { outcome: 'unknown', transient: false },
  );
}

/** Of a list, what the row calls itself. */
function rowOf({ path }: v.BaseIssue<unknown>): string {
  const [first, ...fields] = path ?? [];
  if (typeof first?.key !== 'number' || fields.length === 0) return '';
  const { id, symbol } = Object(first.value);
  const name: unknown = id ?? symbol;
  return typeof name === 'string' && name !== '' ? ` (in the row of ${name})` : '';
}

// What is not there reads like what is null: ccxt leaves out some fields, and fills in `undefined` for others.

/** A number of ccxt's as a decimal string; `undefined` where the exchange does not tell it. */
export const decimal = v.optional(
  v.pipe(
    v.unknown(),
    v.transform((value) => toDecimal(value)),
  ),
  null,
);

/** What exchanges write where there is no figure. */
const NO_FIGURE = ['', '-', '--', 'nan', 'null', 'none', 'n/a', 'undefined'];

/** A figure of the account's own: `undefined` where the exchange does not tell it, and an issue where it cannot be read. */
export const figure = v.optional(
  v.pipe(
    v.unknown(),
    v.rawTransform(({ dataset: { value }, addIssue, NEVER }): string | undefined => {
      if (
        NO_FIGURE.includes(
          String(value ?? '')
            .trim()
            .toLowerCase(),
        )
      )
        return undefined;
      const told = toDecimal(value);
      if (told !== undefined) return told;
      addIssue({ message: `must be a decimal number like 0.1, not ${quote(value)}` });
      return NEVER;
    }),
  ),
  null,
);

/** As {@link figure}; a word in the place of a price, such as "market", is none. */
export const priceFigure = v.optional(
  v.pipe(
    v.unknown(),
    v.transform((value) => (typeof value === 'string' && !/\d/.test(value) ? undefined : value)),
    figure,
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

/** The exchange's clock, in Unix ms. */
export const serverTime = v.pipe(time, v.number());
