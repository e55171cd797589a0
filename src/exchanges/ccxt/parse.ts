import { symbolOf } from '../../exchange/Instrument.js';
import type {
  Balance,
  Bar,
  Depth,
  Funding,
  Market,
  Order,
  Position,
  Ticker,
  Trade,
} from '../../protocol/data.js';
import { compareDecimals, signOf, toDecimal, toNumber } from '../../protocol/decimal.js';
import { formatOrderId, type OrderStatus } from '../../protocol/order.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { averageOf, isMarket } from './averageOf.js';
import type { CcxtInstrument } from './instruments.js';
import { offsetOf } from './offsetOf.js';
import type { Quirks } from './Quirks.js';
import type {
  BalanceRow,
  BarRow,
  BookRow,
  FundingRow,
  OrderRow,
  PositionRow,
  TickerRow,
  TradeRow,
} from './replies.js';

/**
 * `undefined` without buyers, sellers or a last price; what else the exchange does not tell of a ticker is 0.
 *
 * @param fields of what the exchange tells that ccxt leaves out.
 */
export function parseTicker(
  row: TickerRow,
  symbol: string,
  now: number,
  fields: Quirks['ticker'] = {},
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

/** @param steps of price and amount, as decimal strings; "" where there is none. */
export function parseMarket(
  { row, base, quote }: CcxtInstrument,
  symbol: string,
  steps: { tickSize: string; lotSize: string },
): Market {
  const number = (value: string | undefined) =>
    value === undefined || value === '' ? undefined : toNumber(value);
  const decimals = (step: string) =>
    step === '' ? undefined : (step.split('.')[1] ?? '').replace(/0+$/, '').length;
  const { amount, cost } = row.limits ?? {};
  return {
    symbol,
    base_asset: base,
    quote_asset: quote,
    tick_size: number(steps.tickSize),
    amount_size: number(steps.lotSize),
    price_precision: decimals(steps.tickSize),
    amount_precision: decimals(steps.lotSize),
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

export function parseBalances({ free, used, total }: BalanceRow): Balance[] {
  const currencies = [...new Set([...Object.keys(free), ...Object.keys(used), ...Object.keys(total)])];
  return currencies.map((currency) => ({
    currency,
    free: free[currency] ?? total[currency] ?? '0',
    frozen: used[currency] ?? '0',
  }));
}

/**
 * An order; the amount of one that was given in quote currency is what was filled of it, in base currency.
 *
 * @throws ProtocolError where it is not told whether it buys or sells.
 */
export function parseOrder(
  row: OrderRow,
  instrument: CcxtInstrument,
  id: string,
  { now, quirks }: { now: number; quirks: Quirks },
): Order {
  const symbol = symbolOf(instrument, now);
  const [, contract] = symbol.split('.');
  const filled = toNumber(row.filled ?? '0');
  const price = row.price !== undefined && signOf(row.price) > 0 && !isMarket(row, quirks) ? row.price : '0';
  if (row.side !== 'buy' && row.side !== 'sell')
    throw new ProtocolError(`ccxt does not tell whether order ${id} of ${symbol} buys or sells: ask with IO`);
  return {
    id: formatOrderId(instrument.id, id),
    symbol,
    amount: toNumber(row.amount ?? (filled > 0 ? row.filled : row.remaining) ?? '0'),
    price: toNumber(price),
    deal_amount: filled,
    avg_price: toNumber(averageOf(row, quirks)),
    type: row.side,
    status: parseStatus(row),
    ...(row.timestamp !== undefined && { time: row.timestamp }),
    ...(contract !== undefined && { offset: offsetOf(row), contract_type: contract }),
  };
}

/**
 * ccxt's words, and where it has none what the amounts say. Of some exchanges ccxt calls all orders "closed" that are
 * over: one of which not all was filled has been canceled.
 */
export function parseStatus({ status, type, amount, filled }: OrderRow): OrderStatus {
  const some = signOf(filled ?? '0') > 0;
  // One that was given in quote currency is canceled for the remainder that buys nothing any more.
  if (status === 'canceled' && type === 'market' && amount === undefined && some) return 'filled';
  const all = some && amount !== undefined && compareDecimals(filled ?? '0', amount) >= 0;
  switch (status) {
    case 'closed':
      if (filled !== undefined && !some) return 'canceled';
      return some && !all && type === 'limit' && amount !== undefined ? 'partial-canceled' : 'filled';
    case 'canceled':
    case 'expired':
    case 'rejected':
      return some ? 'partial-canceled' : 'canceled';
    default:
      if (all) return 'filled';
      return some ? 'partial-filled' : 'pending';
  }
}

/** Whether an order may still trade. */
export function isOpen(row: OrderRow): boolean {
  return ['pending', 'partial-filled'].includes(parseStatus(row));
}

/** A position, or `undefined` for one of no contracts. */
export function parsePosition(row: PositionRow, symbol: string): Position | undefined {
  const contracts = toNumber(row.contracts ?? '0');
  if (contracts === 0) return undefined;
  const long = row.side === undefined ? contracts > 0 : row.side === 'long';
  return {
    symbol,
    type: long ? 'long' : 'short',
    amount: Math.abs(contracts),
    frozen_amount: 0,
    price: toNumber(row.entryPrice ?? '0'),
    profit: toNumber(row.unrealizedPnl ?? '0'),
    margin: toNumber(row.initialMargin ?? row.collateral ?? '0'),
    margin_level: leverageOf(row),
    contract_type: symbol.split('.')[1] ?? '',
  };
}

/** What is held, over what is put up for it, where the exchange does not tell the leverage. */
function leverageOf({ leverage, notional = '0', initialMargin = '0' }: PositionRow): number {
  if (leverage !== undefined) return toNumber(leverage);
  const margin = toNumber(initialMargin);
  return margin > 0 ? Math.round((Math.abs(toNumber(notional)) / margin) * 100) / 100 : 0;
}

const EIGHT_HOURS = 8 * 3_600_000;

/** A funding rate; where the exchange does not tell when it is paid, that is at the next full eight hours. */
export function parseFunding(row: FundingRow, symbol: string, now: number): Funding | undefined {
  if (row.fundingRate === undefined) return undefined;
  const { fundingTimestamp: this_, nextFundingTimestamp: next } = row;
  const gap = this_ !== undefined && next !== undefined && next > this_ ? next - this_ : undefined;
  const interval = intervalOf(row.interval) ?? gap ?? EIGHT_HOURS;
  const told = [this_, next].find((time) => time !== undefined && time > now);
  const time = told ?? Math.ceil((now + 1) / interval) * interval;
  return { symbol, rate: toNumber(row.fundingRate), time, interval };
}

/** @param text such as 8h or 60m. */
function intervalOf(text: string | undefined): number | undefined {
  const [, count, unit] = /^(\d+)([mhd])$/.exec(text ?? '') ?? [];
  const minutes = unit === 'm' ? 1 : unit === 'h' ? 60 : unit === 'd' ? 1440 : undefined;
  return minutes === undefined || Number(count) === 0 ? undefined : Number(count) * minutes * 60_000;
}
