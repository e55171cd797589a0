import { difference, type Sides } from '../../exchange/stream/LiveBook.js';
import { LiveMarket } from '../../exchange/stream/LiveMarket.js';
import type { StreamLine } from '../../exchange/stream/StreamLine.js';
import { bookLevel, bookOf } from '../book.js';
import { candles } from '../candles.js';
import { fundingRates } from '../fundingRates.js';
import type { Market } from '../Market.js';
import { ticker } from '../ticker.js';
import { type Argument, barOf, topicOf } from './topics.js';

/** Levels on each side of a book. */
export const DEPTH = 400;
const FIRST_ID = 1_000_000_000;

/** Tells those who have subscribed how things are now. */
export class OkxPublisher {
  readonly #market: Market;
  readonly #lines: () => Iterable<StreamLine>;
  /** When the bars opened that were told last, by topic. */
  readonly #bars = new Map<string, number>();

  constructor(market: Market, lines: () => Iterable<StreamLine>) {
    this.#market = market;
    this.#lines = lines;
  }

  /** What a topic begins with: trades and instruments with nothing. */
  welcome(line: StreamLine, argument: Argument): void {
    const { channel, instId } = argument;
    const topic = topicOf(argument);
    if (channel === 'books') {
      const { book, id } = this.told(instId);
      line.push(topic, this.#book(instId, 'snapshot', book.top(DEPTH), -1, id));
    }
    if (channel === 'tickers') line.push(topic, this.#ticker(instId));
    if (channel === 'funding-rate') {
      line.push(topic, message({ channel, instId }, fundingRates(this.#market, instId)));
    }
    if (barOf(channel) === undefined) return;
    const [row = []] = this.#candles(channel, instId);
    this.#bars.set(topic, Number(row[0]));
    line.push(topic, message({ channel, instId }, [row]));
  }

  /** What has been told of an instrument: its books by id, its trades. */
  told(instId: string): LiveMarket {
    const known = this.#market.live.get(instId);
    if (known) return known;
    const live = new LiveMarket(bookOf(this.#market, this.#market.require(instId), DEPTH), FIRST_ID);
    this.#market.live.set(instId, live);
    return live;
  }

  /** Changes a book, and tells what has changed. */
  update(instId: string, change: () => void): void {
    const live = this.told(instId);
    const [before, id] = [live.book.top(DEPTH), live.id];
    change();
    // Ids jump by any amount.
    live.identify(id + 1 + (live.book.version % 7));
    this.book(instId, difference(before, live.book.top(DEPTH)), id, live.id);
  }

  book(instId: string, sides: Sides, prevSeqId: number, seqId: number): void {
    this.push(`books:${instId}`, () => this.#book(instId, 'update', sides, prevSeqId, seqId));
  }

  ticker(instId: string): void {
    this.push(`tickers:${instId}`, () => this.#ticker(instId));
  }

  trade(instId: string, row: Record<string, unknown>): void {
    this.push(`trades:${instId}`, () => message({ channel: 'trades', instId }, [row]));
  }

  instrument(instType: string, row: unknown): void {
    this.push(`instruments:${instType}`, () => message({ channel: 'instruments', instType }, [row]));
  }

  /** The running candles, and before them those that have closed since they were told last. */
  candles(instId: string): void {
    const topics = new Set([...this.#lines()].flatMap((line) => [...line.topics]));
    for (const topic of topics) {
      const [channel = ''] = topic.split(':');
      if (topic !== `${channel}:${instId}` || barOf(channel) === undefined) continue;
      for (const row of this.#candles(channel, instId, this.#bars.get(topic)).reverse()) {
        this.#bars.set(topic, Number(row[0]));
        this.push(topic, () => message({ channel, instId }, [row]));
      }
    }
  }

  push(topic: string, make: () => string): void {
    const lines = [...this.#lines()].filter(({ topics }) => topics.has(topic));
    if (lines.length === 0) return;
    const text = make();
    for (const line of lines) line.push(topic, text);
  }

  /** Newest first, from a bar on. */
  #candles(channel: string, instId: string, since?: number): string[][] {
    const range: Record<string, string> =
      since === undefined ? { limit: '1' } : { limit: '300', before: `${since - 1}` };
    const query = new URLSearchParams({ instId, bar: barOf(channel) ?? '', ...range });
    return candles(this.#market, query, false);
  }

  #ticker(instId: string): string {
    const row = ticker(this.#market, this.#market.require(instId));
    return message({ channel: 'tickers', instId }, [row]);
  }

  #book(
    instId: string,
    action: 'snapshot' | 'update',
    { asks, bids }: Sides,
    prevSeqId: number,
    seqId: number,
  ): string {
    const ts = `${this.#market.clock.now()}`;
    const sides = { asks: asks.map(bookLevel), bids: bids.map(bookLevel) };
    const row = { ...sides, ts, checksum: 0, prevSeqId, seqId };
    return JSON.stringify({ arg: { channel: 'books', instId }, action, data: [row] });
  }
}

function message(arg: Record<string, string>, data: unknown[]): string {
  return JSON.stringify({ arg, data });
}
