import * as v from 'valibot';
import { NetworkError } from '../../http/NetworkError.js';
import { toDecimal } from '../../protocol/decimal.js';
import { describeIssue } from '../../protocol/describeIssue.js';

/** A number of ccxt's as a decimal string; `undefined` where the exchange does not tell it. */
const decimal = v.pipe(
  v.unknown(),
  v.transform((value) => toDecimal(value)),
);
/** Unix ms. */
const time = v.pipe(
  v.unknown(),
  v.transform((value) => {
    const number = Number(value ?? Number.NaN);
    return Number.isFinite(number) && number >= 1_000_000_000_000 ? Math.floor(number) : undefined;
  }),
);
const text = v.pipe(
  v.unknown(),
  v.transform((value) =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint'
      ? String(value)
      : undefined,
  ),
);
const flag = v.pipe(
  v.unknown(),
  v.transform((value) => value === true),
);
const range = v.optional(v.nullable(v.object({ min: decimal, max: decimal })));

/** An instrument, as ccxt's markets have it. @see https://docs.ccxt.com/#/?id=market-structure */
export const marketRow = v.object({
  id: v.string(),
  symbol: v.string(),
  base: v.string(),
  quote: v.string(),
  settle: text,
  type: text,
  spot: flag,
  swap: flag,
  future: flag,
  linear: flag,
  inverse: flag,
  active: v.unknown(),
  contractSize: decimal,
  expiry: time,
  precision: v.optional(v.object({ amount: decimal, price: decimal })),
  limits: v.optional(v.object({ amount: range, cost: range, leverage: range })),
});
export type MarketRow = v.InferOutput<typeof marketRow>;

export const tickerRow = v.object({
  symbol: text,
  timestamp: time,
  bid: decimal,
  ask: decimal,
  high: decimal,
  low: decimal,
  open: decimal,
  last: decimal,
  close: decimal,
  baseVolume: decimal,
  info: v.optional(v.unknown()),
});
export type TickerRow = v.InferOutput<typeof tickerRow>;
export const tickerRows = v.record(v.string(), tickerRow);
const quoteRow = v.object({ symbol: text, bid: decimal, ask: decimal });
export const quoteRows = v.record(v.string(), quoteRow);
export type QuoteRow = v.InferOutput<typeof quoteRow>;

const levels = v.array(
  v.pipe(
    v.array(v.unknown()),
    v.transform(([price, amount]) => [toDecimal(price), toDecimal(amount)] as const),
  ),
);
export const bookRow = v.object({ timestamp: time, asks: levels, bids: levels });
export type BookRow = v.InferOutput<typeof bookRow>;
export const bookRows = v.record(v.string(), bookRow);

export const tradeRow = v.object({
  id: text,
  timestamp: time,
  price: decimal,
  amount: decimal,
  side: text,
  info: v.optional(v.unknown()),
});
export const tradeRows = v.array(tradeRow);
export type TradeRow = v.InferOutput<typeof tradeRow>;

/** `[time ms, open, high, low, close, volume]` */
export const barRow = v.pipe(
  v.array(v.unknown()),
  v.transform(([at, ...values]) => ({
    time: Number(at),
    values: values.map((value) => toDecimal(value)),
  })),
);
export const barRows = v.array(barRow);
export type BarRow = v.InferOutput<typeof barRow>;

const amounts = v.optional(v.record(v.string(), decimal), {});
export const balanceRow = v.object({ free: amounts, used: amounts, total: amounts });
export type BalanceRow = v.InferOutput<typeof balanceRow>;

const orderFields = v.object({
  id: text,
  clientOrderId: text,
  symbol: text,
  timestamp: time,
  type: text,
  timeInForce: v.optional(text),
  side: text,
  status: text,
  amount: decimal,
  filled: decimal,
  remaining: decimal,
  price: decimal,
  average: decimal,
  reduceOnly: flag,
  info: v.unknown(),
});
/** An order; out of an answer that is none ccxt makes one without id and amounts. */
export const orderRow = v.pipe(
  orderFields,
  v.check(
    ({ id, amount, filled, remaining }) =>
      (id ?? amount) !== undefined && (amount ?? filled ?? remaining) !== undefined,
    'is no order',
  ),
);
export const orderRows = v.array(orderRow);
export type OrderRow = v.InferOutput<typeof orderRow>;
/** What createOrder and editOrder answer: hardly ever more than the id. */
export const placedOrder = v.object({ id: v.pipe(text, v.string()) });

export const positionRow = v.object({
  symbol: text,
  side: text,
  contracts: decimal,
  entryPrice: decimal,
  unrealizedPnl: decimal,
  initialMargin: decimal,
  notional: decimal,
  collateral: decimal,
  leverage: decimal,
});
export const positionRows = v.array(positionRow);
export type PositionRow = v.InferOutput<typeof positionRow>;

/** The exchange's clock, in Unix ms. */
export const serverTime = v.pipe(time, v.number());

export const positionMode = v.object({ hedged: v.boolean() });

export const leverageRow = v.object({ longLeverage: decimal, shortLeverage: decimal });
export const marginRow = v.object({ marginMode: text });

export const fundingRow = v.object({
  symbol: text,
  fundingRate: decimal,
  fundingTimestamp: time,
  nextFundingTimestamp: time,
  interval: text,
});
export const fundingRows = v.record(v.string(), fundingRow);
export type FundingRow = v.InferOutput<typeof fundingRow>;

/**
 * Parses what ccxt made of an exchange's answer.
 *
 * @throws NetworkError (outcome unknown) whose one line names the first field that is not as documented.
 */
export function parseRow<Output>(schema: v.GenericSchema<unknown, Output>, value: unknown): Output {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  throw new NetworkError(
    `ccxt could not make sense of the answer: ${describeIssue(result.issues[0], 'it')}`,
    { outcome: 'unknown', passing: false },
  );
}
