import {
  // #if fix
  addDecimals,
  // #end
  // #if keys
  type Balance,
  // #if futures
  contractIn,
  // #end
  // #end
  decimalPlaces,
  // #if keys
  formatOrderId,
  // #end
  // #if http
  // #if futures
  type Funding,
  // #end
  // #end
  type Market,
  // #if fix
  multiplyDecimals,
  // #end
  // #if keys
  type Order,
  type OrderListing,
  type OrderStates,
  // #end
  optionalNumber,
  // #if keys
  // #if futures
  type Position,
  // #end
  readStatus,
  // #end
  type Ticker,
  // #if http
  type Trade,
  // #end
  toNumber,
} from 'fmzproto';
// #if fix
import type { Book } from './book.ts';
// #end
// #if keys
import { type __Exchange__Instrument, instrumentOf, labelOf, type Product } from './instruments.ts';
// #else
import type { __Exchange__Instrument } from './instruments.ts';
// #end
import type {
  // #if keys
  BalanceRow,
  // #end
  // #if http
  // #if futures
  FundingRow,
  // #end
  // #end
  // #if keys
  OrderRow,
  // #if futures
  PositionRow,
  // #end
  // #end
  // #if http
  TickerRow,
  TradeRow,
  // #end
} from './replies.ts';

// #if fix
/**
 * A ticker of what is told: FMZ's has a figure for each, so that the middle of the best prices stands for a last or an open
 * that is not told, ask and bid for high and low, and 0 for the volume. `undefined` while a side of the book is empty.
 */
export function parseTicker(book: Book, symbol: string, now: number): Ticker | undefined {
  const [buy, sell] = [book.price('bid'), book.price('ask')];
  if (buy === undefined || sell === undefined) return undefined;
  const middle = multiplyDecimals(addDecimals([buy, sell]), '0.5');
  return {
    ...{ symbol, buy, sell },
    high: book.price('high') ?? sell,
    low: book.price('low') ?? buy,
    open: book.price('open') ?? middle,
    last: book.price('last') ?? middle,
    vol: book.volume ?? '0',
    time: String(book.time ?? now),
  };
}
// #else
/** A ticker, or `undefined` while a side of the order book is empty or nothing has been traded. */
export function parseTicker(row: TickerRow, symbol: string): Ticker | undefined {
  const { bid: buy, ask: sell, high, low, open, last, volume: vol, time } = row;
  if ([buy, sell, high, low, open, last, vol].includes('')) return undefined;
  return { symbol, buy, sell, high, low, open, last, vol, time: String(time) };
}

export function parseTrade(row: TradeRow): Trade {
  return {
    id: row.id,
    time: row.time,
    price: toNumber(row.price),
    amount: toNumber(row.amount),
    type: row.side,
  };
}
// #end

export function parseMarket({ row, base, quote }: __Exchange__Instrument, symbol: string): Market {
  return {
    symbol,
    base_asset: base,
    quote_asset: quote,
    tick_size: optionalNumber(row.tickSize),
    amount_size: optionalNumber(row.lotSize),
    price_precision: decimalPlaces(row.tickSize),
    amount_precision: decimalPlaces(row.lotSize),
    min_qty: optionalNumber(row.minAmount),
    // #if futures
    ct_val: optionalNumber(row.contractSize),
    // #if http
    ...(row.contractCurrency !== '' && { ct_val_ccy: row.contractCurrency }),
    // #else
    ct_val_ccy: base,
    // #end
    // #end
  };
}
// #if http
// #if futures

/** The funding of a perpetual contract, or `undefined` of a dated one, which has none. */
export function parseFunding(row: FundingRow, symbol: string): Funding | undefined {
  if (row.rate === '') return undefined;
  return { symbol, rate: toNumber(row.rate), time: row.nextTime, interval: row.intervalHours * 3_600_000 };
}
// #end
// #end
// #if keys

export function parseBalance(row: BalanceRow): Balance {
  return { currency: row.currency, free: row.available, frozen: row.locked || '0' };
}

/** An order, and the list that it was read from. */
export type ListedOrder = OrderRow & { list: Product };

// FILL IN: the exchange's words for the state of an order; `failed` is every end that is neither a fill nor a cancellation.
export const orderStates: OrderStates = {
  // #if fix
  ...{ 0: 'open', 1: 'open', 5: 'open', 6: 'open', 9: 'open', A: 'open', E: 'open' },
  ...{ 2: 'filled', 3: 'canceled', 4: 'canceled', C: 'canceled', 8: 'failed' },
  // #else
  new: 'open',
  partially_filled: 'open',
  filled: 'filled',
  canceled: 'canceled',
  expired: 'canceled',
  rejected: 'failed',
  // #end
};

/**
 * An order. Its amount is what was bought where it was given in quote currency.
 *
 * @param listed where it was read.
 */
export function parseOrder(row: ListedOrder, symbol: string, listed?: OrderListing): Order {
  const filled = toNumber(row.filledAmount || '0');
  const amounts = { amount: row.amount === '' ? filled : toNumber(row.amount), deal_amount: filled };
  // #if futures
  // #if both
  const contract = row.list === 'spot' ? undefined : contractIn(symbol);
  // #else
  const contract = contractIn(symbol);
  // #end
  // #end
  return {
    // #if http
    id: formatOrderId(labelOf(instrumentOf(row)), row.orderId),
    // #else
    id: formatOrderId(labelOf(instrumentOf(row)), row.clientOrderId),
    // #end
    symbol,
    ...amounts,
    price: toNumber(row.price || '0'),
    avg_price: toNumber(row.averagePrice || '0'),
    type: row.side,
    status: readStatus(orderStates, row.status, amounts, listed),
    ...(row.time !== '' && { time: toNumber(row.time) }),
    // #if futures
    ...(contract !== undefined && { offset: row.reduceOnly ? 'close' : 'open', contract_type: contract }),
    // #end
  };
}
// #if futures

/** A position, or `undefined` for one of no contracts. */
export function parsePosition(row: PositionRow, symbol: string): Position | undefined {
  const amount = toNumber(row.amount);
  if (amount === 0) return undefined;
  const available = row.available === '' ? amount : toNumber(row.available);
  return {
    symbol,
    type: row.side,
    amount,
    frozen_amount: Number((amount - available).toFixed(12)),
    price: toNumber(row.entryPrice || '0'),
    profit: toNumber(row.unrealizedProfit || '0'),
    margin: toNumber(row.margin || '0'),
    margin_level: toNumber(row.leverage || '0'),
    contract_type: contractIn(symbol) ?? '',
  };
}
// #end
// #end
