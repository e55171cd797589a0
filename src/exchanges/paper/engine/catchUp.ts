import type { Account } from './Account.js';
import type { Book } from './Book.js';
import type { Happenings, PastBar } from './Happenings.js';
import { liquidate } from './liquidate.js';
import { Money } from './Money.js';
import type { PaperOrder } from './PaperOrder.js';
import type { Position } from './Position.js';
import { payFunding } from './payFunding.js';
import { atMark, type Range } from './riskOf.js';
import { fillWaiting } from './settleOrders.js';
import { levelsFor } from './takeFromBook.js';

/** A waiting order gets this part of what was traded in a bar that went through its price. */
const SHARE = '0.25';

/**
 * Brings an account up to date with what happened to its instruments, bar by bar and then with the price of now. Of
 * each bar, in this order: waiting orders are filled, funding is settled at the bar's close, and positions that were
 * there when the bar began are held against its high and its low. An order or position sees each bar once, and only
 * bars that began after it did.
 *
 * @param happenings by symbol; what is missing is left as it is.
 */
export function catchUp(account: Account, happenings: ReadonlyMap<string, Happenings>): void {
  if (happenings.size === 0) return;
  const times = [...happenings.values()].flatMap(({ bars }) => bars.map(({ time }) => time));
  const rows = new Map(
    [...happenings].map(([name, { bars }]) => [name, new Map(bars.map((bar) => [bar.time, bar]))]),
  );
  for (const time of [...new Set(times)].sort((one, other) => one - other)) {
    passBar(account, happenings, (name) => rows.get(name)?.get(time));
  }
  for (const position of account.positions.all) {
    const { last } = happenings.get(position.instrument.name) ?? {};
    if (last !== undefined) position.mark = new Money(last);
  }
  for (const order of account.orders.open) {
    const { time, book } = happenings.get(order.instrument.name) ?? {};
    if (time !== undefined && book && order.from <= time) takeOffer(account, order, book, time);
  }
  for (const position of account.positions.all) {
    const happened = happenings.get(position.instrument.name);
    if (!happened) continue;
    position.mark = new Money(happened.last);
    payFunding(account, position, happened.funding, position.mark, happened.time);
    if (happened.funding && happened.funding !== 'none') {
      const { time, rate } = happened.funding;
      position.coming = { time, rate };
    }
  }
  const now = Math.max(...[...happenings.values()].map(({ time }) => time));
  liquidate(account, atMark, now);
}

function passBar(
  account: Account,
  happenings: ReadonlyMap<string, Happenings>,
  barOf: (name: string) => PastBar | undefined,
): void {
  let until = 0;
  const rangeOf = (position: Position): Range => {
    const bar = barOf(position.instrument.name);
    return bar && position.from <= bar.time ? [new Money(bar.low), new Money(bar.high)] : atMark(position);
  };
  for (const order of account.orders.open) {
    const bar = barOf(order.instrument.name);
    if (!bar || order.from > bar.time) continue;
    order.from = bar.until;
    if (!passes(order, bar)) continue;
    fillWaiting(account, order, { amount: shareOf(order, bar), time: bar.until, rangeOf });
  }
  const ranges = new Map<Position, Range>();
  for (const position of account.positions.all) {
    const { name } = position.instrument;
    const bar = barOf(name);
    if (!bar) continue;
    until = Math.max(until, bar.until);
    payFunding(account, position, happenings.get(name)?.funding, new Money(bar.close), bar.until);
    position.mark = new Money(bar.close);
    if (position.from > bar.time) continue;
    position.from = bar.until;
    ranges.set(position, [new Money(bar.low), new Money(bar.high)]);
  }
  if (ranges.size > 0) liquidate(account, (position) => ranges.get(position) ?? atMark(position), until);
}

function passes({ side, price }: PaperOrder, { low, high }: PastBar): boolean {
  if (!price) return false;
  return side === 'buy' ? price.gt(low) : price.lt(high);
}

/** In whole steps, rounded up, so that little volume is not none. */
function shareOf({ instrument: { amountStep } }: PaperOrder, { volume }: PastBar): Money {
  return new Money(volume).times(SHARE).div(amountStep).integerValue(Money.ROUND_CEIL).times(amountStep);
}

/** Fills a waiting order with what the other side of the book offers at its price or better, once until that is renewed. */
function takeOffer(account: Account, order: PaperOrder, book: Book, time: number): void {
  const offered = levelsFor(book, order.side, order.price).reduce(
    (sum, { amount }) => sum.plus(amount),
    new Money(0),
  );
  if (offered.isZero()) return;
  order.from = book.renewed;
  fillWaiting(account, order, { amount: offered, time });
}
