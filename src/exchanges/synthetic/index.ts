import * as v from 'valibot';
import type { Answer, Api } from '../../adapter/Api.js';
import { defineExchange } from '../../adapter/defineExchange.js';
import type { Exchange, Methods } from '../../adapter/Exchange.js';
import { type MethodName, methodNames, methods } from '../../protocol/methods.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { parseParams } from '../../protocol/parseWith.js';
import type { Depth, Funding, Market } from '../../protocol/structures.js';
import { type FmzSymbol, type FmzSymbolRange, parseSymbol } from '../../protocol/symbol.js';
import { HOUR } from '../../protocol/time.js';
import { listed, say } from '../../wording/say.js';
import { barsUntil, tickerAt } from './bars.js';
import { createListing, type Listing, toJsonNumber, toMarket } from './listings.js';
import { hashAt, unitAt } from './noise.js';
import { createPricePath, type PricePath, stepAt } from './pricePath.js';
import { tradesAt } from './trades.js';

/** What `markets` and `tickers` list; every other pair, and its perpetual, can be traded all the same, and is listed then. */
const DOLLAR_PAIRS = [
  ...['BTC_USDT', 'ETH_USDT', 'BNB_USDT', 'BCH_USDT', 'SOL_USDT', 'LTC_USDT'],
  ...['AVAX_USDT', 'LINK_USDT', 'XRP_USDT', 'ADA_USDT', 'DOGE_USDT'],
];
const LISTED = [
  ...DOLLAR_PAIRS,
  'ETH_BTC',
  ...DOLLAR_PAIRS.map((pair) => `${pair}.swap`),
  ...['BTC_USD.swap', 'ETH_USD.swap'],
];

/** How many others `markets` lists at most: the last that were asked for. */
const MOST_OTHERS = 100;

const EIGHT_HOURS = 8 * HOUR;

/** A computed market. */
export interface SyntheticMarket {
  exchange: Exchange;
  /**
   * The entry in `markets` of anything that is traded, whether it is listed or not.
   *
   * @throws ProtocolError where it is not traded.
   */
  entryOf(symbol: FmzSymbol): Market;
  /** The last bar never takes back what it told. */
  readonly liveBars: true;
}

/**
 * Makes an exchange of computed prices, without a network and without accounts: pairs of any two currencies, and a
 * perpetual of each. All it answers is a function of the seed, the symbol and the time: the same time gives the same prices,
 * and a later time never changes what lies behind it. Nothing is kept but the names that were asked for.
 *
 * @param options.seed the same seed gives the same prices. A whole number. @default 1
 * @param options.now gives the Unix time in ms, from 2020-01-02 on. @default Date.now
 * @example createSynthetic({ seed: 7, now: () => 1_750_000_000_000 }).exchange
 */
export function createSynthetic(options: { seed?: number; now?: () => number } = {}): SyntheticMarket {
  const { seed = 1, now = Date.now } = options;
  const others = new Map<string, FmzSymbol>();
  const open = (symbol: FmzSymbol) => {
    const listing = createListing(symbol, seed);
    if (!LISTED.includes(listing.name)) remember(symbol, others);
    return [listing, createPricePath(listing)] as const;
  };
  const symbols = LISTED.flatMap((name) => parseSymbol(name) ?? []);
  const listed = () => [...symbols, ...others.values()];

  function perpetuals(asked: FmzSymbol | FmzSymbolRange | undefined): Listing[] {
    if (asked && !('range' in asked)) return [createListing(asked, seed)];
    return symbols
      .filter(
        ({ contract, quote }) => contract && (!asked || (asked.range === 'swap' && asked.quote === quote)),
      )
      .map((symbol) => createListing(symbol, seed));
  }

  const market: Methods<unknown, unknown> = {
    async ticker({ symbol }) {
      return { data: tickerAt(...open(symbol), now()) };
    },
    async tickers() {
      const time = now();
      return { data: listed().map((symbol) => tickerAt(...open(symbol), time)) };
    },
    async depth({ symbol, limit }) {
      return { data: depthAt(...open(symbol), { limit, now: now() }) };
    },
    async trades({ symbol }) {
      return { data: tradesAt(...open(symbol), now()) };
    },
    async records({ symbol, period, limit }) {
      return { data: barsUntil(...open(symbol), { minutes: period, limit, now: now() }) };
    },
    async markets() {
      const entries = listed().map((symbol) => [symbol.name, toMarket(createListing(symbol, seed))] as const);
      return { data: Object.fromEntries(entries) };
    },
    async fundings({ symbol }) {
      const time = now();
      return { data: perpetuals(symbol).map((listing) => fundingAt(listing, time)) };
    },
  };

  return {
    entryOf: (symbol) => toMarket(createListing(symbol, seed)),
    liveBars: true,
    exchange: defineExchange({
      name: 'Synthetic',
      announcesChanges: true,
      credentials: v.object({ access_key: v.string(), secret_key: v.string() }),
      createState: () => undefined,
      methods: {
        ...market,
        // Its own API is what it has for FMZ: GET /ticker?symbol=BTC_USDT.
        async io({ path, params }, api) {
          return askByPath(market, path, params, api);
        },
      },
    }),
  };
}

