import { guessStatus, type OrderListing } from '../../exchange/guessStatus.js';
import type { Balance, Depth, Funding, Market, Order, Position, Ticker, Trade } from '../../protocol/data.js';
import { decimalPlaces, multiplyDecimals, toNumber } from '../../protocol/decimal.js';
import { formatOrderId, type OrderStatus } from '../../protocol/order.js';
import { toLevel } from '../../protocol/toLevel.js';
import type { OkxInstrument } from './instruments.js';
import type { BalanceRow, FundingRow, Level, OrderRow, PositionRow, TickerRow, TradeRow } from './replies.js';

/** A ticker, or `undefined` while a side of the order book is empty, or nothing has been traded: then OKX leaves "". */
export function parseTicker(row: TickerRow, symbol: string): Ticker | undefined {
  if (Object.values(row).includes('')) return undefined;
  return {
    symbol,
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

export function parseDepth(book: { ts: string; asks: Level[]; bids: Level[] }): Depth {
  return { time: toNumber(book.ts), asks: book.asks.map(toLevel), bids: book.bids.map(toLevel) };
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

/**
 * OKX leaves a step "" until shortly before an instrument is listed: it is left out, too. One contract holds
 * ctVal x ctMult of ctValCcy.
 */
export function parseMarket({ row, base, quote }: OkxInstrument, symbol: string): Market {
  const number = (value: string) => (value === '' ? undefined : toNumber(value));
  return {
    symbol,
    base_asset: base,
    quote_asset: quote,
    tick_size: number(row.tickSz),
    amount_size: number(row.lotSz),
    price_precision: decimalPlaces(row.tickSz),
    amount_precision: decimalPlaces(row.lotSz),
    min_qty: number(row.minSz),
    max_qty: number(row.maxLmtSz),
    ...(row.ctVal !== '' && {
      ct_val: toNumber(multiplyDecimals(row.ctVal, row.ctMult || '1')),
      ct_val_ccy: row.ctValCcy,
    }),
  };
}

/**
 * `availEq` is what may be used, but for accounts in spot mode, where it is "" and `availBal` is. Where OKX names
 * neither, nothing is promised.
 */
export function parseBalance(row: BalanceRow): Balance {
  return { currency: row.ccy, free: row.availEq || row.availBal || '0', frozen: row.frozenBal || '0' };
}

/**
 * An order. The amount of a market buy that was given in quote currency is what was bought, in base currency; rows
 * that do not say in which currency it was given are of that kind.
 *
 * @param listed where it was read.
 */
export function parseOrder(row: OrderRow, symbol: string, listed?: OrderListing): Order {
  const [, contract] = symbol.split('.');
  const quoteSized =
    contract === undefined && row.ordType === 'market' && row.side === 'buy' && row.tgtCcy !== 'base_ccy';
  const filled = toNumber(row.accFillSz || '0');
  return {
    id: formatOrderId(row.instId, row.ordId),
    symbol,
    amount: quoteSized ? filled : toNumber(row.sz),
    price: toNumber(row.px || '0'),
    deal_amount: filled,
    avg_price: toNumber(row.avgPx || '0'),
    type: row.side,
    status:
      parseStatus(row.state, filled > 0) ??
      guessStatus({ listed, amount: quoteSized ? row.accFillSz : row.sz, filled: row.accFillSz }),
    ...(row.cTime !== '' && { time: toNumber(row.cTime) }),
    ...(contract !== undefined && { offset: closes(row) ? 'close' : 'open', contract_type: contract }),
  };
}

function closes({ posSide, side, reduceOnly }: OrderRow): boolean {
  if (posSide === 'long') return side === 'sell';
  if (posSide === 'short') return side === 'buy';
  return reduceOnly === 'true';
}

/** A position, or `undefined` for one of no contracts. Profit and margin are in the margin currency. */
export function parsePosition(row: PositionRow, symbol: string): Position | undefined {
  const contracts = toNumber(row.pos);
  if (contracts === 0) return undefined;
  const amount = Math.abs(contracts);
  const available = row.availPos === '' ? amount : Math.abs(toNumber(row.availPos));
  return {
    symbol,
    type: (row.posSide === 'net' ? contracts > 0 : row.posSide === 'long') ? 'long' : 'short',
    amount,
    frozen_amount: Number((amount - available).toFixed(12)),
    price: toNumber(row.avgPx || '0'),
    profit: toNumber(row.upl || '0'),
    margin: toNumber(row.margin || row.imr || '0'),
    margin_level: toNumber(row.lever || '0'),
    contract_type: symbol.split('.')[1] ?? '',
  };
}

export function parseFunding(row: FundingRow, symbol: string): Funding {
  const time = toNumber(row.fundingTime);
  return { symbol, rate: toNumber(row.fundingRate), time, interval: toNumber(row.nextFundingTime) - time };
}

/** FMZ's word for an order's state; `undefined` for one that is not known. */
export function parseStatus(state: string, filled: boolean): OrderStatus | undefined {
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
      return undefined;
  }
}
