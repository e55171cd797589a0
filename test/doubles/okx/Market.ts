import { BigNumber } from 'bignumber.js';
import type { Clock } from '../exchange/Clock.js';
import { noLimits } from '../exchange/Limits.js';
import { priceAt } from '../exchange/priceAt.js';
import type { LiveMarket } from '../exchange/stream/LiveMarket.js';
import { unknownInstrument } from './Answer.js';
import { futuresInstruments, swapInstruments } from './contractInstruments.js';
import type { Instrument, InstrumentRow } from './Instrument.js';
import { spotAltcoins, spotInstruments } from './spotInstruments.js';

/** What is traded, and at which price now. */
export class Market {
  readonly clock: Clock;
  readonly limits = noLimits();
  readonly #prices = new Map<string, BigNumber>();

  readonly #altcoins: boolean;

  /** @param altcoins whether there are more pairs. */
  constructor(clock: Clock, altcoins = false) {
    this.clock = clock;
    this.#altcoins = altcoins;
  }

  /** Rows of instruments that a test has added or changed. */
  readonly changes = new Map<string, Partial<InstrumentRow>>();
  /** Instruments that trade, but are on no list. */
  readonly unlisted = new Set<string>();

  /** What a stream has told of instruments, by id: whoever asks is told the same. */
  readonly live = new Map<string, LiveMarket>();
  /** Told of each instrument whose price is set. */
  readonly onPrice = new Set<(instId: string) => void>();

  all(): Instrument[] {
    const all = [
      ...[...spotInstruments, ...(this.#altcoins ? spotAltcoins : [])],
      ...[...swapInstruments, ...futuresInstruments(this.clock.now())],
    ];
    if (this.changes.size === 0) return all;
    return all.map((instrument) => ({
      ...instrument,
      row: { ...instrument.row, ...this.changes.get(instrument.row.instId) },
    }));
  }

  find(instId: unknown): Instrument | undefined {
    return this.all().find(({ row }) => row.instId === instId);
  }

  /** @throws Refusal 51001 */
  require(instId: string): Instrument {
    const instrument = this.find(instId);
    if (!instrument) throw unknownInstrument();
    return instrument;
  }

  /** The price at which everything trades until it is set anew. */
  price(instrument: Instrument): BigNumber {
    return this.#prices.get(instrument.row.instId) ?? instrument.price;
  }

  setPrice(instId: string, price: string): void {
    this.#prices.set(this.require(instId).row.instId, new BigNumber(price));
    for (const tell of this.onPrice) tell(instId);
  }

  /** The price of the last trade. */
  last(instrument: Instrument): BigNumber {
    return new BigNumber(this.live.get(instrument.row.instId)?.last ?? this.price(instrument));
  }

  /** The price of the past. */
  priceAt({ price, row }: Instrument, time: number): BigNumber {
    return priceAt(price, row.tickSz, time);
  }
}