function askByPath(
  market: Methods<unknown, unknown>,
  path: string,
  params: unknown,
  api: Api<unknown, unknown>,
): Promise<Answer<unknown>> {
  const names = methodNames.filter((name) => market[name]);
  const name = names.find((one) => path === `/${one}`);
  if (!name)
    throw new ProtocolError(
      say('there is no {path}: the paths are {paths}', {
        path,
        paths: listed(names.map((one) => `/${one}`)),
      }),
    );
  return answer(name);

  function answer<M extends MethodName>(method: M): Promise<Answer<unknown>> {
    const implemented = market[method];
    if (!implemented) throw new TypeError(method);
    return implemented(parseParams(methods[method].params, params), api);
  }
}

/**
 * The funding of a perpetual: at 00:00, 08:00 and 16:00 UTC. Each has a rate of its own, from -0.01 % to 0.03 %, that never
 * changes, so that an account which nobody looked at for days pays what it would have paid.
 *
 * @throws ProtocolError for a pair.
 */
function fundingAt({ name, contract, seed }: Listing, now: number): Funding {
  if (!contract)
    throw new ProtocolError(say('{name} is a spot symbol: name a contract, like {name}.swap', { name }));
  return {
    symbol: name,
    rate: Number(`${(hashAt(seed ^ 8, 0) % 41) - 10}e-5`),
    time: (Math.floor(now / EIGHT_HOURS) + 1) * EIGHT_HOURS,
    interval: EIGHT_HOURS,
  };
}

const MOST_LEVELS = 400;
const WIDEST_GAP = 3;

/** The order book at `now`: the best ask is a tick above the price, the best bid a tick below it. */
function depthAt(listing: Listing, path: PricePath, request: { limit: number; now: number }): Depth {
  const { limit, now } = request;
  const middle = path.at(now);
  const count = Math.min(limit, MOST_LEVELS);
  const side = (direction: 1 | -1): Depth['asks'] => {
    const seed = hashAt(listing.seed ^ (direction + 5), stepAt(now));
    const levels: Depth['asks'] = [];
    let ticks = middle + direction;
    for (let index = 0; index < count && ticks > 0; index += 1) {
      const lots = Math.round((300 + 3700 * unitAt(seed, index)) * listing.lotsPerDollar);
      levels.push([toJsonNumber(ticks, listing.priceDigits), toJsonNumber(lots, listing.amountDigits)]);
      ticks += direction * (1 + (hashAt(seed ^ 1, index) % WIDEST_GAP));
    }
    return levels;
  };
  return { time: now, asks: side(1), bids: side(-1) };
}

function remember(symbol: FmzSymbol, others: Map<string, FmzSymbol>): void {
  others.delete(symbol.name);
  others.set(symbol.name, symbol);
  const [oldest] = others.keys();
  if (others.size > MOST_OTHERS && oldest !== undefined) others.delete(oldest);
}
