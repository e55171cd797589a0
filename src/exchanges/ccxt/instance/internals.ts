import { ExchangeError, isDecisiveStatus } from '../../../adapter/ExchangeError.js';
import { NetworkError } from '../../../http/NetworkError.js';
import type { RateLimiter } from '../../../http/RateLimiter.js';
import { kindOfTurn } from '../../../http/Turns.js';
import { oneLine, quote } from '../../../protocol/oneLine.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import { messageOf } from '../../../protocol/thrown.js';
import type { CallContext } from '../calls/callContext.js';
import { findRefusal } from '../calls/refusals.js';
import { installCommand } from '../library/findCcxt.js';
import type { VenueFacts } from '../venues/defineVenue.js';
import { checkValues, parseAddress, withPlainDollars } from './addresses.js';
import {
  type CcxtExchange,
  type Endpoint,
  FEE_METHOD,
  PATCHED,
  ROW_PARSERS,
  SERIALIZERS,
  TYPE_DECIDERS,
  USED,
} from './ccxtTypes.js';
import { withoutTags } from './tags.js';

// The one file that touches what ccxt has for itself: what it may rename without a word is patched and called here alone.

/** What an instance is tied to. */
interface Ties {
  facts: VenueFacts;
  context: CallContext;
  /** The rate limit of the exchange. */
  limiter: RateLimiter;
  /** Unix time in ms on the exchange's clock. */
  now: () => number;
}

/**
 * Has an exchange of ccxt send through the calls of FMZ's, at its rate limit and on its clock, without tags, and with all
 * digits.
 */
export function patchInternals(exchange: CcxtExchange, { facts, context, limiter, now }: Ties): void {
  exchange.number = String;
  Object.assign(exchange, {
    milliseconds: () => Math.floor(now()),
    microseconds: () => Math.floor(now() * 1000),
    seconds: () => Math.floor(now() / 1000),
  });
  switchOffTags(exchange, facts);
  preserveOrderIds(exchange, context);
  guardAddresses(exchange, context);
  countNonces(exchange);
  connectFetch(exchange, context);
  recordMarketType(exchange, context);
  refuseStatuses(exchange);
  tolerateRows(exchange);
  useRateLimiter(exchange, facts, context, limiter);
}

/**
 * What is patched by its name would be left as it is without a word where ccxt has renamed it: digits would be lost, and
 * orders would carry tags.
 *
 * @throws ProtocolError that names it.
 */
export function requireInternals(exchange: CcxtExchange, { builder = [], prepare = [] }: VenueFacts): void {
  const missing = [...PATCHED, ...USED, ...builder, ...prepare].find(
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

/** Asks one of an exchange's own endpoints, signed where it is private. */
export function requestEndpoint(
  exchange: CcxtExchange,
  { name, api, verb, config }: Omit<Endpoint, 'values'>,
  params: unknown,
): Promise<unknown> {
  return exchange.request(name, api, verb, params, undefined, undefined, config);
}

/** The address that ccxt makes of an endpoint. @throws what ccxt throws where keys or params are missing. */
export function addressOf(exchange: CcxtExchange, { name, api, verb }: Endpoint, params: object): URL {
  return new URL(exchange.sign(name, api, verb, params).url);
}

/** Gives an instance the markets of another one. */
export function setMarkets(exchange: CcxtExchange, { from }: { from: CcxtExchange }): void {
  exchange.setMarketsFromExchange(from);
}

/** Asks what ccxt would ask when it loads the markets itself. */
export async function prepare(exchange: CcxtExchange, { prepare: names = [] }: VenueFacts): Promise<void> {
  for (const name of names) await exchange[name]();
}

/** Options that add a fee for a "builder" to each order. */
const BUILDER_OPTIONS = { builderFee: false, builderFeeRate: '0', builderId: undefined, refSet: true };

/**
 * Switches off what ccxt adds to orders to earn with them: broker ids, partner headers, builder fees. What is signed is
 * freed of them before it is signed.
 */
function switchOffTags(exchange: CcxtExchange, { builder = [] }: VenueFacts): void {
  if ('builderFee' in exchange.options) Object.assign(exchange.options, BUILDER_OPTIONS);
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
  exchange.implodeParams = (path, params) => implode(path, withPlainDollars(params));
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
  limiter: RateLimiter,
): void {
  const { rollingWindowSize: told } = exchange;
  const { rateLimit = exchange.rateLimit } = facts;
  const known = facts.window ?? (told > 0 && told !== UNKNOWN_WINDOW ? told : undefined);
  const per = known ?? Math.max(1000, 10 * rateLimit);
  const limit = { name: 'all', per, requests: per / rateLimit };

  exchange.throttle = async (cost = 1) => {
    const call = context.current();
    if (call.unpaced) return;
    const { method, account, api } = call;
    const kind = kindOfTurn(method, { cancels: method === 'cancel', writes: call.writes('POST') });
    call.held = true;
    try {
      await limiter.take([limit], { account, kind, cost: costOf(cost, limit.requests), signal: api.signal });
    } catch (error) {
      if (!(error instanceof NetworkError) || !call.wrote) throw error;
      // What was written before may have been carried out.
      throw new NetworkError(error.message, { outcome: 'unknown', passing: false, cause: error });
    } finally {
      call.held = false;
    }
  };
}

/** Numbers are strings here. What costs more than there is goes alone; some of what IO may say has no cost to ccxt. */
function costOf(cost: string | number, most: number): number {
  const number = Number(cost);
  return Math.min(Number.isFinite(number) ? number : 1, most);
}
