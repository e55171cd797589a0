import { type OrderListing, type OrderStates, readStatus } from '../../adapter/orderStates.js';
import {
  decimalPlaces,
  multiplyDecimals,
  signOf,
  subtractDecimals,
  toNumber,
} from '../../protocol/decimal.js';
import { formatOrderId } from '../../protocol/order.js';
import { contractIn } from '../../protocol/spelling.js';
import {
  type Depth,
  type Market,
  type Order,
  type Position,
  type Ticker,
  toLevel,
} from '../../protocol/structures.js';
import type { Book } from './book.js';
import { type CTraderInstrument, LOT_SIZE, tickSizeOf } from './instruments.js';
import type { PositionReport, Report } from './replies.js';

/** An order, with the name of its symbol, and the id that FMZ knows it by. */
export type OrderRow = Report & { name: string; id: string };

/** A position, with the name of its symbol. */
export type PositionRow = PositionReport & { name: string };

/**
 * A ticker, or `undefined` while nobody buys or nobody sells. cTrader tells the prices of the book alone: the last and the open
 * price are the bid, which its charts are drawn of, and high and low the ask and the bid, as FMZ does where an exchange tells
 * none.
 */
export function parseTicker(book: Book, symbol: string, now: number): Ticker | undefined {
  const [[buy] = []] = book.bids;
  const [[sell] = []] = book.asks;
  if (buy === undefined || sell === undefined) return undefined;
  const time = String(Math.floor(book.time ?? now));
  return { symbol, buy, sell, high: sell, low: buy, open: buy, last: buy, vol: '0', time };
}

export function parseDepth(book: Book, limit: number, now: number): Depth {
  return {
    time: Math.floor(book.time ?? now),
    asks: book.asks.slice(0, limit).map(toLevel),
    bids: book.bids.slice(0, limit).map(toLevel),
  };
}

/** One contract is a unit of the base. */
export function parseMarket(instrument: CTraderInstrument, symbol: string): Market {
  const { base, quote } = instrument;
  const tickSize = tickSizeOf(instrument);
  return {
    symbol,
    base_asset: base,
    quote_asset: quote,
    tick_size: toNumber(tickSize),
    amount_size: toNumber(LOT_SIZE),
    price_precision: decimalPlaces(tickSize),
    amount_precision: decimalPlaces(LOT_SIZE),
    ct_val: 1,
    ct_val_ccy: base,
  };
}

/** OrdStatus (39). */
export const orderStates: OrderStates = {
  0: 'open',
  1: 'open',
  2: 'filled',
  4: 'canceled',
  8: 'failed',
  C: 'canceled',
};

/** An order. The price of a stop order, which was placed elsewhere, is the one that triggers it. @param listed where it was read. */
export function parseOrder(row: OrderRow, symbol: string, listed?: OrderListing): Order {
  const amounts = { amount: toNumber(row.amount), deal_amount: toNumber(row.filled || '0') };
  const contract = contractIn(symbol);
  return {
    id: formatOrderId(row.name, row.id),
    symbol,
    ...amounts,
    price: row.type === '1' ? 0 : toNumber(row.price || row.stopPrice || '0'),
    avg_price: amounts.deal_amount > 0 ? toNumber(row.averagePrice) : 0,
    type: row.side,
    status: readStatus(orderStates, row.state, amounts, listed),
    ...(row.time !== '' && { time: toNumber(row.time) }),
    ...(contract !== undefined && { contract_type: contract }),
  };
}

/** Which side a position is on, and how large it is; `undefined` where nothing is held. */
export function holdingOf({
  long,
  short,
}: PositionReport): { type: 'long' | 'short'; amount: string } | undefined {
  if (signOf(long) > 0) return { type: 'long', amount: long };
  return signOf(short) > 0 ? { type: 'short', amount: short } : undefined;
}

/**
 * A position. FIX tells neither margin nor profit: the profit is computed in the quote currency of the symbol from the price at
 * which it can be closed, and 0 where the one or the other is not known.
 *
 * @param book `undefined` where it is not known.
 */
export function parsePosition(
  row: PositionRow,
  symbol: string,
  book: Book | undefined,
): Position | undefined {
  const holding = holdingOf(row);
  if (!holding) return undefined;
  const { type, amount } = holding;
  const [[closing] = []] = (type === 'long' ? book?.bids : book?.asks) ?? [];
  const known = closing !== undefined && row.price !== '';
  const gain = known
    ? type === 'long'
      ? subtractDecimals(closing, row.price)
      : subtractDecimals(row.price, closing)
    : '0';
  return {
    id: row.id,
    symbol,
    type,
    amount: toNumber(amount),
    frozen_amount: 0,
    price: toNumber(row.price || '0'),
    profit: toNumber(multiplyDecimals(gain, amount)),
    margin: 0,
    margin_level: 0,
    contract_type: contractIn(symbol) ?? '',
  };
}
