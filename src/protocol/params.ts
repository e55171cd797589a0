import * as v from 'valibot';
import { listed, type PlainTemplate, say } from '../wording/say.js';
import { decimal, signOf, toDecimal } from './decimal.js';
import { quote } from './oneLine.js';
import { orderTypes } from './order.js';
import { parseOrderOptions } from './orderOptions.js';
import { ProtocolError } from './ProtocolError.js';
import { symbol, symbolOrRange } from './symbol.js';
import { periods } from './time.js';

const unset = (value: unknown) => value === undefined || value === null || value === '';

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

const optionalWhole = (range: { min: number; max: number }) =>
  v.pipe(
    v.unknown(),
    v.transform((value) => (unset(value) ? 0 : value)),
    whole(range),
  );

/** How many rows are wanted; `unset` where the strategy left it open. */
const limit = (range: { max: number; unset: number }) =>
  v.pipe(
    optionalWhole({ min: 0, max: range.max }),
    v.transform((count) => count || range.unset),
  );

/** Bar length in minutes. */
const period = v.pipe(
  v.unknown(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const { value } = dataset;
    const minutes = Number(toDecimal(value) ?? Number.NaN);
    const found = periods.find((known) => known === minutes);
    if (found !== undefined) return found;
    const choices = listed(periods.map(String));
    addIssue({
      message: unset(value)
        ? say('must be one of {choices} (minutes)', { choices })
        : say('must be one of {choices} (minutes), not {value}', { choices, value: quote(value) }),
    });
    return NEVER;
  }),
);

/** Unix time in ms; 0 = unset. */
const since = v.pipe(
  optionalWhole({ min: 0, max: 9_999_999_999_999 }),
  v.check(
    (time) => time === 0 || time >= 1_000_000_000_000,
    () => say('must be in milliseconds, like 1731028903911'),
  ),
);

/** An order id as the plugin made it, or a bare id of the old dialect. */
const orderId = v.pipe(
  v.unknown(),
  v.rawTransform(({ dataset, addIssue, NEVER }): string => {
    const { value } = dataset;
    const text = typeof value === 'number' ? String(value) : value;
    if (typeof text === 'string' && text.trim() !== '' && text.length <= 200) return text.trim();
    addIssue({
      message: unset(value)
        ? say('is missing')
        : say('must be an order id like ETH-USDT,123456, not {value}', { value: quote(value) }),
    });
    return NEVER;
  }),
);

const orderType = v.pipe(
  v.unknown(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const word = typeof dataset.value === 'string' ? dataset.value.trim().toLowerCase() : undefined;
    const type = orderTypes.find((known) => known === word);
    if (type) return type;
    const facts = { choices: listed(orderTypes), value: quote(dataset.value) };
    addIssue({ message: say('must be one of {choices}, not {value}', facts) });
    return NEVER;
  }),
);

/** A type, and behind a semicolon what else is wanted of the order: `buy;timeInForce=ioc`. */
const orderTypeWithOptions = v.pipe(
  v.unknown(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const { value } = dataset;
    const [word = value, text = ''] = typeof value === 'string' ? value.split(/;(.*)/s) : [];
    const type = v.safeParse(orderType, word);
    if (!type.success) {
      for (const { message } of type.issues) addIssue({ message });
      return NEVER;
    }
    try {
      return { type: type.output, options: parseOrderOptions(text) };
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      addIssue({ message: error.message });
      return NEVER;
    }
  }),
);

const positiveOrUndefined = (expected: PlainTemplate) =>
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

/**
 * Limit price in quote currency as a decimal string; `undefined` (price <= 0) is a market order. An empty one is
 * refused: a strategy's missing price must not buy at any price.
 */
const price = positiveOrUndefined('a decimal number, -1 for a market order');

const positive = v.pipe(
  decimal,
  v.check(
    (text) => signOf(text) > 0,
    (issue) => say('must be above 0, not {value}', { value: quote(issue.input) }),
  ),
);

/** A positive decimal string: base currency on spot (quote currency for a market buy), contracts on futures. */
const amount = positive;

/** The new price or amount of modifyorder; `undefined` (-1) keeps the one there is. */
const change = positiveOrUndefined('a decimal number, -1 to keep it');

/** A leverage such as 10 or 2.5, as a decimal string. */
const marginLevel = positive;

export const nothing = v.object({});
export const onlySymbol = v.object({ symbol });
export const optionalSymbol = v.object({ symbol: v.optional(symbolOrRange) });
export const byId = v.object({ id: orderId, symbol: v.optional(symbolOrRange) });
export const depth = v.object({ symbol, limit: v.optional(limit({ max: 5000, unset: 30 }), 0) });
export const records = v.object({
  symbol,
  period,
  limit: v.optional(limit({ max: 5000, unset: 500 }), 0),
});

/** The options that stand behind the type are apart from it: `{ type: 'buy', options: { timeInForce: 'ioc' } }`. */
export const trade = v.pipe(
  v.object({ symbol, type: orderTypeWithOptions, price: v.optional(price), amount }),
  v.transform(({ type, ...order }) => ({ ...order, ...type })),
);

export const leverage = v.object({ symbol, margin_level: marginLevel });

export const history = v.pipe(
  v.object({
    ...optionalSymbol.entries,
    since: v.optional(since, 0),
    limit: v.optional(limit({ max: 100_000, unset: 0 }), 0),
  }),
  // Without a limit: all that a strategy may have missed since then, or else the latest.
  v.transform((order) => ({ ...order, limit: order.limit || (order.since > 0 ? 1000 : 100) })),
);

export const modify = v.pipe(
  v.object({
    ...byId.entries,
    type: v.optional(orderType),
    price: v.optional(change),
    amount: v.optional(change),
  }),
  v.check(
    ({ price, amount }) => price !== undefined || amount !== undefined,
    () => say('changes nothing: give a new price, a new amount, or both'),
  ),
);

/** A path of an exchange's own API. */
export const path = v.pipe(
  v.string(),
  v.nonEmpty(() => say('is empty: it is the path of the API, like /api/v5/public/time')),
  v.maxLength(2000),
);

/** Params of an exchange's own API; a record takes lists, too. */
export const listOrRecord = v.union([v.array(v.unknown()), v.record(v.string(), v.unknown())]);
