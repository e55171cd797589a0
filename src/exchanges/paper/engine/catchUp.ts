import type { Account } from './Account.js';
import { fillWaiting, offered } from './fills.js';
import { payFunding } from './funding.js';
import { liquidate } from './liquidate.js';
import { type Book, type MarketSince, Money, NOTHING, type PastBar } from './model.js';
import type { PaperOrder } from './Orders.js';
import type { PaperPosition } from './Positions.js';
import { atMark, type Range } from './riskOf.js';

/** A waiting order gets this part of what was traded in a bar that went through its price. */
const SHARE = '0.25';

/**
 * Brings an account up to date with what happened since to its instruments, bar by bar and then with the price of now. Of
 * each bar, in this order: waiting orders are filled, funding is settled at the bar's close, and positions that were
 * there when the bar began are held against its high and its low. An order or position sees each bar once, and only
 * bars that began after it did.
 *
 * @param market by symbol; what is missing is left as it is.
 */
export function catchUp(account: Account, market: ReadonlyMap<string, MarketSince>): void {
  if (market.size === 0) return;
  const times = [...market.values()].flatMap(({ bars }) => bars.map(({ time }) => time));
  const rows = new Map(
    [...market].map(([name, { bars }]) => [name, new Map(bars.map((bar) => [bar.time, bar]))]),
  );
  for (const time of [...new Set(times)].sort((one, other) => one - other)) {
    passBar(account, market, (name) => rows.get(name)?.get(time));
  }
  for (const position of account.positions.all) {
    const { last } = market.get(position.instrument.name) ?? {};
    if (last !== undefined) position.mark = new Money(last);
  }
  for (const order of account.orders.open) {
    const { time, book, live } = market.get(order.instrument.name) ?? {};
    if (live) fillFromBar(account, order, live);
    if (time !== undefined && book && order.from <= time) takeOffer(account, order, book, time);
  }
  for (const position of account.positions.all) {
    const since = market.get(position.instrument.name);
    if (!since) continue;
    position.mark = new Money(since.last);
    payFunding(account, position, since.funding, position.mark, since.time);
    if (since.funding && since.funding !== 'none') {
      const { time, rate } = since.funding;
      position.coming = { time, rate };
    }
  }
  const now = Math.max(...[...market.values()].map(({ time }) => time));
  liquidate(account, atMark, now);
}

function passBar(
  account: Account,
  market: ReadonlyMap<string, MarketSince>,
  barOf: (name: string) => PastBar | undefined,
): void {
  let until = 0;
  const rangeOf = (position: PaperPosition): Range => {
    const bar = barOf(position.instrument.name);
    return bar && position.from <= bar.time ? [new Money(bar.low), new Money(bar.high)] : atMark(position);
  };
  for (const order of account.orders.open) {
    const bar = barOf(order.instrument.name);
    if (!bar || order.from > bar.time) continue;
    fillFromBar(account, order, bar, rangeOf);
    order.from = bar.until;
    order.ofBar = undefined;
  }
  const ranges = new Map<PaperPosition, Range>();
  for (const position of account.positions.all) {
    const { name } = position.instrument;
    const bar = barOf(name);
    if (!bar) continue;
    until = Math.max(until, bar.until);
    payFunding(account, position, market.get(name)?.funding, new Money(bar.close), bar.until);
    position.mark = new Money(bar.close);
    if (position.from > bar.time) continue;
    position.from = bar.until;
    ranges.set(position, [new Money(bar.low), new Money(bar.high)]);
  }
  if (ranges.size > 0) liquidate(account, (position) => ranges.get(position) ?? atMark(position), until);
}

/**
 * Fills a waiting order with its share of a bar that went through its price, less what it got of the bar before. At
 * whatever times it is looked at, an order has got the same when the bar is over.
 */
function fillFromBar(
  account: Account,
  order: PaperOrder,
  bar: PastBar,
  rangeOf?: (position: PaperPosition) => Range,
): void {
  if (order.from > bar.time || !passes(order, bar)) return;
  const share = shareOf(order, bar);
  const before = order.ofBar?.time === bar.time ? order.ofBar.amount : NOTHING;
  order.ofBar = { time: bar.time, amount: share };
  fillWaiting(account, order, { amount: share.minus(before), time: bar.until, rangeOf });
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
  const amount = offered(book, order);
  if (amount.isZero()) return;
  order.from = book.renewed;
  fillWaiting(account, order, { amount, time });
}
