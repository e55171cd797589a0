import * as v from 'valibot';
import { symbolOf } from '../../../adapter/Instrument.js';
import { addDecimals, divideDecimals, signOf, toDecimal, toNumber } from '../../../protocol/decimal.js';
import { formatOrderId } from '../../../protocol/order.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import { contractIn } from '../../../protocol/spelling.js';
import type { Order } from '../../../protocol/structures.js';
import { say } from '../../../wording/say.js';
import { parseRow } from '../calls/answers.js';
import type { CcxtExchange, OrderListName } from '../instance/ccxtTypes.js';
import type { CcxtInstrument } from '../instruments.js';
import type { Told, VenueFacts } from '../venues/defineVenue.js';
import { factsOf } from '../venues.js';
import {
  isLimitOrder,
  isMarketOrder,
  isOpen,
  listedOrders,
  notAnOrder,
  type OrderRow,
  orderRow,
  parseStatus,
} from './orderRow.js';

/**
 * An order; the amount of one that was given in quote currency is what was filled of it, in base currency.
 *
 * @throws ProtocolError where it is not told whether it buys or sells, or how much, or at what price.
 */
export function parseOrder(
  row: OrderRow,
  instrument: CcxtInstrument,
  id: string,
  { now, facts }: { now: number; facts: VenueFacts },
): Order {
  const symbol = symbolOf(instrument, now);
  const contract = instrument.kind === 'spot' ? undefined : contractIn(symbol);
  const price = row.price !== undefined && signOf(row.price) > 0 && !isMarket(row, facts) ? row.price : '0';
  const amount = amountOf(row, facts);
  if (amount === undefined)
    throw new ProtocolError(
      say('ccxt does not say how large order {id} of {symbol} is: its amount cannot be read, ask with IO', {
        id,
        symbol,
      }),
    );
  if (row.side !== 'buy' && row.side !== 'sell')
    throw new ProtocolError(
      say('ccxt does not say whether order {id} of {symbol} buys or sells: ask with IO', { id, symbol }),
    );
  if (lacksPrice(row, price, facts))
    throw new ProtocolError(
      say('ccxt does not say the price of limit order {id} of {symbol}: ask with IO', { id, symbol }),
    );
  return {
    id: formatOrderId(instrument.id, id),
    symbol,
    amount: toNumber(amount),
    price: toNumber(price),
    deal_amount: toNumber(row.filled ?? '0'),
    avg_price: toNumber(averageOf(row, facts)),
    type: row.side,
    status: parseStatus(row),
    ...(row.timestamp !== undefined && { time: row.timestamp }),
    ...(contract !== undefined && { offset: offsetOf(row), contract_type: contract }),
  };
}

/** How much was ordered; of what was given in quote currency, or is over, what was filled of it. */
function amountOf(row: OrderRow, facts: VenueFacts): string | undefined {
  const { amount, filled, remaining, symbol = '' } = row;
  if (amount !== undefined) return amount;
  // A few exchanges tell of an open order what is left of it, and nothing else.
  if (filled === undefined && signOf(remaining ?? '0') > 0) return remaining;
  const inQuote = isMarket(row, facts) && !symbol.includes(':');
  const waits = isOpen(row) && (row.listed === 'open' || isLimitOrder(row.type));
  const isKnown = inQuote || (signOf(filled ?? '0') > 0 && !waits);
  return isKnown ? (filled ?? remaining) : undefined;
}

/** Without its price an open limit order would pass for a market order; one with a trigger may have none yet. */
function lacksPrice(row: OrderRow, price: string, facts: VenueFacts): boolean {
  const hasTrigger = row.triggerPrice !== undefined && signOf(row.triggerPrice) > 0;
  return signOf(price) === 0 && isLimitOrder(row.type) && !isMarket(row, facts) && !hasTrigger && isOpen(row);
}

/**
 * The average price that an order was filled at, as a decimal string: what the exchange tells of it, otherwise the price
 * of a limit order, and "0" where neither says at what price a market order was filled.
 */
export function averageOf(row: OrderRow, facts: VenueFacts): string {
  const { filled = '0', price = '0' } = row;
  if (signOf(filled) <= 0) return '0';
  const told = facts.executed ? fromFunds(row, filled, facts.executed) : row.average;
  if (told !== undefined && signOf(told) > 0) return told;
  return isLimitOrder(row.type) && !facts.limitsFromMarkets && !isMarket(row, facts) ? price : '0';
}

