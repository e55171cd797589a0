import { ExchangeError } from '../../exchange/ExchangeError.js';
import { gaveVerdict } from '../../exchange/gaveVerdict.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import type { CcxtClass, CcxtExchange } from './CcxtExchange.js';
import type { CcxtSettings } from './credentials.js';
import { demoOf } from './demoOf.js';
import { findRefusal } from './findRefusal.js';
import type { Pace } from './Pace.js';
import { hasOf, quirksOf } from './quirksOf.js';
import type { Trips } from './Trips.js';
import { SERIALIZERS, switchOffTags } from './tags.js';

// Those whose markets or costs cannot be told without their currencies; for all others that would be one more request.
const NEEDS_CURRENCIES = new Set(['bitso', 'bitvavo', 'hyperliquid', 'latoken']);

/**
 * An exchange of ccxt whose requests go through the calls of FMZ's that they are for: without ccxt's own network,
 * repetitions, logging and tags. Numbers keep their digits: they are strings.
 *
 * @param options.pace its rate limit.
 * @param options.name for people.
 * @param options.keys by ccxt's names.
 * @param options.simulate the exchange's demo trading, or else its sandbox.
 * @throws ProtocolError where it has neither.
 */
export function createInstance(
  Exchange: CcxtClass,
  trips: Trips,
  options: {
    name: string;
    pace: Pace;
    keys?: Readonly<Record<string, string>>;
    settings?: CcxtSettings;
    /** Options of ccxt's that the user gave. */
    options?: Readonly<Record<string, string>>;
    simulate: boolean;
    /** Unix time in ms on the exchange's clock. @default that of this machine */
    now?: () => number;
  },
): CcxtExchange {
  const { name, pace, keys = {}, settings = {}, simulate, now = Date.now } = options;
  const exchange = new Exchange({
    ...keys,
    enableRateLimit: true,
    verbose: false,
  });
  exchange.number = String;
  Object.assign(exchange, {
    milliseconds: () => Math.floor(now()),
    microseconds: () => Math.floor(now() * 1000),
    seconds: () => Math.floor(now() / 1000),
  });
  if (typeof exchange.userAgent !== 'string') exchange.userAgent = 'fmzproto';
  Object.assign(exchange.options, {
    // Requests that are under way together may arrive in another order.
    ...('nonceWindow' in exchange.options && { nonceWindow: true }),
    ...options.options,
    maxRetriesOnFailure: 0,
    warnOnFetchOpenOrdersWithoutSymbol: false,
    ...(settings.type !== undefined && { defaultType: settings.type }),
    // Where it is asked for: any number will do.
    ...('operatorId' in exchange.options && { operatorId: settings.operatorId ?? '1' }),
  });
  leaveOutOptions(exchange);
  exchange.has = {
    ...hasOf(exchange),
    ...(!NEEDS_CURRENCIES.has(exchange.id) && { fetchCurrencies: false }),
  };
  switchOffTags(exchange);
  keepIds(exchange, trips);
  countNonces(exchange);
  connectFetch(exchange, trips);
  noteKinds(exchange, trips);
  refuseStatuses(exchange);
  keepPace(exchange, trips, pace);
  if (simulate) enterDemo(exchange, name);
  return exchange;
}

/** ccxt looks for proxies of its own otherwise; ours are those of the environment. */
function connectFetch(exchange: CcxtExchange, trips: Trips): void {
  exchange.proxiesModulesLoading = Promise.resolve();
  exchange.fetchImplementation = trips.fetch;
  const fetch: unknown = Reflect.get(exchange, 'fetch');
  if (typeof fetch !== 'function') throw new TypeError('ccxt has no fetch');
  Reflect.set(exchange, 'fetch', async (...args: unknown[]) => {
    const answer: unknown = await Reflect.apply(fetch, exchange, args);
    trips.accept();
    return answer;
  });
}

