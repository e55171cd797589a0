import {
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
  // #if futures
  type Funding,
  // #end
  type Market,
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
  type Trade,
  toNumber,
} from 'fmzproto';
// #if keys
import { type __Exchange__Instrument, instrumentOf, labelOf, type Product } from './instruments.ts';
// #else
import type { __Exchange__Instrument } from './instruments.ts';
// #end
import type {
  // #if keys
  BalanceRow,
  // #end
  // #if futures
  FundingRow,
  // #end
  // #if keys
  OrderRow,
  // #if futures
  PositionRow,
  // #end
  // #end
  TickerRow,
  TradeRow,
} from './replies.ts';

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
    ...(row.contractCurrency !== '' && { ct_val_ccy: row.contractCurrency }),
    // #end
  };
}
// #if futures

/** The funding of a perpetual contract, or `undefined` of a dated one, which has none. */
export function parseFunding(row: FundingRow, symbol: string): Funding | undefined {
  if (row.rate === '') return undefined;
  return { symbol, rate: toNumber(row.rate), time: row.nextTime, interval: row.intervalHours * 3_600_000 };
}
// #end
// #if keys

export function parseBalance(row: BalanceRow): Balance {
  return { currency: row.currency, free: row.available, frozen: row.locked || '0' };
}

/** An order, and the list that it was read from. */
export type ListedOrder = OrderRow & { list: Product };

// FILL IN: the exchange's words for the state of an order; `failed` is every end that is neither a fill nor a cancellation.
export const orderStates: OrderStates = {
  new: 'open',
  partially_filled: 'open',
  filled: 'filled',
  canceled: 'canceled',
  expired: 'canceled',
  rejected: 'failed',
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
    id: formatOrderId(labelOf(instrumentOf(row)), row.orderId),
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
