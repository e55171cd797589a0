import { guessStatus, type OrderListing } from '../../exchange/guessStatus.js';
import type { Balance, Depth, Funding, Market, Order, Position, Ticker, Trade } from '../../protocol/data.js';
import { decimalPlaces, signOf, subtractDecimals, toNumber } from '../../protocol/decimal.js';
import { formatOrderId, type OrderStatus } from '../../protocol/order.js';
import { toLevel } from '../../protocol/toLevel.js';
import type { BybitInstrument, Category } from './instruments.js';
import type { BalanceRow, FundingRow, Level, OrderRow, PositionRow, TickerRow, TradeRow } from './replies.js';

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

export function parseDepth({ ts, a, b }: { ts: number; a: Level[]; b: Level[] }): Depth {
  return { time: ts, asks: a.map(toLevel), bids: b.map(toLevel) };
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
  const number = (value: string) => (value === '' ? undefined : toNumber(value));
  return {
    symbol,
    base_asset: base,
    quote_asset: quote,
    tick_size: number(tickSize),
    amount_size: number(step),
    price_precision: decimalPlaces(tickSize),
    amount_precision: decimalPlaces(step),
    ...(list === 'spot'
      ? { max_qty: number(lots.maxLimitOrderQty), min_notional: number(lots.minOrderAmt) }
      : {
          min_qty: number(lots.minOrderQty),
          max_qty: number(lots.maxOrderQty),
          min_notional: number(lots.minNotionalValue),
          ct_val: 1,
          ct_val_ccy: list === 'linear' ? base : quote,
        }),
  };
}

/**
 * Free is what neither spot orders lock nor contracts take as margin; all that is not free is frozen. Where other
 * coins stand in as collateral, margin may be more than the balance: then nothing of this coin is free.
 */
export function parseBalance(row: BalanceRow): Balance {
  const held = row.walletBalance;
  const taken = [row.locked, row.totalOrderIM, row.totalPositionIM].filter((amount) => amount !== '');
  const free = positive(taken.reduce(subtractDecimals, held));
  return { currency: row.coin, free, frozen: positive(subtractDecimals(held, free)) };
}

/**
 * An order. The amount of a market order that was given in quote currency is what was traded, in base currency: a spot
 * market buy, unless the row says otherwise. Such an order ends as partially canceled when it leaves less money than a
 * lot costs, and is filled all the same (https://github.com/ccxt/ccxt/issues/18685). A market order has no price, though
 * Bybit names the worst one it may have.
 *
 * @param listed where it was read.
 */
export function parseOrder(row: OrderRow, category: Category, symbol: string, listed?: OrderListing): Order {
  const market = row.orderType === 'Market';
  const inQuote = row.marketUnit === '' ? row.side === 'Buy' : row.marketUnit === 'quoteCoin';
  const quoteSized = category === 'spot' && market && inQuote;
  const filled = toNumber(row.cumExecQty || '0');
  return {
    id: formatOrderId(nativeName(category, row.symbol), row.orderId),
    symbol,
    amount: quoteSized ? filled : toNumber(row.qty),
    price: market ? 0 : toNumber(row.price || '0'),
    deal_amount: filled,
    avg_price: toNumber(row.avgPrice || '0'),
    type: parseSide(row.side),
    status:
      quoteSized && row.orderStatus === 'PartiallyFilledCanceled'
        ? 'filled'
        : (parseStatus(row.orderStatus, filled > 0) ??
          guessStatus({ listed, amount: quoteSized ? row.cumExecQty : row.qty, filled: row.cumExecQty })),
    ...(row.createdTime !== '' && { time: toNumber(row.createdTime) }),
    ...(category !== 'spot' && {
      offset: closes(row) ? 'close' : 'open',
      contract_type: symbol.split('.')[1] ?? '',
    }),
  };
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
    contract_type: symbol.split('.')[1] ?? '',
  };
}

export function parseFunding(row: FundingRow, symbol: string): Funding {
  return {
    symbol,
    rate: toNumber(row.fundingRate),
    time: toNumber(row.nextFundingTime),
    interval: row.fundingInterval * 60_000,
  };
}

function positive(amount: string): string {
  return signOf(amount) > 0 ? amount : '0';
}

function parseSide(side: 'Buy' | 'Sell'): 'buy' | 'sell' {
  return side === 'Buy' ? 'buy' : 'sell';
}

/** FMZ's word for an order's state; `undefined` for one that is not known. */
export function parseStatus(status: string, filled: boolean): OrderStatus | undefined {
  switch (status) {
    case 'New':
    case 'Untriggered':
    case 'Triggered':
      return 'pending';
    case 'PartiallyFilled':
      return 'partial-filled';
    case 'Filled':
      return 'filled';
    case 'Cancelled':
    case 'PartiallyFilledCanceled':
    case 'Rejected':
    case 'Deactivated':
      return filled ? 'partial-canceled' : 'canceled';
    default:
      return undefined;
  }
}
