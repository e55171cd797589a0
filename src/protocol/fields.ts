import * as v from 'valibot';
import { type PlainTemplate, say } from '../wording/say.js';
import { signOf, toDecimal } from './decimal.js';
import { quote } from './oneLine.js';

// Fields of the rows that exchanges send, for the schemas of adapters. An exchange writes a figure as "0.1", 0.1, 1e-8 or
// "1.2e-8", and what it does not know as "", null, or not at all: whatever it is, it enters as one thing.

const isAbsent = (value: unknown) => value === undefined || value === null || value === '';

/** @param read gives the field, or `undefined` where the value is none. */
function field<Output>(expected: PlainTemplate, read: (value: unknown) => Output | undefined) {
  return v.pipe(
    v.unknown(),
    v.rawTransform(({ dataset, addIssue, NEVER }): Output => {
      const output = read(dataset.value);
      if (output !== undefined) return output;
      addIssue({
        message: isAbsent(dataset.value)
          ? say('is missing')
          : say('must be {expected}, not {value}', { expected: say(expected), value: quote(dataset.value) }),
      });
      return NEVER;
    }),
  );
}

/** `read`, and "" for what is "", null or not there. */
function optionalField(expected: PlainTemplate, read: (value: unknown) => string | undefined) {
  return v.optional(
    field(expected, (value) => (isAbsent(value) ? '' : read(value))),
    '',
  );
}

function toText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** A plain decimal string; nothing is below 0 that is 0. */
function toFigure(value: unknown): string | undefined {
  const plain = toDecimal(value);
  return plain?.startsWith('-') && signOf(plain) === 0 ? plain.slice(1) : plain;
}

/** Unix time in ms as its digits; one in seconds or microseconds is none. */
function toTime(value: unknown): string | undefined {
  const time = Number(toDecimal(value) ?? Number.NaN);
  return Number.isInteger(time) && time >= 1_000_000_000_000 && time <= 9_999_999_999_999
    ? String(time)
    : undefined;
}

// With "Z" or an offset: without one, nobody knows which time it is.
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/i;

/** Unix time in ms, as its digits, of an ISO time; what is finer than a millisecond is cut off. */
function toIsoTime(value: unknown): string | undefined {
  if (typeof value !== 'string' || !ISO.test(value)) return undefined;
  const time = Date.parse(value.replace(/(\.\d{3})\d+/, '$1').replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isNaN(time) ? undefined : String(time);
}

const DECIMAL = 'a decimal number';
const TEXT = 'a text';
const TIME = 'a time in milliseconds';
const ISO_TIME = 'a time like 2026-01-15T08:00:05Z';

/**
 * A price, an amount or another figure that a row has to have: a plain decimal string, however it was sent.
 *
 * @example v.parse(decimalField, '1.2e-8') // '0.000000012'
 */
export const decimalField = field(DECIMAL, toFigure);

/** As {@link decimalField}; "" where the exchange tells none: as "", null, or not at all. */
export const optionalDecimalField = optionalField(DECIMAL, toFigure);

/** As {@link optionalDecimalField}, but the field has to be there, if only as "" or null. */
export const emptyDecimalField = field(DECIMAL, (value) =>
  value === '' || value === null ? '' : toFigure(value),
);

/** A name, an id or a word that a row has to have; a number is its digits. */
export const textField = field(TEXT, (value) => toText(value) || undefined);

/** As {@link textField}; "" where the exchange tells none. */
export const optionalTextField = optionalField(TEXT, toText);

/** A Unix time in ms that a row has to have, as its digits. */
export const timeField = field(TIME, toTime);

/** As {@link timeField}; "" where the exchange tells none. */
export const optionalTimeField = optionalField(TIME, toTime);

/**
 * An ISO time (RFC 3339) that a row has to have: as {@link timeField}, Unix time in ms as its digits.
 *
 * @example v.parse(isoTimeField, '2026-01-15T08:00:05.123456789Z') // '1768464005123'
 */
export const isoTimeField = field(ISO_TIME, toIsoTime);

/** As {@link isoTimeField}; "" where the exchange tells none. */
export const optionalIsoTimeField = optionalField(ISO_TIME, toIsoTime);

/** Yes or no; no where the exchange does not tell. */
export const flagField = v.optional(
  field('true or false', (value) => {
    if (isAbsent(value) || value === false || value === 'false') return false;
    return value === true || value === 'true' ? true : undefined;
  }),
  false,
);

// Fields of rows that a library made of an exchange's answer: what is not there, what is null and what says nothing are
// all `undefined`.

/** @param read gives the field, or `undefined` where the value says nothing. */
function looseField<Output>(read: (value: unknown) => Output) {
  return v.optional(v.pipe(v.unknown(), v.transform(read)), null);
}

/** A figure that everybody can see, as a decimal string; `undefined` also where it cannot be read. */
export const looseDecimal = looseField((value) => toDecimal(value));

/** What exchanges write where there is no figure. */
const NO_FIGURE = ['', '-', '--', 'nan', 'null', 'none', 'n/a', 'undefined'];

const isFigure = (value: unknown) =>
  !NO_FIGURE.includes(
    String(value ?? '')
      .trim()
      .toLowerCase(),
  );

/** A figure of the account's own: `undefined` where the exchange does not tell it, and an issue where it cannot be read. */
export const ownFigure = v.pipe(
  looseField((value) => (isFigure(value) ? value : undefined)),
  v.rawTransform(({ dataset: { value }, addIssue, NEVER }): string | undefined => {
    const told = toDecimal(value);
    if (value === undefined || told !== undefined) return told;
    addIssue({ message: say('must be a decimal number like 0.1, not {value}', { value: quote(value) }) });
    return NEVER;
  }),
);

/** As {@link ownFigure}; a word in the place of a price, such as "market", is none. */
export const ownPrice = v.pipe(
  looseField((value) => (typeof value === 'string' && !/\d/.test(value) ? undefined : value)),
  ownFigure,
);

/** Unix time in ms. */
export const looseTime = looseField((value) => {
  const time = Number(value ?? Number.NaN);
  return Number.isFinite(time) && time >= 1_000_000_000_000 ? Math.floor(time) : undefined;
});

export const looseText = looseField((value) =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint'
    ? String(value)
    : undefined,
);

export const looseFlag = looseField((value) => value === true);
