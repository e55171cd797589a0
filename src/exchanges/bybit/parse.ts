import { type OrderListing, type OrderStates, readStatus } from '../../adapter/orderStates.js';
import {
  compareDecimals,
  decimalPlaces,
  optionalNumber,
  signOf,
  subtractDecimals,
  toNumber,
} from '../../protocol/decimal.js';
import { formatOrderId } from '../../protocol/order.js';
import { contractIn } from '../../protocol/spelling.js';
import type { Balance, Funding, Market, Order, Position, Ticker, Trade } from '../../protocol/structures.js';
import type { BybitInstrument, Category } from './instruments.js';
import type { BalanceRow, FundingRow, OrderRow, PositionRow, TickerRow, TradeRow } from './replies.js';

/**
 * A ticker, or `undefined` while a side of the order book is empty, or nothing has been traded: then Bybit leaves "" or 0.
 *
 * @param time of the answer, in Unix ms: the rows have none.
 */
export function parseTicker(row: TickerRow, symbol: string, time: number): Ticker | undefined {
  const ticker = {
    symbol,
    buy: row.bid1Price,
    sell: row.ask1Price,
    high: row.highPrice24h,
    low: row.lowPrice24h,
    open: row.prevPrice24h,
    last: row.lastPrice,
    vol: row.volume24h,
    time: String(time),
  };
  const { buy, sell, high, low, open, last } = ticker;
  const priced = [buy, sell, high, low, open, last].every((price) => signOf(price) > 0);
  return priced && row.volume24h !== '' ? ticker : undefined;
}

export function parseTrade(row: TradeRow): Trade {
  return {
    id: row.execId,
    time: toNumber(row.time),
    price: toNumber(row.price),
    amount: toNumber(row.size),
    type: parseSide(row.side),
  };
}

/** One contract is one unit of the base currency, or of the quote currency where it is margined in coin. */
export function parseMarket({ list, row, base, quote }: BybitInstrument, symbol: string): Market {
  const { tickSize } = row.priceFilter;
  const lots = row.lotSizeFilter;
  const step = list === 'spot' ? lots.basePrecision : lots.qtyStep;
  return {
    symbol,
    base_asset: base,
    quote_asset: quote,
    tick_size: optionalNumber(tickSize),
    amount_size: optionalNumber(step),
    price_precision: decimalPlaces(tickSize),
    amount_precision: decimalPlaces(step),
    ...(list === 'spot'
      ? { max_qty: optionalNumber(lots.maxLimitOrderQty), min_notional: optionalNumber(lots.minOrderAmt) }
      : {
          min_qty: optionalNumber(lots.minOrderQty),
          max_qty: optionalNumber(lots.maxOrderQty),
          min_notional: optionalNumber(lots.minNotionalValue),
          ct_val: 1,
          ct_val_ccy: list === 'linear' ? base : quote,
        }),
  };
}

/**
 * What is owned of a coin, in two parts. Bybit counts borrowed coins in `walletBalance` and takes them off in `equity`,
 * to which it adds what open contracts have gained or lost. A gain can not be spent before it is realised, so that it
 * does not count here; a loss is gone. Of that, free is what neither spot orders lock nor contracts take as margin, and
 * all that is not free is frozen. Where other coins stand in as collateral, margin may be more than the balance: then
 * nothing of this coin is free. Of a coin that is owed nothing is owned: FMZ has no word for a debt.
 */
export function parseBalance(row: BalanceRow): Balance {
  const owned = ownedOf(row);
  const taken = [row.locked, row.totalOrderIM, row.totalPositionIM].filter((amount) => amount !== '');
  const free = positive(taken.reduce(subtractDecimals, owned));
  return { currency: row.coin, free, frozen: positive(subtractDecimals(owned, free)) };
}

function ownedOf({ walletBalance, spotBorrow, borrowAmount, equity }: BalanceRow): string {
  const held = walletBalance;
  const borrowed = spotBorrow || borrowAmount || '0';
  const own = signOf(borrowed) > 0 ? subtractDecimals(held, borrowed) : held;
  return equity !== '' && compareDecimals(equity, own) < 0 ? equity : own;
}

