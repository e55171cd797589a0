import { BigNumber } from 'bignumber.js';
import { unknownInstrument } from './Answer.js';
import type { Clock } from './Clock.js';
import { futuresInstruments, swapInstruments } from './contractInstruments.js';
import type { Instrument } from './Instrument.js';
import { spotInstruments } from './spotInstruments.js';

/** What is traded, and at which price now. */
export class Market {
  readonly clock: Clock;
  readonly #prices = new Map<string, BigNumber>();

  constructor(clock: Clock) {
    this.clock = clock;
  }

  all(): Instrument[] {
    return [...spotInstruments, ...swapInstruments, ...futuresInstruments(this.clock.now())];
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
  }

  /** The price of the past: a wave about the instrument's first price, the same whenever it is asked for. */
  priceAt(instrument: Instrument, time: number): BigNumber {
    const hours = time / 3_600_000;
    const swing = 0.03 * Math.sin(hours / 9) + 0.01 * Math.sin(hours * 1.3) + 0.001 * Math.sin(hours * 50);
    return toStep(instrument.price.times((1 + swing).toFixed(8)), instrument.row.tickSz);
  }
}

/** Rounds to a whole number of steps; an empty step leaves the number alone. */
export function toStep(value: BigNumber, step: string, rounding?: BigNumber.RoundingMode): BigNumber {
  if (step === '') return value;
  return value.div(step).integerValue(rounding).times(step);
}