/** ccxt knows a few statuses of HTTP for errors, and takes all others for a success. */
function refuseStatuses(exchange: CcxtExchange): void {
  const judge = exchange.handleHttpStatusCode.bind(exchange);
  exchange.handleHttpStatusCode = (status, reason, url, method, body) => {
    judge(status, reason, url, method, body);
    if (status < 300) return;
    const { code, message } = findRefusal(parseText(body)) ?? {};
    throw new ExchangeError({
      code: code ?? '',
      message: message ?? `answered HTTP ${status}`,
      outcome: gaveVerdict(status) ? 'rejected' : 'unknown',
    });
  };
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Some orders' ids are numbers to ccxt: puts the digits back that they lose, before it signs them. */
function keepIds(exchange: CcxtExchange, trips: Trips): void {
  for (const name of [...SERIALIZERS, 'implodeParams']) {
    const write: unknown = Reflect.get(exchange, name);
    if (typeof write !== 'function') continue;
    Reflect.set(exchange, name, (...args: unknown[]) => {
      const text: unknown = Reflect.apply(write, exchange, args);
      return typeof text === 'string' ? trips.restore(text) : text;
    });
  }
}

/** Nonces are the time to ccxt: requests within one ms get one each. */
function countNonces(exchange: CcxtExchange): void {
  const tell: unknown = Reflect.get(exchange, 'nonce');
  if (typeof tell !== 'function') return;
  let last = 0;
  Reflect.set(exchange, 'nonce', () => {
    const nonce: unknown = Reflect.apply(tell, exchange, []);
    // Of seconds, which some are, exchanges want the time itself.
    if (typeof nonce !== 'number' || nonce < 1_000_000_000_000) return nonce;
    last = nonce > last || nonce < last - 1000 ? nonce : last + 1;
    return last;
  });
}

/** Notes which kind of instruments ccxt decides for, so that the others can be asked for as well. */
function noteKinds(exchange: CcxtExchange, trips: Trips): void {
  for (const [method, field] of [
    ['handleMarketTypeAndParams', 'type'],
    ['handleSubTypeAndParams', 'subType'],
  ] as const) {
    const decide: unknown = Reflect.get(exchange, method);
    if (typeof decide !== 'function') continue;
    Reflect.set(exchange, method, (...args: unknown[]) => {
      const decision: unknown = Reflect.apply(decide, exchange, args);
      const [kind]: unknown[] = Array.isArray(decision) ? decision : [];
      trips.note(field, typeof kind === 'string' ? kind : undefined);
      return decision;
    });
  }
}

/** What ccxt says of all exchanges whose window it does not know, in ms. */
const UNKNOWN_WINDOW = 60_000;

/**
 * ccxt counts requests over the window that it knows of an exchange. Of most it knows how many ms there are to be between
 * two on average: then it is a second, or as long as ten take.
 */
function keepPace(exchange: CcxtExchange, trips: Trips, pace: Pace): void {
  const { rollingWindowSize: told } = exchange;
  const quirks = quirksOf(exchange.id);
  const { rateLimit = exchange.rateLimit } = quirks;
  const known = quirks.window ?? (told > 0 && told !== UNKNOWN_WINDOW ? told : undefined);
  const window = known ?? Math.max(1000, 10 * rateLimit);
  Object.assign(exchange, {
    rateLimit,
    rateLimiterAlgorithm: 'rollingWindow',
    rollingWindowSize: window,
    tokenBucket: undefined,
  });
  exchange.initRestRateLimiter();
  const throttle = exchange.throttle.bind(exchange);
  // A cost is one of the numbers that are strings, too. What costs more than there is goes alone.
  exchange.throttle = (cost = 1) => pace.turn(costOf(cost, window / rateLimit), trips.current(), throttle);
}

/** Some of what an IO call may say has no cost to ccxt. */
function costOf(cost: string | number, most: number): number {
  const number = Number(cost);
  return Number.isFinite(number) ? Math.min(number, most) : Math.min(1, most);
}

/** FMZ has no word for options, which are most of the instruments of those exchanges that trade them. */
function leaveOutOptions(exchange: CcxtExchange): void {
  const settings = exchange.options.fetchMarkets;
  const types =
    typeof settings === 'object' && settings !== null && 'types' in settings ? settings.types : settings;
  if (!Array.isArray(types)) return;
  const kept = types.filter((type) => type !== 'option');
  exchange.options.fetchMarkets = types === settings ? kept : { ...Object(settings), types: kept };
}

function enterDemo(exchange: CcxtExchange, name: string): void {
  const demo = demoOf(exchange);
  if (demo === 'demo') exchange.enableDemoTrading(true);
  else if (demo === 'sandbox') exchange.setSandboxMode(true);
  else throw new ProtocolError(`${name} has no demo trading: leave ",simulate" out of the secret key`);
}
