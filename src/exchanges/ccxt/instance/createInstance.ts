import type { RateLimiter } from '../../../http/RateLimiter.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import type { CallContext } from '../calls/callContext.js';
import type { CcxtSettings } from '../credentials.js';
import type { VenueFacts } from '../venues/defineVenue.js';
import { factsOf } from '../venues.js';
import type { CcxtClass, CcxtExchange } from './ccxtTypes.js';
import { demoOf, hasOf } from './features.js';
import { patchInternals, requireInternals } from './internals.js';

/** What an instance of an account is told of it. */
export interface Account {
  /** By ccxt's names. */
  keys?: Readonly<Record<string, string>>;
  settings?: CcxtSettings;
  /** Options of ccxt's that the user gave. */
  options?: Readonly<Record<string, string>>;
}

/**
 * An exchange of ccxt whose requests go through the calls of FMZ's that they are for: without ccxt's own network,
 * repetitions, logging and tags. Numbers keep their digits: they are strings.
 *
 * @param options.limiter its rate limit.
 * @param options.name for people.
 * @param options.simulate the exchange's demo trading, or else its sandbox.
 * @throws ProtocolError where it has neither, and where this version of ccxt lacks something that is relied on.
 */
export function createInstance(
  Exchange: CcxtClass,
  context: CallContext,
  options: {
    name: string;
    limiter: RateLimiter;
    simulate: boolean;
    /** Unix time in ms on the exchange's clock. @default that of this machine */
    now?: () => number;
  } & Account,
): CcxtExchange {
  const { name, limiter, keys = {}, settings = {}, simulate, now = Date.now } = options;
  const exchange = new Exchange({
    ...keys,
    enableRateLimit: true,
    verbose: false,
  });
  const facts = factsOf(exchange.id);
  requireInternals(exchange, facts);
  if (typeof exchange.userAgent !== 'string') exchange.userAgent = 'fmzproto';
  Object.assign(exchange.options, {
    // Requests that are under way together may arrive in another order.
    ...('nonceWindow' in exchange.options && { nonceWindow: true }),
    ...options.options,
    maxRetriesOnFailure: 0,
    warnOnFetchOpenOrdersWithoutSymbol: false,
    ...optionsOf(exchange, facts),
    ...(settings.type !== undefined && { defaultType: settings.type }),
    // Where it is asked for: any number will do.
    ...('operatorId' in exchange.options && { operatorId: settings.operatorId ?? '1' }),
  });
  leaveOutOptions(exchange);
  exchange.has = {
    ...hasOf(exchange),
    ...(!facts.needsCurrencies && { fetchCurrencies: false }),
  };
  patchInternals(exchange, { facts, context, limiter, now });
  if (simulate) enterDemo(exchange, name);
  return exchange;
}

/** The options that an exchange needs, into what ccxt has of the same name. */
function optionsOf({ options }: CcxtExchange, facts: VenueFacts): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts.options ?? {}).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : { ...Object(options[name]), ...value },
    ]),
  );
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
