import type { BigNumber } from 'bignumber.js';
import type { Clock } from '../exchange/Clock.js';
import { noLimits } from '../exchange/Limits.js';
import { priceAt } from '../exchange/priceAt.js';
import type { Asset } from './Asset.js';
import { assets } from './assets.js';
import { Calendar } from './newYork.js';

/** How long things take, in ms of the double's clock. */
export interface Delays {
  /** From the answer to an order until it is routed: `pending_new` turns into `new`. */
  route: number;
  /** From the answer to a cancellation or a replacement until it is carried out. */
  change: number;
}

/** What is traded, when, and at which price now. */
export class Market {
  readonly clock: Clock;
  readonly calendar = new Calendar();
  readonly limits = noLimits();
  readonly delays: Delays = { route: 0, change: 0 };
  /** What a test has changed of assets, by symbol. */
  readonly changes = new Map<string, Partial<Asset>>();
  /** Symbols of which nobody sells: the ask of their quotes is 0. */
  readonly unsold = new Set<string>();
  readonly #prices = new Map<string, BigNumber>();

  constructor(clock: Clock) {
    this.clock = clock;
  }

  all(): Asset[] {
    return assets.map((asset) => ({ ...asset, ...this.changes.get(asset.symbol) }));
  }

  find(symbol: string): Asset | undefined {
    return this.all().find((asset) => asset.symbol === symbol);
  }

  /** The price at which everything trades until it is set anew. */
  price({ symbol, price }: Asset): BigNumber {
    return this.#prices.get(symbol) ?? price;
  }

  setPrice({ symbol }: Asset, price: BigNumber): void {
    this.#prices.set(symbol, price);
  }

  ask(asset: Asset): BigNumber {
    return this.price(asset).plus(asset.tick);
  }

  bid(asset: Asset): BigNumber {
    return this.price(asset).minus(asset.tick);
  }

  /** The price of the past: a wave that ends at the price of now. */
  priceAt(asset: Asset, time: number): BigNumber {
    return priceAt(this.price(asset), asset.tick, time);
  }

  /** What one coin is worth in dollars. */
  dollars(coin: string): BigNumber | undefined {
    const pair = this.find(`${coin}/USD`);
    return pair && this.price(pair);
  }

  /** Whether orders of an asset can be filled now. */
  isOpen(asset: Asset, extendedHours: boolean): boolean {
    if (asset.class === 'crypto') return true;
    const session = this.calendar.session(this.clock.now());
    return session === 'core' || (extendedHours && session !== 'closed');
  }
}
