import * as v from 'valibot';
import { decimal, signOf, toDecimal } from './decimal.js';
import { orderTypes } from './order.js';
import { quote } from './quote.js';

const unset = (value: unknown) => value === undefined || value === null || value === '';

/** A whole number, as a JSON string or number. */
function whole(range: { min: number; max: number }) {
  return v.pipe(
    v.unknown(),
    v.rawTransform(({ dataset, addIssue, NEVER }): number => {
      const { value } = dataset;
      const number = typeof value === 'string' && /^\s*\d+\s*$/.test(value) ? Number(value) : value;
      if (
        typeof number === 'number' &&
        Number.isInteger(number) &&
        number >= range.min &&
        number <= range.max
      ) {
        return number;
      }
      addIssue({
        message: unset(value)
          ? 'is missing'
          : `must be a whole number from ${range.min} to ${range.max}, not ${quote(value)}`,
      });
      return NEVER;
    }),
  );
}

const optionalWhole = (range: { min: number; max: number }) =>
  v.pipe(
    v.unknown(),
    v.transform((value) => (unset(value) ? 0 : value)),
    whole(range),
  );

/** How many rows are wanted; 0 where the strategy left it open. */
export const limit = (max: number) => optionalWhole({ min: 0, max });

/** Bar length in minutes. */
export const period = whole({ min: 1, max: 525_600 });

/** Unix time in ms; 0 = unset. */
export const since = optionalWhole({ min: 0, max: 9_999_999_999_999 });

/** An order id as the plugin made it, or a bare id of the old dialect. */
export const orderId = v.pipe(
  v.unknown(),
  v.rawTransform(({ dataset, addIssue, NEVER }): string => {
    const { value } = dataset;
    const text = typeof value === 'number' ? String(value) : value;
    if (typeof text === 'string' && text.trim() !== '' && text.length <= 200) return text.trim();
    addIssue({
      message: unset(value) ? 'is missing' : `must be an order id like ETH-USDT,123456, not ${quote(value)}`,
    });
    return NEVER;
  }),
);

export const orderType = v.pipe(
  v.unknown(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const word = typeof dataset.value === 'string' ? dataset.value.trim().toLowerCase() : undefined;
    const type = orderTypes.find((known) => known === word);
    if (!type) addIssue({ message: `must be one of ${orderTypes.join(', ')}, not ${quote(dataset.value)}` });
    return type ?? NEVER;
  }),
);

/** Limit price in quote currency as a decimal string; `undefined` (price <= 0, or none given) is a market order. */
export const price = v.pipe(
  v.unknown(),
  v.rawTransform(({ dataset, addIssue, NEVER }): string | undefined => {
    if (unset(dataset.value)) return undefined;
    const text = toDecimal(dataset.value);
    if (text !== undefined) return signOf(text) > 0 ? text : undefined;
    addIssue({ message: `must be a decimal number, -1 for a market order, not ${quote(dataset.value)}` });
    return NEVER;
  }),
);

/** A positive decimal string: base currency on spot (quote currency for a market buy), contracts on futures. */
export const amount = v.pipe(
  decimal,
  v.check(
    (text) => signOf(text) > 0,
    (issue) => `must be above 0, not ${quote(issue.input)}`,
  ),
);

/** The new amount of modifyorder; `undefined` (-1, or none given) keeps the amount. */
export const newAmount = price;

/** A leverage such as 10 or 2.5, as a decimal string. */
export const marginLevel = amount;
