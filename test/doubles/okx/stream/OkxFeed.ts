import { BigNumber } from 'bignumber.js';
import { drift } from '../../exchange/stream/drift.js';
import type { Sides } from '../../exchange/stream/LiveBook.js';
import type { Deal, LiveMarket } from '../../exchange/stream/LiveMarket.js';
import { bookOf } from '../book.js';
import type { Market } from '../Market.js';
import { tradeRow } from '../trades.js';
import { DEPTH, type OkxPublisher } from './OkxPublisher.js';

/** What happens on OKX's market that is worth a push. */
export class OkxFeed {
  readonly #market: Market;
  readonly #publisher: OkxPublisher;

  constructor(market: Market, publisher: OkxPublisher) {
    this.#market = market;
    this.#publisher = publisher;
  }

  /** Changes a book, by itself unless told how. */
  move(instId: string, change: Partial<Sides> = {}): void {
    const { book } = this.#publisher.told(instId);
    const { tickSz: tick, lotSz: lot } = this.#market.require(instId).row;
    const text = (value: BigNumber) => value.toFixed();
    const own = change.asks || change.bids;
    const changes = own
      ? { asks: [], bids: [], ...change }
      : drift(book, { tick, lot, price: text, size: text });
    this.#publisher.update(instId, () => book.change(changes));
    this.#publisher.ticker(instId);
  }

  /** A trade, at the price of the last one unless told otherwise. */
  trade(instId: string, given: Partial<Pick<Deal, 'price' | 'size' | 'side'>> = {}): Deal {
    const live = this.#publisher.told(instId);
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
    this.#publisher.trade(instId, { ...tradeRow(instId, deal), count: '1', seqId: live.id });
    this.#publisher.ticker(instId);
    this.#publisher.candles(instId);
    return deal;
  }

  /** Follows a price that was set: the book, the ticker, the running candles. */
  follow(instId: string): void {
    const live = this.#market.live.get(instId);
    if (live) {
      live.last = undefined;
      const next = bookOf(this.#market, this.#market.require(instId), DEPTH);
      this.#publisher.update(instId, () => live.book.replace(next));
    }
    this.#publisher.ticker(instId);
    this.#publisher.candles(instId);
  }

  /** Says that nothing has changed in a book. */
  idle(instId: string): void {
    const { id } = this.#publisher.told(instId);
    this.#publisher.book(instId, { asks: [], bids: [] }, id, id);
  }

  /** As after maintenance: the next id is below the last one, and follows it nevertheless. */
  restart(instId: string): void {
    const live = this.#publisher.told(instId);
    const before = live.id;
    live.identify(Math.floor(before / 2));
    this.#publisher.book(instId, { asks: [], bids: [] }, before, live.id);
  }

  /** Tells that an instrument is suspended, gone or trades again. */
  list(instId: string, state: 'live' | 'suspend' | 'expired'): void {
    if (state !== 'expired') this.#market.changes.set(instId, { ...this.#market.changes.get(instId), state });
    const { row } = this.#market.require(instId);
    this.#publisher.instrument(row.instType, { ...row, state });
  }

  /** As many changes of the best ask as asked for, one after the other. */
  burst(instId: string, count: number): void {
    const live = this.#publisher.told(instId);
    const { lotSz } = this.#market.require(instId).row;
    const price = live.book.top(1).asks[0]?.[0] ?? '1';
    for (let index = 1; index <= count; index += 1) {
      const asks = [[price, new BigNumber(lotSz).times(index).toFixed()] as const];
      const before = live.id;
      live.book.change({ asks, bids: [] });
      live.identify(before + 1);
      this.#publisher.book(instId, { asks, bids: [] }, before, live.id);
    }
  }

  /** What has been told of an instrument: its books by id, its trades. */
  told(instId: string): LiveMarket {
    return this.#publisher.told(instId);
  }
}
