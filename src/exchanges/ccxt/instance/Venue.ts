import { Instruments } from '../../../adapter/Instruments.js';
import { tryTwice } from '../../../adapter/tryTwice.js';
import { NetworkError } from '../../../http/NetworkError.js';
import { RateLimiter } from '../../../http/RateLimiter.js';
import { ServerClock } from '../../../http/ServerClock.js';
import type { CcxtApi } from '../CcxtApi.js';
import { isClassOfError } from '../call/classesOf.js';
import type { Trips } from '../call/Trips.js';
import { travel } from '../call/travel.js';
import { readMarkets } from '../instruments.js';
import { quirksOf } from '../quirks/quirksOf.js';
import type { MarketRow } from '../rows/marketRow.js';
import type { CcxtClass, CcxtExchange } from './CcxtExchange.js';
import { createKeyed } from './connect.js';
import { type Account, createInstance } from './createInstance.js';

/** Of the replies that markets were read from, in characters: some are many megabytes. */
const MOST_KEPT = 4 * 1024 * 1024;

/**
 * An exchange of ccxt, or its demo trading: one instance without keys for what is public, and the markets that all
 * instances of it share.
 */
export class Venue {
  readonly instruments: Instruments<MarketRow, 'all', CcxtApi>;
  /** The exchange's: this machine's until it has refused a request for its time. */
  readonly clock = new ServerClock();
  /** Shared by all instances, too. */
  readonly limiter: RateLimiter;
  /** Makes an instance, of an account where it is told its keys. */
  readonly create: (account?: Account) => Promise<CcxtExchange>;
  #keyless: Promise<CcxtExchange> | undefined;

  constructor(name: string, simulate: boolean, trips: Trips, loadClass: () => Promise<CcxtClass>) {
    // ccxt's figures are kept as they are.
    this.limiter = new RateLimiter(name, { margin: 1 });
    this.create = async (account) =>
      createInstance(await loadClass(), trips, {
        ...account,
        ...{ name, simulate, limiter: this.limiter },
        now: () => this.clock.now(),
      });
    this.instruments = new Instruments<MarketRow, 'all', CcxtApi>({
      exchange: name,
      // All of an exchange at once is many megabytes on some.
      fresh: 3_600_000,
      notAgainFor: 60_000,
      lists: ['all'],
      listOf: () => 'all',
      delistedName: (id) => id,
      read: async (api) => {
        const { value: loaded, replies } = await tryTwice(api, (attempt) =>
          travel(api, { method: 'markets', shared: true }, attempt, () => this.#loadMarkets(api)),
        );
        const { instruments, unnamed } = readMarkets(loaded.markets, quirksOf(loaded.id));
        if (instruments.length === 0) {
          throw new NetworkError('returned no markets', { outcome: 'unknown', passing: false });
        }
        (await this.keyless()).setMarketsFromExchange(loaded);
        const size = replies.reduce((sum, { text }) => sum + text.length, 0);
        return { instruments, unreadable: [], unnamed, replies: size > MOST_KEPT ? [] : replies };
      },
    });
  }

  /** The instance for what is public. */
  keyless(): Promise<CcxtExchange> {
    this.#keyless ??= this.create().catch((error: unknown) => {
      this.#keyless = undefined;
      throw error;
    });
    return this.#keyless;
  }

  /** Gives an instance with keys the markets that are there, and lets ccxt ask what it would have asked with them. */
  async share(exchange: CcxtExchange): Promise<void> {
    const keyless = await this.keyless();
    if (exchange === keyless || exchange.markets === keyless.markets) return;
    await quirksOf(exchange.id).prepare?.(exchange);
    exchange.setMarketsFromExchange(keyless);
  }

  /**
   * An instance that has just loaded the markets: one that others use would wait for them. A few exchanges tell their
   * markets to customers only.
   */
  async #loadMarkets(api: CcxtApi): Promise<CcxtExchange> {
    const loader = await this.create();
    try {
      await loader.loadMarkets(true);
      return loader;
    } catch (error) {
      if (!api.hasKeys || !isClassOfError(error, 'AuthenticationError')) throw error;
      const keyed = await createKeyed(api.keys, api.state);
      await keyed.loadMarkets(true);
      return keyed;
    }
  }
}
