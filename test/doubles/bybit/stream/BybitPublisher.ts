import { difference, type Sides } from '../../exchange/stream/LiveBook.js';
import { LiveMarket } from '../../exchange/stream/LiveMarket.js';
import type { StreamLine } from '../../exchange/stream/StreamLine.js';
import type { Instrument } from '../Instrument.js';
import type { Market } from '../Market.js';
import { bookOf } from '../orderbook.js';
import { bookMessage, klineMessages, tickerMessage, tickerRow } from './messages.js';
import type { Topic } from './topics.js';

const DEPTHS = [1, 50, 200, 1000];
const DEEPEST = 1000;
const FIRST_ID = 1_000_000;

/** Tells those who have subscribed how things are now. */
export class BybitPublisher {
  readonly #market: Market;
  readonly #lines: () => Iterable<StreamLine>;
  /** The rows of tickers as they were told last, by path and topic. */
  readonly #tickers = new Map<string, Record<string, string>>();
  /** When the bars opened that were told last, by path and topic. */
  readonly #bars = new Map<string, number>();

  constructor(market: Market, lines: () => Iterable<StreamLine>) {
    this.#market = market;
    this.#lines = lines;
  }

  /** What a topic begins with. */
  welcome(line: StreamLine, { name, kind, part, instrument }: Topic): void {
    const key = `${line.path} ${name}`;
    if (kind === 'orderbook') line.push(name, this.#snapshot(instrument, name, Number(part)));
    if (kind === 'tickers') {
      const row = this.#tickers.get(key) ?? tickerRow(this.#market, instrument);
      this.#tickers.set(key, row);
      line.push(name, tickerMessage(this.#market, name, 'snapshot', row));
    }
    if (kind === 'kline') {
      const [text = '', open = 0] = klineMessages(this.#market, name, instrument, part)[0] ?? [];
      this.#bars.set(key, open);
      line.push(name, text);
    }
  }

  /** What has been told of an instrument: its books by id, its trades. */
  told(instrument: Instrument): LiveMarket {
    const known = this.#market.live(instrument);
    if (known) return known;
    const live = new LiveMarket(bookOf(this.#market, instrument, DEEPEST), FIRST_ID);
    this.#market.goLive(instrument, live);
    return live;
  }

  /** Changes a book, and tells what has changed. */
  update(instrument: Instrument, change: () => void): void {
    const live = this.told(instrument);
    const before = live.book.top(DEEPEST);
    change();
    live.identify(live.id + 1);
    const after = live.book.top(DEEPEST);
    this.deltas(instrument, (depth) => difference(cut(before, depth), cut(after, depth)));
    this.snapshots(instrument, [1]);
  }

  deltas(instrument: Instrument, sides: (depth: number) => Sides): void {
    const { id } = this.told(instrument);
    for (const depth of DEPTHS.slice(1)) {
      this.push(instrument, `orderbook.${depth}.${instrument.symbol}`, (name) =>
        bookMessage(this.#market, name, instrument, 'delta', sides(depth), id),
      );
    }
  }

  snapshots(instrument: Instrument, depths: readonly number[] = DEPTHS): void {
    for (const depth of depths) {
      this.push(instrument, `orderbook.${depth}.${instrument.symbol}`, (name) =>
        this.#snapshot(instrument, name, depth),
      );
    }
  }

  ticker(instrument: Instrument): void {
    const key = `${pathOf(instrument)} tickers.${instrument.symbol}`;
    const before = this.#tickers.get(key);
    if (!before) return;
    const row = tickerRow(this.#market, instrument);
    this.#tickers.set(key, row);
    const changed = Object.entries(row).filter(([field, value]) => before[field] !== value);
    if (changed.length === 0) return;
    const spot = instrument.category === 'spot';
    const delta = { symbol: instrument.symbol, ...Object.fromEntries(changed) };
    this.push(instrument, `tickers.${instrument.symbol}`, (name) =>
      tickerMessage(this.#market, name, spot ? 'snapshot' : 'delta', spot ? row : delta),
    );
  }

  bars(instrument: Instrument): void {
    const names = new Set([...this.#lines()].flatMap(({ topics }) => [...topics]));
    for (const name of names) {
      const [kind, interval = '', symbol] = name.split('.');
      if (kind !== 'kline' || symbol !== instrument.symbol) continue;
      const key = `${pathOf(instrument)} ${name}`;
      const messages = klineMessages(this.#market, name, instrument, interval, this.#bars.get(key));
      for (const [text, open] of messages) {
        this.#bars.set(key, open);
        this.push(instrument, name, () => text);
      }
    }
  }

  push(instrument: Instrument, name: string, make: (name: string) => string): void {
    const path = pathOf(instrument);
    const lines = [...this.#lines()].filter((line) => line.path === path && line.topics.has(name));
    if (lines.length === 0) return;
    const text = make(name);
    for (const line of lines) line.push(name, text);
  }

  #snapshot(instrument: Instrument, name: string, depth: number): string {
    const { book, id } = this.told(instrument);
    return bookMessage(this.#market, name, instrument, 'snapshot', book.top(depth), id);
  }
}

function pathOf({ category }: Instrument): string {
  return `/v5/public/${category}`;
}

function cut({ asks, bids }: Sides, depth: number): Sides {
  return { asks: asks.slice(0, depth), bids: bids.slice(0, depth) };
}
