import { BigNumber } from 'bignumber.js';
import { drift } from '../../exchange/stream/drift.js';
import { difference, type Sides } from '../../exchange/stream/LiveBook.js';
import { type Deal, LiveMarket } from '../../exchange/stream/LiveMarket.js';
import type { StreamLine } from '../../exchange/stream/StreamLine.js';
import { bookLevel, bookOf } from '../book.js';
import { candles } from '../candles.js';
import { fundingRates } from '../fundingRates.js';
import type { Market } from '../Market.js';
import { ticker } from '../ticker.js';
import { tradeRow } from '../trades.js';
import { type Argument, barOf, topicOf } from './topics.js';

const DEPTH = 400;
const FIRST_ID = 1_000_000_000;

/** What OKX pushes, and what happens on its market that is worth a push. */
export class OkxFeed {
  readonly #market: Market;
  readonly #lines: () => Iterable<StreamLine>;

  constructor(market: Market, lines: () => Iterable<StreamLine>) {
    this.#market = market;
    this.#lines = lines;
  }

  /** What a topic begins with. */
  welcome(line: StreamLine, argument: Argument): void {
    const text = this.#first(argument);
    if (text !== undefined) line.push(topicOf(argument), text);
  }

  /** Changes a book, by itself unless told how. */
  move(instId: string, change: Partial<Sides> = {}): void {
    const live = this.#live(instId);
    const { tickSz: tick, lotSz: lot } = this.#market.require(instId).row;
    const text = (value: BigNumber) => value.toFixed();
    const { asks, bids } =
      change.asks || change.bids
        ? { asks: [], bids: [], ...change }
        : drift(live.book, { tick, lot, price: text, size: text });
    this.#update(instId, () => live.book.change({ asks, bids }));
    this.#push(`tickers:${instId}`, () => this.#first({ channel: 'tickers', instId, instType: '' }));
  }

  /** A trade, at the price of the last one unless told otherwise. */
  trade(instId: string, given: Partial<Pick<Deal, 'price' | 'size' | 'side'>> = {}): Deal {
    const live = this.#live(instId);
    const instrument = this.#market.require(instId);
    const time = this.#market.clock.now();
    const deal: Deal = {
      id: `${Math.floor(time / 1000)}${`${live.deals.length + 1}`.padStart(6, '0')}`,
      time,
      price: this.#market.last(instrument).toFixed(),
      size: instrument.row.lotSz,
      side: 'buy',
      ...given,
    };
    live.deals.unshift(deal);
    live.last = deal.price;
    const row = { ...tradeRow(instId, deal), count: '1', seqId: live.id };
    this.#push(`trades:${instId}`, () => message({ channel: 'trades', instId }, [row]));
    this.#push(`tickers:${instId}`, () => this.#first({ channel: 'tickers', instId, instType: '' }));
    this.#pushCandles(instId);
    return deal;
  }

