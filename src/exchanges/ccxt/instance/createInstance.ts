import { ExchangeError, isDecisiveStatus } from '../../../adapter/ExchangeError.js';
import type { RateLimiter } from '../../../http/RateLimiter.js';
import { oneLine, quote } from '../../../protocol/oneLine.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import { messageOf } from '../../../protocol/thrown.js';
import type { CallContext } from '../callContext.js';
import type { CcxtSettings } from '../credentials.js';
import { installCommand } from '../library/findCcxt.js';
import { findRefusal } from '../refusals.js';
import { factsOf } from '../venues.js';
import {
  type CcxtClass,
  type CcxtExchange,
  FEE_METHOD,
  PATCHED,
  ROW_PARSERS,
  SERIALIZERS,
  TYPE_DECIDERS,
  USED,
} from './ccxtTypes.js';
import { demoOf, hasOf } from './features.js';
import { withoutTags } from './tags.js';
import { useRateLimiter } from './useRateLimiter.js';

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
  requireInternals(exchange);
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
    ...optionsOf(exchange),
    ...(settings.type !== undefined && { defaultType: settings.type }),
    // Where it is asked for: any number will do.
    ...('operatorId' in exchange.options && { operatorId: settings.operatorId ?? '1' }),
  });
  leaveOutOptions(exchange);
  exchange.has = {
    ...hasOf(exchange),
    ...(!factsOf(exchange.id).needsCurrencies && { fetchCurrencies: false }),
  };
  switchOffTags(exchange);
  preserveOrderIds(exchange, context);
  guardAddresses(exchange, context);
  countNonces(exchange);
  connectFetch(exchange, context);
  recordMarketType(exchange, context);
  refuseStatuses(exchange);
  tolerateRows(exchange);
  useRateLimiter(exchange, context, limiter);
  if (simulate) enterDemo(exchange, name);
  return exchange;
}

/**
 * What is patched by its name would be left as it is without a word where ccxt has renamed it: digits would be lost, and
 * orders would carry tags.
 *
 * @throws ProtocolError that names it.
 */
function requireInternals(exchange: CcxtExchange): void {
  const { builder = [] } = factsOf(exchange.id);
  const missing = [...PATCHED, ...USED, ...builder].find(
    (name) => typeof Reflect.get(exchange, name) !== 'function',
  );
  if (missing !== undefined) throw unusable(exchange, `it has no ${missing}`);
  const unknown = namesOf(exchange).find((name) => FEE_METHOD.test(name) && !builder.includes(name));
  if (unknown !== undefined) throw unusable(exchange, `its ${unknown} may pay somebody a fee`);
}

function unusable({ id }: CcxtExchange, reason: string): ProtocolError {
  return new ProtocolError(
    `this ccxt is not a version that fmzproto can use (${id}: ${reason}): ${installCommand()}`,
  );
}

/** The names of all that an object has, of its own and of its classes. */
function namesOf(value: object): string[] {
  const above: unknown = Object.getPrototypeOf(value);
  return [...Object.getOwnPropertyNames(value), ...(above instanceof Object ? namesOf(above) : [])];
}

