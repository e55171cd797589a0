import { ExchangeError, isDecisiveStatus } from '../../../adapter/ExchangeError.js';
import { oneLine } from '../../../protocol/oneLine.js';
import { messageOf } from '../../../protocol/thrown.js';
import { say } from '../../../wording/say.js';
import type { CallContext } from '../calls/callContext.js';
import { findRefusal } from '../calls/refusals.js';
import type { VenueFacts } from '../venues/defineVenue.js';
import { guardAddresses } from './addresses.js';
import { type CcxtExchange, type Endpoint, ROW_PARSERS, SERIALIZERS, TYPE_DECIDERS } from './ccxtTypes.js';
import { switchOffTags } from './tags.js';

// What ccxt has for itself, and may rename without a word, is patched and called in this folder alone.

/** What an instance is tied to. */
interface Ties {
  facts: VenueFacts;
  context: CallContext;
  /** Unix time in ms on the exchange's clock. */
  now: () => number;
}

/**
 * Has an exchange of ccxt send through the calls of FMZ's, on its own clock, without tags, and with all digits.
 */
export function patchInternals(exchange: CcxtExchange, { facts, context, now }: Ties): void {
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
      message: message ?? say('answered HTTP {status}', { status }),
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