/** An order and the category it was asked for in: Bybit's row does not name it. */
export type CategoryOrder = OrderRow & { category: Category };

/** Bybit's words for the state of an order. */
export const orderStates: OrderStates = {
  New: 'open',
  PartiallyFilled: 'open',
  Untriggered: 'open',
  Triggered: 'open',
  Filled: 'filled',
  Cancelled: 'canceled',
  PartiallyFilledCanceled: 'canceled',
  Deactivated: 'canceled',
  Rejected: 'failed',
};

/**
 * An order. The amount of one that was given in quote currency is what it traded, in base currency; that Bybit cancels it
 * for money that is less than a lot costs (https://github.com/ccxt/ccxt/issues/18685) leaves nothing open. A market order
 * has no price, though Bybit names the worst one it may have.
 *
 * @param listed where it was read.
 */
export function parseOrder(row: CategoryOrder, symbol: string, listed?: OrderListing): Order {
  const { category } = row;
  const filled = toNumber(row.cumExecQty || '0');
  const inQuote = category === 'spot' && isInQuote(row);
  const amounts = { amount: inQuote ? filled : toNumber(row.qty), deal_amount: filled };
  return {
    id: formatOrderId(nativeName(category, row.symbol), row.orderId),
    symbol,
    ...amounts,
    price: row.orderType === 'Market' ? 0 : toNumber(row.price || '0'),
    avg_price: averageOf(row, category, filled),
    type: parseSide(row.side),
    status: readStatus(orderStates, row.orderStatus, amounts, listed),
    ...(row.createdTime !== '' && { time: toNumber(row.createdTime) }),
    ...(category !== 'spot' && {
      offset: closes(row) ? 'close' : 'open',
      contract_type: contractIn(symbol) ?? '',
    }),
  };
}

/** What Bybit says, or where it is silent what the value of the fills comes to: in coins on inverse contracts. */
function averageOf({ avgPrice, cumExecValue }: OrderRow, category: Category, filled: number): number {
  const average = toNumber(avgPrice || '0');
  const value = toNumber(cumExecValue || '0');
  if (average > 0 || filled === 0 || value === 0) return average;
  return category === 'inverse' ? filled / value : value / filled;
}

/** Whether the quantity of an order on spot is in quote currency: of a market order that says so, or buys and does not say. */
function isInQuote({ orderType, side, marketUnit }: OrderRow): boolean {
  return orderType === 'Market' && (marketUnit === '' ? side === 'Buy' : marketUnit === 'quoteCoin');
}

/** What names an instrument in an order id: a symbol alone may be in several categories. */
export function nativeName(category: Category, symbol: string): string {
  return `${category}:${symbol}`;
}

function closes({ positionIdx, side, reduceOnly }: OrderRow): boolean {
  if (positionIdx === 1) return side === 'Sell';
  if (positionIdx === 2) return side === 'Buy';
  return reduceOnly;
}

/**
 * A position, or `undefined` for an empty one. Profit and margin are in the margin currency; Bybit does not tell what
 * closing orders have frozen of it.
 */
export function parsePosition(row: PositionRow, symbol: string): Position | undefined {
  const amount = toNumber(row.size);
  if (amount === 0) return undefined;
  return {
    symbol,
    type: row.side === 'Buy' ? 'long' : 'short',
    amount,
    frozen_amount: 0,
    price: toNumber(row.avgPrice || '0'),
    profit: toNumber(row.unrealisedPnl || '0'),
    margin: toNumber(row.positionIM || '0'),
    margin_level: toNumber(row.leverage || '0'),
    contract_type: contractIn(symbol) ?? '',
  };
}

export function parseFunding(row: FundingRow, symbol: string): Funding {
  return {
    symbol,
    rate: toNumber(row.fundingRate),
    time: toNumber(row.nextFundingTime),
    interval: row.interval,
  };
}

function positive(amount: string): string {
  return signOf(amount) > 0 ? amount : '0';
}

function parseSide(side: 'Buy' | 'Sell'): 'buy' | 'sell' {
  return side === 'Buy' ? 'buy' : 'sell';
}
