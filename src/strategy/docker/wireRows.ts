import * as v from 'valibot';
import { toDecimal } from '../../protocol/decimal.js';
import { quote } from '../../protocol/oneLine.js';
import { say } from '../../wording/say.js';

// What plugins send, as FMZ's docker takes it: figures as texts or numbers, and fields left out that not every plugin knows.

const isAbsent = (value: unknown) => value === undefined || value === null || value === '';

/** A number, however it is written; `undefined` where there is none. */
const maybe = v.optional(
  v.pipe(
    v.unknown(),
    v.rawTransform(({ dataset: { value }, addIssue, NEVER }): number | undefined => {
      if (isAbsent(value)) return undefined;
      const text = toDecimal(value);
      if (text !== undefined) return Number(text);
      addIssue({ message: say('must be a number, not {value}', { value: quote(value) }) });
      return NEVER;
    }),
  ),
  null,
);

/** As {@link maybe}, and 0 where there is none. */
const figure = v.pipe(
  maybe,
  v.transform((value) => value ?? 0),
);

const text = v.optional(
  v.pipe(
    v.unknown(),
    v.transform((value) => (isAbsent(value) ? '' : String(value))),
  ),
  '',
);

const word = v.pipe(
  text,
  v.transform((value) => value.trim().toLowerCase()),
);

/** An id goes back to the plugin as it came. */
const id = v.union([v.string(), v.number()], () => say('must be a text'));

export const tickerRow = v.object({
  symbol: text,
  buy: figure,
  sell: figure,
  high: figure,
  low: figure,
  open: maybe,
  last: figure,
  vol: figure,
  time: figure,
});

const level = v.looseTuple([figure, figure]);

export const depthRow = v.object({ time: figure, asks: v.array(level), bids: v.array(level) });

export const tradeRow = v.object({
  id: v.optional(id, ''),
  time: figure,
  price: figure,
  amount: figure,
  type: word,
});

export const barRow = v.looseTuple([figure, figure, figure, figure, figure, figure]);

export const balanceRow = v.object({ currency: text, free: figure, frozen: figure });

export const placedRow = v.object({ id });

export const orderRow = v.object({
  id,
  symbol: text,
  amount: figure,
  price: figure,
  deal_amount: figure,
  avg_price: figure,
  type: word,
  status: word,
  time: figure,
  offset: word,
  contract_type: text,
});

export const positionRow = v.object({
  symbol: text,
  type: word,
  amount: figure,
  frozen_amount: figure,
  price: figure,
  profit: figure,
  margin: figure,
  margin_level: figure,
  contract_type: text,
});

export const fundingRow = v.object({ symbol: text, rate: figure, time: figure, interval: figure });

export const marketRow = v.object({
  symbol: text,
  base_asset: text,
  quote_asset: text,
  tick_size: maybe,
  amount_size: maybe,
  price_precision: maybe,
  amount_precision: maybe,
  min_qty: maybe,
  max_qty: maybe,
  min_notional: maybe,
  max_notional: maybe,
  ct_val: maybe,
  ct_val_ccy: v.optional(v.string()),
});

export type TickerRow = v.InferOutput<typeof tickerRow>;
export type DepthRow = v.InferOutput<typeof depthRow>;
export type OrderRow = v.InferOutput<typeof orderRow>;
export type PositionRow = v.InferOutput<typeof positionRow>;
export type BalanceRow = v.InferOutput<typeof balanceRow>;
export type MarketRow = v.InferOutput<typeof marketRow>;
