import { type OrderListing, type OrderStates, readStatus } from '../../adapter/orderStates.js';
import {
  compareDecimals,
  decimalPlaces,
  multiplyDecimals,
  optionalNumber,
  signOf,
  subtractDecimals,
  toNumber,
} from '../../protocol/decimal.js';
import { formatOrderId } from '../../protocol/order.js';
import { contractIn } from '../../protocol/spelling.js';
import type { Balance, Funding, Market, Order, Position, Ticker, Trade } from '../../protocol/structures.js';
import type { OkxInstrument } from './instruments.js';
import type { BalanceRow, FundingRow, OrderRow, PositionRow, TickerRow, TradeRow } from './replies.js';

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
  return {
    symbol,
    base_asset: base,
    quote_asset: quote,
    tick_size: optionalNumber(row.tickSz),
    amount_size: optionalNumber(row.lotSz),
    price_precision: decimalPlaces(row.tickSz),
    amount_precision: decimalPlaces(row.lotSz),
    min_qty: optionalNumber(row.minSz),
    max_qty: optionalNumber(row.maxLmtSz),
    ...(row.ctVal !== '' && {
      ct_val: toNumber(multiplyDecimals(row.ctVal, row.ctMult || '1')),
      ct_val_ccy: row.ctValCcy,
    }),
  };
}

/**
 * What may be used of a currency, and what is held back. `availEq` is what may be used, but for accounts in spot mode,
 * where it is "" and `availBal` is; where OKX names neither, nothing is promised, and all that is owned is held back. Orders that borrow hold back more than
 * there is, and what can be borrowed may be used: both together are never told as more than the equity `eq`, from which
 * OKX has taken what is owed. FMZ has no word for a debt: of a currency whose equity is negative nothing is owned.
 */
export function parseBalance(row: BalanceRow): Balance {
  const owned = row.eq === '' ? undefined : atLeastZero(row.eq);
  const free = atMost(atLeastZero(row.availEq || row.availBal || '0'), owned);
  const unnamed = row.availEq === '' && row.availBal === '';
  if (unnamed && owned !== undefined) return { currency: row.ccy, free, frozen: owned };
  const frozen = atMost(atLeastZero(row.frozenBal || '0'), owned && subtractDecimals(owned, free));
  return { currency: row.ccy, free, frozen };
}

function atLeastZero(amount: string): string {
  return signOf(amount) > 0 ? amount : '0';
}

function atMost(amount: string, most: string | undefined): string {
  return most !== undefined && compareDecimals(amount, most) > 0 ? most : amount;
}

/** OKX's words for the state of an order. */
export const orderStates: OrderStates = {
  live: 'open',
  partially_filled: 'open',
  filled: 'filled',
  canceled: 'canceled',
  mmp_canceled: 'canceled',
  order_failed: 'failed',
};

/**
 * An order. The amount of one that was given in quote currency is what it traded, in base currency. The price of a market
 * order is 0, whatever OKX notes beside it.
 *
 * @param listed where it was read.
 */
export function parseOrder(row: OrderRow, symbol: string, listed?: OrderListing): Order {
  const contract = contractIn(symbol);
  const filled = toNumber(row.accFillSz || '0');
  const inQuote = contract === undefined && isInQuote(row);
  const amounts = { amount: inQuote ? filled : toNumber(row.sz), deal_amount: filled };
  return {
    id: formatOrderId(row.instId, row.ordId),
    symbol,
    ...amounts,
    price: row.ordType === 'market' ? 0 : toNumber(row.px || '0'),
    avg_price: toNumber(row.avgPx || '0'),
    type: row.side,
    status: readStatus(orderStates, row.state, amounts, listed),
    ...(row.cTime !== '' && { time: toNumber(row.cTime) }),
    ...(contract !== undefined && { offset: closes(row) ? 'close' : 'open', contract_type: contract }),
  };
}

/**
 * Whether the size of an order on spot or margin is in quote currency: that of a market order, as `tgtCcy` says on either
 * side, and of a buy that does not say. Contracts are never counted so, whatever `tgtCcy` says.
 */
function isInQuote({ ordType, side, tgtCcy }: OrderRow): boolean {
  return ordType === 'market' && (tgtCcy === '' ? side === 'buy' : tgtCcy === 'quote_ccy');
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
    contract_type: contractIn(symbol) ?? '',
  };
}

export function parseFunding(row: FundingRow, symbol: string): Funding {
  const time = toNumber(row.fundingTime);
  return { symbol, rate: toNumber(row.fundingRate), time, interval: toNumber(row.nextFundingTime) - time };
}
