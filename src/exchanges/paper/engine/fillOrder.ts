import type { Account } from './Account.js';
import { feesOf } from './fees.js';
import { holdOf } from './holdOf.js';
import type { Contract } from './Instrument.js';
import type { Money } from './Money.js';
import { directionOf, type PaperOrder, paidWith } from './PaperOrder.js';
import { costOf, emptyPosition, profitOf } from './Position.js';
import { booked, worthOf } from './worth.js';

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
  const direction = directionOf(order);
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
