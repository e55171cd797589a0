import type { BigNumber } from 'bignumber.js';
import { drift } from '../../exchange/stream/drift.js';
import type { Sides } from '../../exchange/stream/LiveBook.js';
import type { Deal, LiveMarket } from '../../exchange/stream/LiveMarket.js';
import { type Category, type Instrument, priceText, quantityText } from '../Instrument.js';
import type { Market } from '../Market.js';
import { bookOf } from '../orderbook.js';
import { tradeId } from '../recentTrades.js';
import type { BybitPublisher } from './BybitPublisher.js';
import { tradeMessage } from './messages.js';

const DEEPEST = 1000;

/** What happens on Bybit's market that is worth a push. */
export class BybitFeed {
  readonly #market: Market;
  readonly #publisher: BybitPublisher;

  constructor(market: Market, publisher: BybitPublisher) {
    this.#market = market;
    this.#publisher = publisher;
  }

  /** Changes a book, by itself unless told how. */
  move(category: Category, symbol: string, change: Partial<Sides> = {}): void {
    const instrument = this.#market.require(category, symbol);
    const { book } = this.#publisher.told(instrument);
    const { tick, lot } = instrument;
    const price = (value: BigNumber) => priceText(value, instrument);
    const size = (value: BigNumber) => quantityText(value, instrument);
    const own = change.asks || change.bids;
    const changes = own ? { asks: [], bids: [], ...change } : drift(book, { tick, lot, price, size });
    this.#publisher.update(instrument, () => book.change(changes));
    this.#publisher.ticker(instrument);
  }

  /** A trade, at the price of the last one unless told otherwise. */
  trade(
    category: Category,
    symbol: string,
    given: Partial<Pick<Deal, 'price' | 'size' | 'side'>> = {},
  ): Deal {
    const instrument = this.#market.require(category, symbol);
    const live = this.#publisher.told(instrument);
    const time = this.#market.clock.now();
    const deal: Deal = {
      id: tradeId(instrument, time * 100 + (live.deals.length % 100)),
      time,
      price: priceText(this.#market.last(instrument), instrument),
      size: instrument.lot,
      side: 'buy',
      ...given,
    };
    live.deals.unshift(deal);
    live.last = deal.price;
    this.#publisher.push(instrument, `publicTrade.${symbol}`, (name) =>
      tradeMessage(this.#market, name, instrument, deal),
    );
    this.#publisher.ticker(instrument);
    this.#publisher.bars(instrument);
    return deal;
  }

  /** Follows a price that was set: the book, the ticker, the running candles. */
  follow(instrument: Instrument): void {
    const live = this.#market.live(instrument);
    if (live) {
      live.last = undefined;
      const next = bookOf(this.#market, instrument, DEEPEST);
      this.#publisher.update(instrument, () => live.book.replace(next));
    }
    this.#publisher.ticker(instrument);
    this.#publisher.bars(instrument);
  }

  /** Sends the best level once more, as it is every 3 seconds where nothing changes. */
  repeat(category: Category, symbol: string): void {
    this.#publisher.snapshots(this.#market.require(category, symbol), [1]);
  }

  /** As after a restart of the service: new snapshots, and ids that begin with 1. */
  restart(category: Category, symbol: string): void {
    const instrument = this.#market.require(category, symbol);
    this.#publisher.told(instrument).identify(1);
    this.#publisher.snapshots(instrument);
  }

  /** As many changes of the best ask as asked for, one after the other. */
  burst(category: Category, symbol: string, count: number): void {
    const instrument = this.#market.require(category, symbol);
    const live = this.#publisher.told(instrument);
    const [[price = '', size = ''] = [], [, other = ''] = []] = live.book.top(2).asks;
    for (let index = 0; index < count; index += 1) {
      const asks = [[price, index % 2 ? size : other] as const];
      live.book.change({ asks, bids: [] });
      live.identify(live.id + 1);
      this.#publisher.deltas(instrument, () => ({ asks, bids: [] }));
    }
  }

  /** What has been told of an instrument: its books by id, its trades. */
  told(category: Category, symbol: string): LiveMarket {
    return this.#publisher.told(this.#market.require(category, symbol));
  }
}
