import { BigNumber } from 'bignumber.js';
import type { Clock } from '../exchange/Clock.js';
import { datedExpiries } from '../exchange/datedExpiries.js';
import { noLimits } from '../exchange/Limits.js';
import { priceAt } from '../exchange/priceAt.js';
import type { LiveMarket } from '../exchange/stream/LiveMarket.js';
import type { Category, Instrument } from './Instrument.js';
import { inverseFutures, inversePerpetuals } from './inverseInstruments.js';
import { linearAltcoins, linearFutures, linearPerpetuals } from './linearInstruments.js';
import { unknownSymbol } from './Refusal.js';
import { spotInstruments } from './spotInstruments.js';

/** What is traded, and at which price now. */
export class Market {
  readonly clock: Clock;
  readonly limits = noLimits();
  readonly #altcoins: boolean;
  readonly #prices = new Map<string, BigNumber>();
  #listed: { expiries: string; instruments: Map<string, Instrument> } = {
    expiries: 'none yet',
    instruments: new Map(),
  };

  /** @param altcoins whether there are more contracts than a page holds. */
  constructor(clock: Clock, altcoins = true) {
    this.clock = clock;
    this.#altcoins = altcoins;
  }

  /** What a test has changed of instruments, by category and symbol. */
  readonly changes = new Map<string, Partial<Instrument>>();

  readonly #live = new Map<string, LiveMarket>();
  /** Told of each instrument whose price is set. */
  readonly onPrice = new Set<(instrument: Instrument) => void>();

  /** By category and symbol. */
  all(category: Category): Instrument[] {
    const all = [...this.#instruments().values()].filter((instrument) => instrument.category === category);
    return this.changes.size === 0 ? all : all.map((instrument) => this.#changed(instrument));
  }

  find(category: Category, symbol: string): Instrument | undefined {
    const found = this.#instruments().get(`${category} ${symbol}`);
    return found && this.#changed(found);
  }

  /** @throws Refusal 10001 */
  require(category: Category, symbol: string): Instrument {
    const instrument = this.find(category, symbol);
    if (!instrument) throw unknownSymbol();
    return instrument;
  }

  /** The price at which everything trades until it is set anew; it is the mark and the index as well. */
  price(instrument: Instrument): BigNumber {
    return this.#prices.get(keyOf(instrument)) ?? instrument.price;
  }

  setPrice(instrument: Instrument, price: string): void {
    this.#prices.set(keyOf(instrument), new BigNumber(price));
    for (const tell of this.onPrice) tell(instrument);
  }

  /** What a stream has told of an instrument: whoever asks is told the same. */
  live(instrument: Instrument): LiveMarket | undefined {
    return this.#live.get(keyOf(instrument));
  }

  goLive(instrument: Instrument, live: LiveMarket): void {
    this.#live.set(keyOf(instrument), live);
  }

  /** The price of the last trade. */
  last(instrument: Instrument): BigNumber {
    return new BigNumber(this.live(instrument)?.last ?? this.price(instrument));
  }

  /** The price of the past. */
  priceAt({ price, tick }: Instrument, time: number): BigNumber {
    return priceAt(price, tick, time);
  }

  /** What one coin is worth in dollars; 1 of stable coins and of what has no pair. */
  dollars(coin: string): BigNumber {
    const pair = this.find('spot', `${coin}USDT`);
    return pair && coin !== 'USDC' ? this.price(pair) : new BigNumber(1);
  }

  #changed(instrument: Instrument): Instrument {
    const change = this.changes.get(keyOf(instrument));
    return change ? { ...instrument, ...change } : instrument;
  }

  /** What is listed now, and closed what was listed before. */
  #instruments(): Map<string, Instrument> {
    const expiries = datedExpiries(this.clock.now());
    if (this.#listed.expiries !== expiries.join()) {
      const all = [
        ...[...this.#listed.instruments.values()].map((old) => ({ ...old, status: 'Closed' as const })),
        ...spotInstruments,
        ...[...linearPerpetuals, ...linearFutures(expiries), ...(this.#altcoins ? linearAltcoins : [])],
        ...[...inversePerpetuals, ...inverseFutures(expiries)],
      ];
      const instruments = new Map(all.map((instrument) => [keyOf(instrument), instrument]));
      this.#listed = { expiries: expiries.join(), instruments };
    }
    return this.#listed.instruments;
  }
}

function keyOf({ category, symbol }: Instrument): string {
  return `${category} ${symbol}`;
}
