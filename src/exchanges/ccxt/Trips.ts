import { AsyncLocalStorage } from 'node:async_hooks';
import { STATUS_CODES } from 'node:http';
import type { Reply } from '../../http/Reply.js';
import { compareDecimals, toDecimal } from '../../protocol/decimal.js';
import { ProtocolError } from '../../protocol/ProtocolError.js';
import { type Verb, verbs } from '../../protocol/verbs.js';
import type { CcxtApi } from './CcxtApi.js';
import type { CcxtExchange } from './CcxtExchange.js';
import { requireJson } from './requireJson.js';
import { isMisread, roundedId } from './roundedId.js';
import { secretsOf } from './secretsOf.js';
import { withoutTagHeaders } from './tags.js';

/** One run of ccxt's code for a call of FMZ's: what it may do, and what came of it. */
export interface Trip {
  readonly api: Pick<CcxtApi, 'sendPrepared' | 'signal'>;
  /** Whether a request of a verb may change something at the exchange. */
  readonly writes: (verb: Verb) => boolean;
  /** Stops waiting for an answer after so many ms. */
  readonly within?: number | undefined;
  /** Whether the exchange confirms a write with an empty body. */
  readonly emptyConfirms?: boolean;
  /** A decimal that what is sent has to hold: ccxt rounds some amounts without a word. */
  readonly carries?: string | undefined;
  /** The id of the order that it is about: ccxt makes numbers of some. */
  readonly order?: string | undefined;
  /** The account's own instance, where FMZ sent keys. */
  readonly connect?: (() => Promise<CcxtExchange>) | undefined;
  /** Which kind of instruments ccxt last asked itself about, where it reads one at a time. */
  readonly asked: { type?: string | undefined; subType?: string | undefined };
  /** Whether it does not wait for the rate limit: what takes its time from the exchange. */
  readonly unpaced?: boolean;
  /** Whether a request waits for the rate limit. */
  held: boolean;
  /** Whether a request was sent that may have changed something. */
  wrote: boolean;
  /** How many requests were sent. */
  sent: number;
  readonly replies: Reply[];
  /** Whether ccxt took the last reply for a success. */
  accepted: boolean;
}

/** What ccxt hands to its `fetch`. */
interface FetchInit {
  method?: string;
  headers?: Record<string, unknown>;
  body?: unknown;
}

/** Ties every request that ccxt sends, however deep inside, to the call of FMZ's that it is for. */
export class Trips {
  readonly #current = new AsyncLocalStorage<Trip>();

  /** Runs ccxt's code as a trip. */
  run<T>(trip: Trip, work: () => Promise<T>): Promise<T> {
    return this.#current.run(trip, work);
  }

  /** @throws TypeError outside of a trip. */
  current(): Trip {
    const trip = this.#current.getStore();
    if (!trip) throw new TypeError('ccxt sent a request that no call asked for');
    return trip;
  }

  /** Tells that ccxt found no error in the reply that came last. */
  accept(): void {
    const trip = this.#current.getStore();
    if (trip) trip.accepted = true;
  }

  /** Tells which kind of instruments ccxt has decided for. */
  note(field: 'type' | 'subType', kind: string | undefined): void {
    const trip = this.#current.getStore();
    if (trip) trip.asked[field] = kind;
  }

  /** What ccxt has written down, with all digits of the order's id that it is about. */
  restore(text: string): string {
    const { order } = this.#current.getStore() ?? {};
    const rounded = roundedId(order);
    return rounded && order !== undefined ? text.replace(rounded, order) : text;
  }

  /** A `fetchImplementation` for ccxt that sends through the api of the call. */
  readonly fetch = async (url: string, init: FetchInit = {}): Promise<object> => {
    const trip = this.current();
    const { method, body } = init;
    const headers = toHeaders(init.headers);
    trip.accepted = false;
    const verb = toVerb(method);
    const writes = trip.writes(verb);
    const prepared = {
      method: verb,
      url,
      headers,
      ...(body !== undefined && body !== null && { body: toText(body) }),
      secrets: secretsOf(url, headers, body),
      writes,
      within: trip.within,
    };
    if (trip.carries !== undefined) checkCarries(trip.carries, prepared);
    if (trip.order !== undefined && isMisread(trip.order, `${url} ${prepared.body ?? ''}`)) {
      throw new ProtocolError(`order id ${trip.order} cannot be sent exactly`);
    }
    trip.sent += 1;
    trip.wrote ||= writes;
    const reply = await trip.api.sendPrepared(prepared);
    trip.replies.push(reply);
    // ccxt makes something of every text.
    if (isSuccess(reply.status) && !(writes && trip.emptyConfirms && reply.text.trim() === ''))
      requireJson(reply);
    return {
      status: reply.status,
      statusText: STATUS_CODES[reply.status] ?? '',
      headers: reply.headers,
      text: async () => reply.text,
    };
  };
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** @throws ProtocolError where no number of a request equals the one it is about. */
function checkCarries(
  decimal: string,
  { method, url, body = '' }: { method: Verb; url: string; body?: string },
): void {
  if (method === 'GET') return;
  const numbers = `${body} ${url.split('?')[1] ?? ''}`.match(/\d+(\.\d+)?([eE][+-]?\d+)?/g) ?? [];
  const equal = (text: string) => compareDecimals(toDecimal(text) ?? '-1', decimal) === 0;
  if (numbers.some(equal)) return;
  throw new ProtocolError(`amount ${decimal} cannot be sent exactly: use fewer digits`);
}

function toVerb(method = 'GET'): Verb {
  const verb = verbs.find((known) => known === method.toUpperCase());
  if (!verb) throw new TypeError(`ccxt sent a request with the verb ${method}`);
  return verb;
}

function toText(body: unknown): string {
  if (typeof body === 'string') return body;
  throw new TypeError('ccxt sent a request whose body is no text');
}

function toHeaders(headers: Record<string, unknown> = {}): Record<string, string> {
  const kept = Object.entries(withoutTagHeaders(headers)).flatMap(([name, value]) =>
    value === undefined || value === null ? [] : [[name, String(value)] as const],
  );
  return Object.fromEntries(kept);
}
