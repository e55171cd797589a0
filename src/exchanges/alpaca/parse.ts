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
import type { Balance, Market, Order, Position, Ticker, Trade } from '../../protocol/structures.js';
import { type AlpacaInstrument, leastWorthOf, stepsOf } from './instruments.js';
import type { OrderRow, PositionRow, SnapshotRow, TradeRow } from './replies.js';

/**
 * A ticker, or `undefined` while a side of the quote is empty, or nothing has been traded. Its day is that of the exchange,
 * not the last 24 hours, and before its first bar it is the trading day before.
 */
export function parseTicker(
  { latestTrade, latestQuote, dailyBar }: SnapshotRow,
  symbol: string,
): Ticker | undefined {
  if (!latestTrade || !latestQuote || !dailyBar) return undefined;
  const ticker = {
    symbol,
    buy: latestQuote.bp,
    sell: latestQuote.ap,
    high: dailyBar.h,
    low: dailyBar.l,
    open: dailyBar.o,
    last: latestTrade.p,
    vol: dailyBar.v,
    time: String(Math.max(latestTrade.t, latestQuote.t)),
  };
  const { buy, sell, high, low, open, last } = ticker;
  return [buy, sell, high, low, open, last].every((price) => signOf(price) > 0) ? ticker : undefined;
}

/**
 * Trades, oldest first as they are given. A stock's do not tell who took: one above the price before it counts as a buy, one
 * below as a sale, and one at the same price as the one before it. What a venue has taken back is left out.
 */
export function parseTrades(rows: readonly TradeRow[]): Trade[] {
  const valid = rows.filter(({ u }) => u !== 'canceled' && u !== 'incorrect');
  let side = firstSide(valid);
  return valid.map((row, index) => {
    const before = valid[index - 1];
    const moved = before ? compareDecimals(row.p, before.p) : 0;
    if (moved !== 0) side = moved > 0 ? 'buy' : 'sell';
    return {
      // An id is one of a venue and a moment.
      id: row.x === '' ? row.i : `${row.x}-${row.i}-${row.t}`,
      time: row.t,
      price: toNumber(row.p),
      amount: toNumber(row.s),
      type: row.tks === '' ? side : row.tks === 'B' ? 'buy' : 'sell',
    };
  });
}

/** Of the trades before the price first moves: it was at the bid if it rises then, and at the ask if it falls. */
function firstSide(rows: readonly TradeRow[]): 'buy' | 'sell' {
  const [first] = rows;
  const moved = first && rows.find(({ p }) => compareDecimals(p, first.p) !== 0);
  return first && moved && compareDecimals(moved.p, first.p) > 0 ? 'sell' : 'buy';
}

export function parseMarket(instrument: AlpacaInstrument, symbol: string): Market {
  const { base, quote } = instrument;
  const { lotSize, minimum, tickSize } = stepsOf(instrument);
  // A step of the highest prices is one of all prices.
  const tick = typeof tickSize === 'string' ? tickSize : (tickSize.at(-1)?.step ?? '');
  const leastWorth = leastWorthOf(instrument);
  return {
    symbol,
    base_asset: base,
    quote_asset: quote,
    tick_size: optionalNumber(tick),
    amount_size: optionalNumber(lotSize),
    price_precision: decimalPlaces(tick),
    amount_precision: decimalPlaces(lotSize),
    min_qty: optionalNumber(minimum),
    ...(leastWorth !== undefined && { min_notional: leastWorth }),
  };
}

/** What is owned of a stock or a coin; `undefined` of a short, of which nothing is owned. */
export function parseBalance(row: PositionRow, currency: string): Balance | undefined {
  if (row.side === 'short' || signOf(row.qty) <= 0) return undefined;
  const free = atMost(row.qty_available, row.qty);
  return { currency, free, frozen: subtractDecimals(row.qty, free) };
}

/** Dollars: free is what can be spent without borrowing, which open orders and trades that are not settled make less. */
export function parseCash({
  cash,
  non_marginable_buying_power: power,
}: {
  cash: string;
  non_marginable_buying_power: string;
}): Balance {
  const owned = signOf(cash) > 0 ? cash : '0';
  const free = atMost(power, owned);
  return { currency: 'USD', free, frozen: subtractDecimals(owned, free) };
}

/** Not below 0, and not above what there is. */
function atMost(amount: string, most: string): string {
  if (signOf(amount) <= 0) return '0';
  return compareDecimals(amount, most) > 0 ? most : amount;
}

/** A position in a stock. Alpaca tells no margin of it. */
export function parsePosition(row: PositionRow, symbol: string): Position | undefined {
  const amount = Math.abs(toNumber(row.qty));
  if (amount === 0) return undefined;
  // What the one of a short says is not documented.
  const frozen = row.side === 'long' ? toNumber(subtractDecimals(row.qty, row.qty_available)) : 0;
  return {
    symbol,
    type: row.side,
    amount,
    frozen_amount: Math.max(0, frozen),
    price: toNumber(row.avg_entry_price || '0'),
    profit: toNumber(row.unrealized_pl || '0'),
    margin: 0,
    margin_level: 0,
    contract_type: '',
  };
}

/** Alpaca's words for the state of an order. What is filled of `calculated` and of those that failed tells how they ended. */
export const orderStates: OrderStates = {
  accepted: 'open',
  pending_new: 'open',
  accepted_for_bidding: 'open',
  held: 'open',
  new: 'open',
  partially_filled: 'open',
  done_for_day: 'open',
  pending_cancel: 'open',
  pending_replace: 'open',
  stopped: 'open',
  suspended: 'open',
  filled: 'filled',
  calculated: 'failed',
  canceled: 'canceled',
  expired: 'canceled',
  rejected: 'failed',
  replaced: 'failed',
};

/**
 * An order. The amount of one that was given for money is what it traded. A stop order has no price until it is triggered.
 *
 * @param listed where it was read.
 */
export function parseOrder(row: OrderRow, symbol: string, listed?: OrderListing): Order {
  const filled = toNumber(row.filled_qty);
  const amounts = { amount: row.qty === '' ? filled : toNumber(row.qty), deal_amount: filled };
  const time = Number(row.submitted_at || row.created_at);
  return {
    id: formatOrderId(row.symbol, row.id),
    symbol,
    ...amounts,
    price: toNumber(row.limit_price || '0'),
    avg_price: toNumber(row.filled_avg_price || '0'),
    type: row.side,
    status: readStatus(orderStates, row.status, amounts, listed),
    ...(time && { time }),
  };
}
