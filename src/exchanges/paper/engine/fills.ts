import type { Account } from './Account.js';
import { cancelUncovered, holdOf } from './holds.js';
import {
  type Book,
  booked,
  type Contract,
  feesOf,
  type Level,
  Money,
  NOTHING,
  type PaperInstrument,
  worthOf,
} from './model.js';
import { type PaperOrder, paidWith, positionSideOf, wantedAt } from './Orders.js';
import { costOf, emptyPosition, type PaperPosition, profitOf } from './Positions.js';
import { atMark, type Range, riskOf } from './riskOf.js';

/** A trade of an order. */
export interface Fill {
  amount: Money;
  price: Money;
  /** Whether the order took from the book, or waited in it. */
  role: 'taker' | 'maker';
  /** Unix time in ms. */
  time: number;
}

/** Trades `fill.amount` of an open order; an order that has got all that it wanted is over. */
export function fillOrder(account: Account, order: PaperOrder, fill: Fill): void {
  const { contract } = order.instrument;
  const value = worthOf(order.instrument, fill.amount, fill.price);
  if (contract) fillContracts(account, order, { ...fill, contract, value });
  else fillSpot(account, order, { ...fill, value });
  order.filled = order.filled.plus(fill.amount);
  order.value = order.value.plus(value);
  if (order.amount?.eq(order.filled)) account.orders.finish(order, 'complete');
  else if (order.price && order.amount) {
    order.held = holdOf(account, order, order.price, order.amount.minus(order.filled));
  }
  account.changed();
}

/** The fee is a part of what is received. */
function fillSpot({ ledger }: Account, order: PaperOrder, fill: Fill & { value: Money }): void {
  const { instrument, side } = order;
  const [paid, received] = side === 'buy' ? [fill.value, fill.amount] : [fill.amount, fill.value];
  const fee = received.times(feesOf(instrument)[fill.role]);
  ledger.add(paidWith(order), paid.negated());
  ledger.add(side === 'buy' ? instrument.base : instrument.quote, received.minus(fee));
  order.fee = order.fee.plus(fee);
  order.held = order.held.minus(paid);
}

/** Fee and profit are booked in the margin currency. */
function fillContracts(
  account: Account,
  order: PaperOrder,
  fill: Fill & { value: Money; contract: Contract },
): void {
  const { ledger, statement, positions } = account;
  const { instrument } = order;
  const { contract, amount, price, value, time } = fill;
  const direction = positionSideOf(order);
  const fee = booked(value.times(feesOf(instrument)[fill.role]));
  ledger.add(contract.currency, fee.negated());
  statement.add(contract.currency, 'fees', fee);
  order.fee = order.fee.plus(fee);
  if (order.effect === 'close') {
    const position = positions.require(instrument, direction);
    const profit = profitOf(position, price, amount);
    ledger.add(contract.currency, profit);
    statement.add(contract.currency, 'realised', profit);
    order.profit = order.profit.plus(profit);
    position.cost = position.cost.minus(costOf(position, amount));
    position.amount = position.amount.minus(amount);
    positions.keep(position);
    if (account.positionsIn(contract.currency).length === 0) insure(account, contract.currency);
    return;
  }
  const opened = { instrument, contract, direction, mark: price };
  const position = positions.find(instrument, direction) ?? emptyPosition(opened, time);
  position.amount = position.amount.plus(amount);
  position.cost = position.cost.plus(value);
  position.from = Math.max(position.from, time);
  positions.keep(position);
}

/** What was lost beyond the balance once the last position is closed is not asked for. */
function insure({ ledger, statement }: Account, currency: string): void {
  const missing = ledger.balance(currency).negated();
  if (missing.lte(0)) return;
  ledger.add(currency, missing);
  statement.add(currency, 'insured', missing);
}

/**
 * Fills an order that waits with at most `amount`, at its own price and as the maker. A spot order is canceled instead
 * where its money is what positions need: they would be liquidated, and their loss would be left to nobody.
 *
 * @param rangeOf the prices that positions are held against.
 */
export function fillWaiting(
  account: Account,
  order: PaperOrder,
  { amount, time, rangeOf = atMark }: { amount: Money; time: number; rangeOf?: RangeOf | undefined },
): void {
  const { price, amount: all, filled, instrument, side, state } = order;
  if (state !== 'open' || !price || !all) return;
  const traded = Money.min(amount, all.minus(filled));
  if (traded.lte(0)) return;
  const currency = paidWith(order);
  if (!instrument.contract) {
    const paid = side === 'buy' ? traded.times(price) : traded;
    const { positions, equity, maintenance } = riskOf(account, currency, rangeOf);
    if (positions.length > 0 && equity.minus(paid).lt(maintenance)) {
      account.orders.finish(order, 'incomplete');
      account.changed();
      return;
    }
  }
  fillOrder(account, order, { amount: traded, price, role: 'maker', time });
  cancelUncovered(account, currency);
}

type RangeOf = (position: PaperPosition) => Range;

/** The levels that an order meets, best first: all of them for a market order. */
export function levelsFor(book: Book, side: 'buy' | 'sell', price: Money | undefined): readonly Level[] {
  const levels = side === 'buy' ? book.asks : book.bids;
  if (!price) return levels;
  const beyond = levels.findIndex((level) =>
    side === 'buy' ? price.lt(level.price) : price.gt(level.price),
  );
  return beyond < 0 ? levels : levels.slice(0, beyond);
}

/** How much of a book an order meets. */
export function offered(book: Book, { side, price }: Pick<PaperOrder, 'side' | 'price'>): Money {
  return levelsFor(book, side, price).reduce((sum, { amount }) => sum.plus(amount), NOTHING);
}

/**
 * Lets an order take from the book up to its price. What is left of a limit order rests; what is left of a market order,
 * where the book has no more, is canceled. The money that a spot market buy leaves is free again.
 *
 * @param now Unix time in ms.
 */
export function takeFromBook(account: Account, order: PaperOrder, book: Book, now: number): void {
  const before = order.filled;
  let complete = false;
  for (const level of levelsFor(book, order.side, order.price)) {
    const wanted = wantedAt(order, level.price);
    complete = wanted.lte(level.amount);
    if (wanted.lte(0)) break;
    const amount = Money.min(wanted, level.amount);
    fillOrder(account, order, { amount, price: new Money(level.price), role: 'taker', time: now });
    if (complete) break;
  }
  if (order.state === 'open') {
    if (!order.price) account.orders.finish(order, complete ? 'complete' : 'incomplete');
    else if (order.filled.gt(before)) order.from = book.renewed;
  }
  if (order.filled.gt(before)) cancelUncovered(account, paidWith(order));
}

/** What an amount is worth that is taken from the book up to a price, and the rest of it at that price. */
export function worthInBook(
  request: { instrument: PaperInstrument; side: 'buy' | 'sell'; price?: Money | undefined; amount: Money },
  book: Book,
): Money {
  let [worth, left] = [NOTHING, request.amount];
  for (const level of levelsFor(book, request.side, request.price)) {
    const amount = Money.min(left, level.amount);
    worth = worth.plus(worthOf(request.instrument, amount, new Money(level.price)));
    left = left.minus(amount);
    if (left.isZero()) break;
  }
  return request.price ? worth.plus(worthOf(request.instrument, left, request.price)) : worth;
}
