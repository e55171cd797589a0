import * as v from 'valibot';
import { decimalPlaces, toDecimal, toNumber } from '../../../protocol/decimal.js';
import { looseDecimal, looseFlag, looseText, looseTime } from '../../../protocol/fields.js';
import type { Bar, Depth, Market, Ticker, Trade } from '../../../protocol/structures.js';

const range = v.optional(v.nullable(v.object({ min: looseDecimal, max: looseDecimal })));

/** An instrument, as ccxt's markets have it. @see https://docs.ccxt.com/#/?id=market-structure */
export const marketRow = v.object({
  id: v.string(),
  symbol: v.string(),
  base: v.string(),
  quote: v.string(),
  settle: looseText,
  type: looseText,
  spot: looseFlag,
  swap: looseFlag,
  future: looseFlag,
  linear: looseFlag,
  inverse: looseFlag,
  active: v.optional(v.unknown()),
  contractSize: looseDecimal,
  expiry: looseTime,
  created: looseTime,
  precision: v.optional(v.nullable(v.object({ amount: looseDecimal, price: looseDecimal }))),
  limits: v.optional(v.nullable(v.object({ amount: range, cost: range, leverage: range }))),
});

export type MarketRow = v.InferOutput<typeof marketRow>;

export const tickerRow = v.object({
  symbol: looseText,
  timestamp: looseTime,
  bid: looseDecimal,
  ask: looseDecimal,
  high: looseDecimal,
  low: looseDecimal,
  open: looseDecimal,
  last: looseDecimal,
  close: looseDecimal,
  baseVolume: looseDecimal,
  info: v.optional(v.unknown()),
});

export type TickerRow = v.InferOutput<typeof tickerRow>;

export const tickerRows = v.record(v.string(), tickerRow);

const quoteRow = v.object({ symbol: looseText, bid: looseDecimal, ask: looseDecimal });

export const quoteRows = v.record(v.string(), quoteRow);

export type QuoteRow = v.InferOutput<typeof quoteRow>;

const levels = v.array(
  v.pipe(
    v.array(v.unknown()),
    v.transform(([price, amount]) => [toDecimal(price), toDecimal(amount)] as const),
  ),
);

export const bookRow = v.object({ timestamp: looseTime, asks: levels, bids: levels });

export type BookRow = v.InferOutput<typeof bookRow>;

export const bookRows = v.record(v.string(), bookRow);

const tradeRow = v.object({
  id: looseText,
  timestamp: looseTime,
  price: looseDecimal,
  amount: looseDecimal,
  side: looseText,
  info: v.optional(v.unknown()),
});

export const tradeRows = v.array(tradeRow);

type TradeRow = v.InferOutput<typeof tradeRow>;

/** `[time ms, open, high, low, close, volume]` */
const barRow = v.pipe(
  v.array(v.unknown()),
  v.transform(([at, ...values]) => ({
    time: Number(at),
    values: values.map((value) => toDecimal(value)),
  })),
);

export const barRows = v.array(barRow);

type BarRow = v.InferOutput<typeof barRow>;

/** @param steps of price and amount, as decimal strings; "" where there is none. */
export function parseMarket(
  { row, base, quote }: { row: MarketRow; base: string; quote: string },
  symbol: string,
  steps: { tickSize: string; lotSize: string },
): Market {
  const number = (value: string | undefined) =>
    value === undefined || value === '' ? undefined : toNumber(value);
  const { amount, cost } = row.limits ?? {};
  return {
    symbol,
    base_asset: base,
    quote_asset: quote,
    tick_size: number(steps.tickSize),
    amount_size: number(steps.lotSize),
    price_precision: decimalPlaces(steps.tickSize),
    amount_precision: decimalPlaces(steps.lotSize),
    min_qty: number(amount?.min),
    max_qty: number(amount?.max),
    min_notional: number(cost?.min),
    max_notional: number(cost?.max),
    ...(!row.spot &&
      row.contractSize !== undefined && {
        ct_val: toNumber(row.contractSize),
        ct_val_ccy: row.inverse ? row.quote : base,
      }),
  };
}

/**
 * `undefined` without buyers, sellers or a last price; what else the exchange does not tell of a ticker is 0.
 *
 * @param fields of what the exchange tells that ccxt leaves out.
 */
export function parseTicker(
  row: TickerRow,
  symbol: string,
  now: number,
  fields: Partial<Record<'low' | 'open' | 'baseVolume', string>> = {},
): Ticker | undefined {
  const told = (name: keyof typeof fields) =>
    row[name] ?? toDecimal(Object(row.info)[fields[name] ?? '']) ?? '0';
  const last = row.last ?? row.close;
  if (row.bid === undefined || row.ask === undefined || last === undefined) return undefined;
  return {
    symbol,
    buy: row.bid,
    sell: row.ask,
    high: row.high ?? '0',
    low: told('low'),
    open: told('open'),
    last,
    vol: told('baseVolume'),
    time: String(row.timestamp ?? now),
  };
}

/** The best levels of each side, best first. */
export function parseDepth(row: BookRow, limit: number, now: number): Depth {
  const side = (levels: BookRow['asks'], direction: 1 | -1) =>
    levels
      .flatMap(([price, amount]): [number, number][] =>
        price === undefined || amount === undefined ? [] : [[toNumber(price), toNumber(amount)]],
      )
      // ccxt sorts prices with all their digits as text.
      .sort(([a], [b]) => (a - b) * direction)
      .slice(0, limit);
  return { time: row.timestamp ?? now, asks: side(row.asks, 1), bids: side(row.bids, -1) };
}

/**
 * Trades whose side the exchange does not tell are left out. One whose id it does not tell has an id that is the same in
 * every answer: what it says of itself, and how many of the same there are before it.
 *
 * @param idField that tells the id, where ccxt finds none.
 */
export function parseTrades(rows: readonly TradeRow[], idField = ''): Trade[] {
  const same = new Map<string, number>();
  const trades = rows.flatMap((row): Trade[] => {
    const { timestamp, price, amount, side } = row;
    if (timestamp === undefined || price === undefined || amount === undefined) return [];
    if (side !== 'buy' && side !== 'sell') return [];
    const told: unknown = row.id ?? Object(row.info)[idField];
    const made = `${timestamp}-${price}-${amount}-${side}`;
    const before = same.get(made) ?? 0;
    same.set(made, before + 1);
    const id = told === undefined || told === null || told === '' ? `${made}-${before}` : String(told);
    return [{ id, time: timestamp, price: toNumber(price), amount: toNumber(amount), type: side }];
  });
  return trades.sort((a, b) => a.time - b.time);
}

/** A bar, or `undefined` for a gap. */
export function parseBar({ time, values }: BarRow): Bar | undefined {
  const [open, high, low, close, volume = '0'] = values;
  if (open === undefined || high === undefined || low === undefined || close === undefined) return undefined;
  const prices = [open, high, low, close].map(toNumber);
  const [first = 0, second = 0, third = 0, fourth = 0] = prices;
  return [Math.floor(time / 1000), first, second, third, fourth, toNumber(volume)];
}