  /** Follows a price that was set: the book, the ticker, the running candles. */
  follow(instId: string): void {
    const live = this.#market.live.get(instId);
    if (!live) return;
    live.last = undefined;
    const next = bookOf(this.#market, this.#market.require(instId), DEPTH);
    this.#update(instId, () => live.book.replace(next));
    this.#push(`tickers:${instId}`, () => this.#first({ channel: 'tickers', instId, instType: '' }));
    this.#pushCandles(instId);
  }

  /** Says that nothing has changed in a book. */
  idle(instId: string): void {
    const { id } = this.#live(instId);
    this.#pushBook(instId, { asks: [], bids: [] }, id, id);
  }

  /** As after maintenance: the next id is below the last one, and follows it nevertheless. */
  restart(instId: string): void {
    const live = this.#live(instId);
    const before = live.id;
    live.identify(Math.floor(before / 2));
    this.#pushBook(instId, { asks: [], bids: [] }, before, live.id);
  }

  /** Tells that an instrument is suspended, gone or trades again. */
  list(instId: string, state: 'live' | 'suspend' | 'expired'): void {
    if (state !== 'expired') this.#market.changes.set(instId, { ...this.#market.changes.get(instId), state });
    const { row } = this.#market.require(instId);
    const { instType } = row;
    const text = () => message({ channel: 'instruments', instType }, [{ ...row, state }]);
    this.#push(`instruments:${instType}`, text);
  }

  /** As many changes of the best ask as asked for, one after the other. */
  burst(instId: string, count: number): void {
    const live = this.#live(instId);
    const { lotSz } = this.#market.require(instId).row;
    const price = live.book.top(1).asks[0]?.[0] ?? '1';
    for (let index = 1; index <= count; index += 1) {
      const asks = [[price, new BigNumber(lotSz).times(index).toFixed()] as const];
      const before = live.id;
      live.book.change({ asks, bids: [] });
      live.identify(before + 1);
      this.#pushBook(instId, { asks, bids: [] }, before, live.id);
    }
  }

  #live(instId: string): LiveMarket {
    const known = this.#market.live.get(instId);
    if (known) return known;
    const live = new LiveMarket(bookOf(this.#market, this.#market.require(instId), DEPTH), FIRST_ID);
    this.#market.live.set(instId, live);
    return live;
  }

  #update(instId: string, change: () => void): void {
    const live = this.#live(instId);
    const [before, id] = [live.book.top(DEPTH), live.id];
    change();
    // Ids jump by any amount.
    live.identify(id + 1 + (live.book.version % 7));
    this.#pushBook(instId, difference(before, live.book.top(DEPTH)), id, live.id);
  }

  #pushBook(instId: string, sides: Sides, prevSeqId: number, seqId: number): void {
    this.#push(`books:${instId}`, () => this.#book(instId, 'update', sides, { prevSeqId, seqId }));
  }

  #pushCandles(instId: string): void {
    const topics = new Set([...this.#lines()].flatMap(({ topics }) => [...topics]));
    for (const topic of topics) {
      const [channel = ''] = topic.split(':');
      if (topic !== `${channel}:${instId}` || barOf(channel) === undefined) continue;
      this.#push(topic, () => this.#first({ channel, instId, instType: '' }));
    }
  }

  #push(topic: string, make: () => string | undefined): void {
    const lines = [...this.#lines()].filter(({ topics }) => topics.has(topic));
    if (lines.length === 0) return;
    const text = make();
    for (const line of lines) if (text !== undefined) line.push(topic, text);
  }

  /** The message that a topic begins with; of all but books what it goes on with as well. */
  #first({ channel, instId }: Argument): string | undefined {
    if (channel === 'instruments' || channel === 'trades') return undefined;
    if (channel === 'books') {
      const live = this.#live(instId);
      return this.#book(instId, 'snapshot', live.book.top(DEPTH), { prevSeqId: -1, seqId: live.id });
    }
    return message({ channel, instId }, this.#rows(channel, instId));
  }

  #rows(channel: string, instId: string): unknown[] {
    const bar = barOf(channel);
    if (bar !== undefined) {
      return candles(this.#market, new URLSearchParams({ instId, bar, limit: '1' }), false);
    }
    return channel === 'tickers'
      ? [ticker(this.#market, this.#market.require(instId))]
      : fundingRates(this.#market, instId);
  }

  #book(
    instId: string,
    action: 'snapshot' | 'update',
    { asks, bids }: Sides,
    ids: { prevSeqId: number; seqId: number },
  ): string {
    const ts = `${this.#market.clock.now()}`;
    const rows = { asks: asks.map(bookLevel), bids: bids.map(bookLevel) };
    return message({ channel: 'books', instId }, [{ ...rows, ts, checksum: 0, ...ids }], { action });
  }
}

function message(arg: Record<string, string>, data: unknown[], more: Record<string, string> = {}): string {
  return JSON.stringify({ arg, ...more, data });
}
