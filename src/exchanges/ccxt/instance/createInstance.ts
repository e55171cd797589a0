import { NetworkError } from '../../../http/NetworkError.js';
import type { RateLimiter } from '../../../http/RateLimiter.js';
import { kindOfTurn } from '../../../http/Turns.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import { say } from '../../../wording/say.js';
import type { CallContext } from '../calls/callContext.js';
import type { CcxtSettings } from '../credentials.js';
import { ccxtCommand } from '../library/findCcxt.js';
import type { VenueFacts } from '../venues/defineVenue.js';
import { factsOf } from '../venues.js';
import { type CcxtClass, type CcxtExchange, FEE_METHOD, PATCHED, USED } from './ccxtTypes.js';
import { demoOf, hasOf } from './features.js';
import { patchInternals } from './internals.js';

/** What an instance of an account is told of it. */
export interface AccountConfig {
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
  } & AccountConfig,
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
  patchInternals(exchange, { facts, context, now });
  useRateLimiter(exchange, facts, context, { limiter, simulate });
  if (simulate) enterDemo(exchange, name);
  return exchange;
}

/**
 * What is patched by its name would be left as it is without a word where ccxt has renamed it: digits would be lost, and
 * orders would carry tags.
 *
 * @throws ProtocolError that names it.
 */
function requireInternals(exchange: CcxtExchange, { builder = [], prepare = [] }: VenueFacts): void {
  const missing = [...PATCHED, ...USED, ...builder, ...prepare].find(
    (name) => typeof Reflect.get(exchange, name) !== 'function',
  );
  if (missing !== undefined) throw unusable(exchange, say('it has no {missing}', { missing }));
  const unknown = namesOf(exchange).find((name) => FEE_METHOD.test(name) && !builder.includes(name));
  if (unknown !== undefined)
    throw unusable(exchange, say('its {unknown} may pay somebody a fee', { unknown }));
}

function unusable({ id }: CcxtExchange, reason: string): ProtocolError {
  return new ProtocolError(
    say('this ccxt is not a version that fmzproto can use ({id}: {reason}): {command}', {
      id,
      reason,
      command: ccxtCommand(),
    }),
  );
}

/** The names of all that an object has, of its own and of its classes. */
function namesOf(value: object): string[] {
  const above: unknown = Object.getPrototypeOf(value);
  return [...Object.getOwnPropertyNames(value), ...(above instanceof Object ? namesOf(above) : [])];
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
  else
    throw new ProtocolError(
      say('{name} has no demo trading: leave ",simulate" out of the secret key', { name }),
    );
}

/** What ccxt says of all exchanges whose window it does not know, in ms. */
const UNKNOWN_WINDOW = 60_000;

/**
 * Has ccxt wait for an exchange's rate limit, one for all accounts: most exchanges count by IP address. ccxt counts requests
 * over the window that it knows of an exchange. Of most it knows how many ms there are to be between two on average: then
 * the window is a second, or as long as ten take.
 */
function useRateLimiter(
  exchange: CcxtExchange,
  facts: VenueFacts,
  context: CallContext,
  { limiter, simulate }: { limiter: RateLimiter; simulate: boolean },
): void {
  const { rollingWindowSize: told } = exchange;
  const { rateLimit = exchange.rateLimit } = facts;
  const known = facts.window ?? (told > 0 && told !== UNKNOWN_WINDOW ? told : undefined);
  const per = known ?? Math.max(1000, 10 * rateLimit);
  const limit = { name: simulate ? 'simulated' : 'all', per, requests: per / rateLimit };

  exchange.throttle = async (cost = 1) => {
    const run = context.current();
    if (run.unpaced) return;
    const { method, account, api } = run;
    const kind = kindOfTurn(method, { cancels: method === 'cancel', writes: run.writes('POST') });
    run.held = true;
    try {
      const counted = await limiter.take([limit], {
        account,
        kind,
        cost: costOf(cost, limit.requests),
        signal: api.signal,
      });
      // When it is answered is not seen here.
      counted();
    } catch (error) {
      if (!(error instanceof NetworkError) || !run.wrote) throw error;
      // What was written before may have been carried out.
      throw new NetworkError(error.message, { outcome: 'unknown', transient: false, cause: error });
    } finally {
      run.held = false;
    }
  };
}

/** Numbers are strings here. What costs more than there is goes alone; some of what IO may say has no cost to ccxt. */
function costOf(cost: string | number, most: number): number {
  const number = Number(cost);
  return Math.min(Number.isFinite(number) ? number : 1, most);
}
