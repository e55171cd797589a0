import { ExchangeError } from '../../exchange/ExchangeError.js';
import type { Balance, Bar, Depth, Market, Order, Ticker, Trade } from '../../protocol/data.js';
import { toNumber } from '../../protocol/decimal.js';
import { formatOrderId, type OrderStatus } from '../../protocol/order.js';
import type {
  BalanceRow,
  BookRow,
  CandleRow,
  InstrumentRow,
  OrderRow,
  TickerRow,
  TradeRow,
} from './replies.js';
import { toSymbol } from './symbols.js';

/** A ticker, or `undefined` while a side of the order book is empty, or nothing has been traded. */
export function parseTicker(row: TickerRow): Ticker | undefined {
  if (row.bidPx === '' || row.askPx === '' || row.last === '') return undefined;
  return {
    symbol: toSymbol(row.instId),
    buy: row.bidPx,
    sell: row.askPx,
    high: row.high24h,
    low: row.low24h,
    open: row.open24h,
    last: row.last,
    vol: row.vol24h,
    time: row.ts,
  };
}

export function parseDepth(row: BookRow): Depth {
  const level = ([price, size]: readonly [string, string, ...unknown[]]): [number, number] => [
    toNumber(price),
    toNumber(size),
  ];
  return { time: toNumber(row.ts), asks: row.asks.map(level), bids: row.bids.map(level) };
}

export function parseTrade(row: TradeRow): Trade {
  return {
    id: row.tradeId,
    time: toNumber(row.ts),
    price: toNumber(row.px),
    amount: toNumber(row.sz),
    type: row.side,
  };
}

export function parseBar([time, open, high, low, close, volume]: CandleRow): Bar {
  return [
    Math.floor(toNumber(time) / 1000),
    toNumber(open),
    toNumber(high),
    toNumber(low),
    toNumber(close),
    toNumber(volume),
  ];
}

/** OKX leaves a step "" until shortly before an instrument is listed: it is left out, too. */
export function parseMarket(row: InstrumentRow): Market {
  const number = (value: string) => (value === '' ? undefined : toNumber(value));
  const decimals = (step: string) =>
    step === '' ? undefined : (step.split('.')[1] ?? '').replace(/0+$/, '').length;
  return {
    symbol: toSymbol(row.instId),
    base_asset: row.baseCcy,
    quote_asset: row.quoteCcy,
    tick_size: number(row.tickSz),
    amount_size: number(row.lotSz),
    price_precision: decimals(row.tickSz),
    amount_precision: decimals(row.lotSz),
    min_qty: number(row.minSz),
    max_qty: number(row.maxLmtSz),
  };
}

/** `availEq` is what may be used, but for accounts in spot mode, where it is "" and `availBal` is. */
export function parseBalance(row: BalanceRow): Balance {
  const free = row.availEq || row.availBal;
  return { currency: row.ccy, free, frozen: row.frozenBal || '0' };
}

/** The amount of a market buy that was given in quote currency is what was bought, in base currency. */
export function parseOrder(row: OrderRow): Order {
  const quoteSized = row.ordType === 'market' && row.side === 'buy' && row.tgtCcy !== 'base_ccy';
  const filled = toNumber(row.accFillSz || '0');
  return {
    id: formatOrderId(row.instId, row.ordId),
    symbol: toSymbol(row.instId),
    amount: quoteSized ? filled : toNumber(row.sz),
    price: toNumber(row.px || '0'),
    deal_amount: filled,
    avg_price: toNumber(row.avgPx || '0'),
    type: row.side,
    status: parseStatus(row.state, filled > 0),
    time: toNumber(row.cTime),
  };
}

function parseStatus(state: string, filled: boolean): OrderStatus {
  switch (state) {
    case 'live':
      return 'pending';
    case 'partially_filled':
      return 'partial-filled';
    case 'filled':
      return 'filled';
    case 'canceled':
    case 'mmp_canceled':
    case 'order_failed':
      return filled ? 'partial-canceled' : 'canceled';
    default:
      throw new ExchangeError({ code: state, message: 'is an order state that this adapter does not know' });
  }
}