/** Whether an order was placed as a market order, though ccxt may have made a limit order of it. */
function isMarket({ type, timeInForce }: OrderRow, { marketOrdersNeedPrice }: VenueFacts): boolean {
  if (isMarketOrder(type)) return true;
  return marketOrdersNeedPrice !== undefined && ['IOC', 'FRONTENDMARKET'].includes(timeInForce ?? '');
}

function fromFunds(
  { info }: OrderRow,
  filled: string,
  { order, trades }: NonNullable<VenueFacts['executed']>,
): string | undefined {
  const told = toDecimal(fieldOf(info, order)) ?? sumOf(fieldOf(info, 'trades'), trades);
  return told && divideDecimals(told, filled);
}

function sumOf(rows: unknown, field: string | undefined): string | undefined {
  if (!Array.isArray(rows) || rows.length === 0) return undefined;
  const told = rows.map((row) => toDecimal(fieldOf(row, field)));
  const known = told.filter((funds) => funds !== undefined);
  return known.length === rows.length ? addDecimals(known) : undefined;
}

function fieldOf(info: unknown, field: string | undefined): unknown {
  return field === undefined ? undefined : Object(info)[field];
}

const OFFSETS = ['offset', 'tradeSide'];
const POSITION_SIDES = ['positionSide', 'posSide', 'position_side', 'ps'];

/**
 * Whether an order opens or closes a position. Where long and short are kept apart, the exchange's own word tells, or the
 * side of the position that the order is for: what sells of a long one or buys of a short one closes it.
 */
export function offsetOf({
  info,
  side,
  reduceOnly,
}: Pick<OrderRow, 'info' | 'side' | 'reduceOnly'>): 'open' | 'close' {
  const told = wordOf(info, OFFSETS);
  if (told === 'open' || told === 'close') return told;
  const position = wordOf(info, POSITION_SIDES);
  if (position === 'long') return side === 'sell' ? 'close' : 'open';
  if (position === 'short') return side === 'buy' ? 'close' : 'open';
  return reduceOnly ? 'close' : 'open';
}

/** The first of some fields that is a word, in lower case. */
function wordOf(info: unknown, fields: readonly string[]): string | undefined {
  const words: unknown[] = fields.map((field) => Object(info)[field]);
  return words
    .find((word) => typeof word === 'string' && word !== '')
    ?.toString()
    .toLowerCase();
}

/** What is on which of ccxt's lists. */
const LISTS = {
  fetchOpenOrders: 'open',
  fetchClosedOrders: 'done',
  fetchCanceledOrders: 'done',
  fetchCanceledAndClosedOrders: 'done',
} as const;

/** The orders of one of ccxt's lists. */
export function toOrderRows(
  { id }: Pick<CcxtExchange, 'id'>,
  answer: unknown,
  name: OrderListName | undefined = undefined,
): OrderRow[] {
  const listed = name === undefined || name === 'fetchOrders' ? undefined : LISTS[name];
  return parseRow(listedOrders, answer).map((row) => ({ ...mendOrder(id, row), listed }));
}

/** The order that ccxt was asked for. */
export function toOrderRow({ id }: Pick<CcxtExchange, 'id'>, answer: unknown): OrderRow {
  const schema = v.pipe(
    orderRow,
    v.transform((row) => mendOrder(id, row)),
    v.check(({ amount, filled, remaining }) => (amount ?? filled ?? remaining) !== undefined, notAnOrder),
  );
  return parseRow(schema, answer);
}

/**
 * An order of ccxt's, with what the exchange tells of it put right: the amount of one that was given in quote currency is
 * left out, since it is none of base currency.
 *
 * @param id of an exchange of ccxt.
 */
function mendOrder(id: string, row: OrderRow): OrderRow {
  const facts = factsOf(id);
  const told: Told = Object(row.info);
  const mended = { ...row, ...facts.mendOrder?.(row, told) };
  if (!isQuoteSized(facts, mended, told)) return mended;
  return { ...mended, amount: undefined, remaining: undefined };
}

/** Whether what the exchange calls the amount of an order is no amount of base currency. */
function isQuoteSized({ quoteSized, marketBuy }: VenueFacts, row: OrderRow, told: Told): boolean {
  if (row.symbol?.includes(':') || !isMarketOrder(row.type)) return false;
  return quoteSized ? quoteSized(told, row) : marketBuy !== undefined && row.side === 'buy';
}
