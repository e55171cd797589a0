import * as v from 'valibot';
import { listed, say } from '../wording/say.js';
import { toDecimal } from './decimal.js';
import { fullWidthIn } from './fullWidth.js';
import { quote } from './oneLine.js';
import { orderTypes } from './order.js';
import { parseOrderOptions } from './orderOptions.js';
import { ProtocolError } from './ProtocolError.js';
import { limit, optionalWhole, positive, positiveOrUndefined, unset } from './paramNumbers.js';
import { symbol, symbolOrRange } from './symbol.js';
import { periods } from './time.js';

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
    if (
      typeof text === 'string' &&
      text.trim() !== '' &&
      text.length <= 200 &&
      fullWidthIn(text) === undefined
    )
      return text.trim();
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

/**
 * Limit price in quote currency as a decimal string; `undefined` (price <= 0) is a market order. An empty one is
 * refused: a strategy's missing price must not buy at any price.
 */
const price = positiveOrUndefined('a decimal number, -1 for a market order');

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
