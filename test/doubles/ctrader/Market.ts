import { BigNumber } from 'bignumber.js';
import { type Instrument, instruments } from './instruments.js';
import type { Order } from './Order.js';

/** The best prices of a symbol. */
export interface Quote {
  bid: BigNumber;
  ask: BigNumber;
}

/** A level of a book. */
export interface Level {
  /** MDEntryID (278). */
  id: string;
  /** MDEntryType (269): bids, or offers. */
  side: '0' | '1';
  price: string;
  size: string;
}

const DEPTH = [
  { ticks: 0, size: '1000000' },
  { ticks: 1, size: '3000000' },
  { ticks: 3, size: '5000000' },
];

/** The prices of all symbols. */
export class Market {
  readonly instruments = instruments;
  readonly #quotes = new Map<string, Quote>();
  readonly #levels = new Map<string, Level[]>();
  readonly #liquidity = new Map<string, BigNumber>();
  #lastId = 7400;

  constructor() {
    for (const { symbol, bid, ask } of instruments) this.set(symbol, bid, ask);
  }

  quote({ symbol }: Instrument): Quote {
    const quote = this.#quotes.get(symbol);
    if (!quote) throw new Error(`the double has no symbol ${symbol}`);
    return quote;
  }

  /** Its book: a level whose price stays keeps its id. */
  levels(symbol: string): readonly Level[] {
    return this.#levels.get(symbol) ?? [];
  }

  set(symbol: string, bid: string, ask: string): void {
    const instrument = instruments.find((known) => known.symbol === symbol);
    if (!instrument) throw new Error(`the double has no symbol ${symbol}`);
    const quote = { bid: new BigNumber(bid), ask: new BigNumber(ask) };
    this.#quotes.set(symbol, quote);
    const known = this.levels(symbol);
    const tick = new BigNumber(10).pow(-instrument.digits);
    const side = (side: '0' | '1', best: BigNumber, step: BigNumber) =>
      DEPTH.map(({ ticks, size }): Level => {
        // Prices come without needless zeros.
        const price = best.plus(step.times(ticks)).toFixed();
        const same = known.find(
          (level) => level.side === side && level.price === price && level.size === size,
        );
        this.#lastId += 1;
        return same ?? { id: String(this.#lastId), side, price, size };
      });
    this.#levels.set(symbol, [...side('1', quote.ask, tick), ...side('0', quote.bid, tick.negated())]);
  }

  /** At most so much of an order is filled at once; `undefined`: all of it. */
  setLiquidity(symbol: string, quantity: string | undefined): void {
    if (quantity === undefined) this.#liquidity.delete(symbol);
    else this.#liquidity.set(symbol, new BigNumber(quantity));
  }

  /** How much of so much is filled at once. */
  available({ symbol }: Instrument, quantity: BigNumber): BigNumber {
    return BigNumber.min(quantity, this.#liquidity.get(symbol) ?? quantity);
  }

  /** At which price an order is filled now; `undefined` where it has to wait. */
  priceFor({ instrument, side, kind, price, stop }: Order): BigNumber | undefined {
    const { bid, ask } = this.quote(instrument);
    const [now, sign] = side === '1' ? [ask, 1] : [bid, -1];
    const above = (limit: BigNumber | undefined) => now.comparedTo(limit ?? now) ?? 0;
    if (kind === '2') return above(price) * sign <= 0 ? now : undefined;
    if (kind === '3') return above(stop) * sign >= 0 ? now : undefined;
    return now;
  }
}
