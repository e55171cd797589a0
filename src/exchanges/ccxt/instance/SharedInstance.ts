import { Instruments } from '../../../adapter/Instruments.js';
import { retryRead } from '../../../adapter/retryRead.js';
import { SwrCache } from '../../../adapter/SwrCache.js';
import type { LimitSharing } from '../../../http/LimitSharing.js';
import { NetworkError } from '../../../http/NetworkError.js';
import { RateLimiter } from '../../../http/RateLimiter.js';
import { ServerClock } from '../../../http/ServerClock.js';
import { say } from '../../../wording/say.js';
import type { CallContext } from '../calls/callContext.js';
import { isClassOfError } from '../calls/errors.js';
import { runInContext } from '../calls/runInContext.js';
import { type CcxtKeys, requiredKeys, toCcxtKeys } from '../credentials.js';
import { readMarkets } from '../instruments.js';
import type { MarketRow } from '../market/rows.js';
import type { CcxtApi, CcxtState, Connection, SharedInstance } from '../state.js';
import { factsOf } from '../venues.js';
import type { CcxtClass, CcxtExchange } from './ccxtTypes.js';
import { createInstance } from './createInstance.js';
import { prepare, setMarkets } from './internals.js';

/** Of the replies that markets were read from, in characters: some are many megabytes. */
const MOST_KEPT = 4 * 1024 * 1024;

/** @param simulate its demo trading. */
export function createSharedInstance(
  name: string,
  simulate: boolean,
  context: CallContext,
  loadClass: () => Promise<CcxtClass>,
  sharing?: LimitSharing,
): SharedInstance {
  const clock = new ServerClock();
  // ccxt's figures are kept as they are.
  const limiter = new RateLimiter(name, { margin: 1, sharing });
  let instance: Promise<CcxtExchange> | undefined;

  const create: SharedInstance['create'] = async (account) =>
    createInstance(await loadClass(), context, {
      ...account,
      ...{ name, simulate, limiter },
      now: () => clock.now(),
    });

  function keyless(): Promise<CcxtExchange> {
    instance ??= create().catch((error: unknown) => {
      instance = undefined;
      throw error;
    });
    return instance;
  }

  /**
   * An instance that has just loaded the markets: one that others use would wait for them. A few exchanges tell their
   * markets to customers only.
   */
  async function loadMarkets(api: CcxtApi): Promise<CcxtExchange> {
    const loader = await create();
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

  const instruments = new Instruments<MarketRow, 'all', CcxtApi>({
    exchange: name,
    // All of an exchange at once is many megabytes on some.
    fresh: 3_600_000,
    notAgainFor: 60_000,
    lists: ['all'],
    listOf: () => 'all',
    delistedName: (id) => id,
    read: async (api) => {
      const { value: loaded, replies } = await retryRead(api, (attempt) =>
        runInContext(api, { method: 'markets', shared: true }, attempt, () => loadMarkets(api)),
      );
      const { instruments, unnamed } = readMarkets(loaded.markets, factsOf(loaded.id));
      if (instruments.length === 0) {
        throw new NetworkError(say('returned no markets'), { outcome: 'unknown', transient: false });
      }
      setMarkets(await keyless(), { from: loaded });
      const size = replies.reduce((sum, { text }) => sum + text.length, 0);
      return { instruments, unreadable: [], unnamed, replies: size > MOST_KEPT ? [] : replies };
    },
  });

  return {
    instruments,
    clock,
    limiter,
    create,
    keyless,
    async share(exchange) {
      const known = await keyless();
      if (exchange === known || exchange.markets === known.markets) return;
      await prepare(exchange, factsOf(exchange.id));
      setMarkets(exchange, { from: known });
    },
  };
}

/** @throws ProtocolError that names the keys that are missing. */
export async function connect(keys: CcxtKeys, state: CcxtState): Promise<Connection> {
  const exchange = await createKeyed(keys, state);
  return {
    exchange,
    modes: new SwrCache<boolean>({ fresh: 60_000, stale: 60_000, what: say('the mode of the account') }),
  };
}

/** An instance with an account's keys. */
async function createKeyed(keys: CcxtKeys, { name, instances }: CcxtState): Promise<CcxtExchange> {
  const shared = instances[keys.simulate ? 'demo' : 'live'];
  const required = requiredKeys(await shared.keyless());
  return shared.create({
    keys: toCcxtKeys(name, keys, required),
    settings: keys.settings,
    options: keys.options,
  });
}