/** The options that an exchange needs, into what ccxt has of the same name. */
function optionsOf({ id, options }: CcxtExchange): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(factsOf(id).options ?? {}).map(([name, value]) => [
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

/** ccxt looks for proxies of its own otherwise; ours are those of the environment. */
function connectFetch(exchange: CcxtExchange, context: CallContext): void {
  exchange.proxiesModulesLoading = Promise.resolve();
  exchange.fetchImplementation = context.fetch;
  const fetch = exchange.fetch.bind(exchange);
  exchange.fetch = async (...args) => {
    const answer = await fetch(...args);
    context.accept();
    return answer;
  };
}

/** Nonces are the time to ccxt: requests within one ms get one each. */
function countNonces(exchange: CcxtExchange): void {
  const tell = exchange.nonce.bind(exchange);
  let last = 0;
  exchange.nonce = () => {
    const nonce = tell();
    // Of seconds, which some are, exchanges want the time itself.
    if (typeof nonce !== 'number' || nonce < 1_000_000_000_000) return nonce;
    last = nonce > last || nonce < last - 1000 ? nonce : last + 1;
    return last;
  };
}

/**
 * Some orders' ids are numbers to ccxt, and the numbers of an IO call would lose digits: puts those back, before it signs
 * them.
 */
function preserveOrderIds(exchange: CcxtExchange, context: CallContext): void {
  for (const name of [...SERIALIZERS, 'implodeParams'] as const) {
    const write = exchange[name].bind(exchange);
    exchange[name] = (...args) => {
      const text = write(...args);
      if (typeof text !== 'string') return text;
      return context.restoreNumbers(context.restore(text), name === 'json' ? 'json' : 'query');
    };
  }
  // What some sign is put together by hand.
  const encode = exchange.encode.bind(exchange);
  exchange.encode = (text, ...more) =>
    encode(typeof text === 'string' ? context.restoreNumbers(text, 'text') : text, ...more);
}

/** Notes which kind of instruments ccxt decides for, so that the others can be asked for as well. */
function recordMarketType(exchange: CcxtExchange, context: CallContext): void {
  for (const [method, field] of TYPE_DECIDERS) {
    const decide = exchange[method].bind(exchange);
    exchange[method] = (...args) => {
      const decision = decide(...args);
      const [kind]: unknown[] = Array.isArray(decision) ? decision : [];
      context.note(field, typeof kind === 'string' ? kind : undefined);
      return decision;
    };
  }
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
      outcome: isDecisiveStatus(status) ? 'rejected' : 'unknown',
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

/** Options that add a fee for a "builder" to each order. */
const BUILDER_OPTIONS = { builderFee: false, builderFeeRate: '0', builderId: undefined, refSet: true };

/**
 * Switches off what ccxt adds to orders to earn with them: broker ids, partner headers, builder fees. What is signed is
 * freed of them before it is signed.
 */
function switchOffTags(exchange: CcxtExchange): void {
  if ('builderFee' in exchange.options) Object.assign(exchange.options, BUILDER_OPTIONS);
  const { builder = [] } = factsOf(exchange.id);
  Object.assign(exchange, Object.fromEntries(builder.map((method) => [method, async () => false])));
  const sign = exchange.sign.bind(exchange);
  exchange.sign = (path, api, method, params, headers, body) =>
    sign(path, api, method, withoutTags(params), headers, body);
  // Some add them while they sign.
  for (const name of SERIALIZERS) {
    const serialize = exchange[name].bind(exchange);
    exchange[name] = (data, ...more) => serialize(withoutTags(data), ...more);
  }
}

/** In the place of what a row told: why ccxt could make nothing of it. */
export class OddInfo {
  readonly problem: string;

  constructor(problem: string) {
    this.problem = problem;
  }
}

/**
 * ccxt reads a list row by row, and one that it trips over takes the whole list with it: such a row becomes one without
 * figures. Rows of the account's own are not spared: they must not be left out.
 */
function tolerateRows(exchange: CcxtExchange): void {
  for (const name of ROW_PARSERS) {
    const parse = exchange[name].bind(exchange);
    exchange[name] = (row, market, ...more) => {
      try {
        return parse(row, market, ...more);
      } catch (error) {
        const symbol: unknown = Object(market).symbol;
        const info = new OddInfo(oneLine(messageOf(error)));
        return name === 'parseOHLCV' ? [] : { symbol, info };
      }
    };
  }
}

/** What would end a part of a path, or make another one of it: also where somebody decodes it once more. */
const NOT_IN_A_PART = /[/\\?#%\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]/u;
const DOTS = /^\.+$/;

/**
 * ccxt puts values into paths as they are: `../../admin` would ask for something else. Has it make addresses only out of
 * values that are one part of a path each, and lets nothing be sent but to these addresses.
 */
function guardAddresses(exchange: CcxtExchange, context: CallContext): void {
  const sign = exchange.sign.bind(exchange);
  let hosts: ReadonlySet<string> = new Set();
  exchange.sign = (path, api, method, params, headers, body) => {
    checkValues(path, params);
    const request = sign(path, api, method, params, headers, body);
    const url = parseAddress(path, request.url);
    // They are others in its demo trading.
    if (!hosts.has(url.host)) hosts = hostsOf(exchange);
    if (!hosts.has(url.host)) throw new ProtocolError(`${exchange.id} has no API at ${quote(url.host)}`);
    context.allow(request.url);
    return request;
  };
  const implode = exchange.implodeParams.bind(exchange);
  // String.replace makes something else of $& and its like.
  exchange.implodeParams = (path, params) => implode(path, withPlainDollars(params));
}

/** @throws ProtocolError for a value that is no single part of a path. */
function checkValues(path: string, params: unknown): void {
  for (const name of placeholdersOf(path)) {
    const value = typeof params === 'object' && params !== null ? Reflect.get(params, name) : undefined;
    // Some are filled in by the exchange's own code.
    if (value === undefined) continue;
    const text = typeof value === 'number' || typeof value === 'bigint' ? String(value) : value;
    if (typeof text !== 'string' || text === '' || DOTS.test(text) || NOT_IN_A_PART.test(text)) {
      throw new ProtocolError(`${name} ${quote(value)} cannot be a part of a path`);
    }
  }
}

/** @throws ProtocolError for an address that leads elsewhere than the path says, or says less than it holds. */
function parseAddress(path: string, address: string): URL {
  const [, open = ''] = /^https?:\/\/[^/?#\\]+([^?]*)/i.exec(address) ?? [];
  const missing = /\{([^{}]+)\}/.exec(open)?.[1];
  if (missing !== undefined) throw new ProtocolError(`${missing} is missing: it is a part of the path`);
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.username !== '' || url.password !== '' || /[#\\\p{Cc}]/u.test(address) || !isAsNamed(path, open))
    throw new ProtocolError(`${quote(open)} is not a path of the exchange's API`);
  return url;
}

/** Whether a path has the parts that its pattern names, and no dots that lead out of it. */
function isAsNamed(pattern: string, path: string): boolean {
  const parts = path.split('/').map((part) => part.replace(/%2e/gi, '.'));
  return !parts.some((part) => part === '.' || part === '..') && parts.length >= pattern.split('/').length;
}

function placeholdersOf(path: string): string[] {
  return [...path.matchAll(/\{([^{}]+)\}/g)].flatMap(([, name]) => name ?? []);
}

function withPlainDollars(params: unknown): unknown {
  if (typeof params !== 'object' || params === null || Array.isArray(params)) return params;
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.replaceAll('$', '$$$$') : value,
    ]),
  );
}

/** The hosts of an exchange's API. */
function hostsOf(exchange: CcxtExchange): ReadonlySet<string> {
  const { api, test, demo, demotrading, hostnames } = exchange.urls;
  const hosts = textsOf([api, test, demo, demotrading, hostnames]).flatMap((text) => {
    const address = String(exchange.implodeHostname(text.includes('://') ? text : `https://${text}`));
    return URL.canParse(address) ? [new URL(address).host] : [];
  });
  return new Set(hosts);
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
