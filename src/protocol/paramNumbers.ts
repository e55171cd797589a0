import * as v from 'valibot';
import { type PlainTemplate, say } from '../wording/say.js';
import { decimal, signOf, toDecimal } from './decimal.js';
import { quote } from './oneLine.js';

/** What a strategy has left out. */
export const unset = (value: unknown) => value === undefined || value === null || value === '';

/** A whole number, as a JSON string or number. */
function whole(range: { min: number; max: number }) {
  return v.pipe(
    v.unknown(),
    v.rawTransform(({ dataset, addIssue, NEVER }): number => {
      const { value } = dataset;
      const number = Number(toDecimal(value) ?? Number.NaN);
      if (Number.isInteger(number) && number >= range.min && number <= range.max) return number;
      addIssue({
        message: unset(value)
          ? say('is missing')
          : say('must be a whole number from {min} to {max}, not {value}', { ...range, value: quote(value) }),
      });
      return NEVER;
    }),
  );
}

/** As {@link whole}; 0 where it is left out. */
export const optionalWhole = (range: { min: number; max: number }) =>
  v.pipe(
    v.unknown(),
    v.transform((value) => (unset(value) ? 0 : value)),
    whole(range),
  );

/** How many rows are wanted; `unset` where the strategy left it open. */
export const limit = (range: { max: number; unset: number }) =>
  v.pipe(
    optionalWhole({ min: 0, max: range.max }),
    v.transform((count) => count || range.unset),
  );

/** A decimal string; `undefined` for 0 and below, which mean something else. */
export const positiveOrUndefined = (expected: PlainTemplate) =>
  v.pipe(
    v.unknown(),
    v.rawTransform(({ dataset, addIssue, NEVER }): string | undefined => {
      const text = toDecimal(dataset.value);
      if (text !== undefined) return signOf(text) > 0 ? text : undefined;
      addIssue({
        message: say('must be {expected}, not {value}', {
          expected: say(expected),
          value: quote(dataset.value),
        }),
      });
      return NEVER;
    }),
  );

/** A decimal string above 0. */
export const positive = v.pipe(
  decimal,
  v.check(
    (text) => signOf(text) > 0,
    (issue) => say('must be above 0, not {value}', { value: quote(issue.input) }),
  ),
);
