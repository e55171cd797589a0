import { AsyncLocalStorage } from 'node:async_hooks';
import { STATUS_CODES } from 'node:http';
import { NetworkError } from '../../../http/NetworkError.js';
import { type Verb, verbs } from '../../../protocol/methods.js';
import { ProtocolError } from '../../../protocol/ProtocolError.js';
import { withoutTagHeaders } from '../instance/withoutTags.js';
import { checkCarries } from './checkCarries.js';
import { requireJson } from './requireJson.js';
import { isMisread, roundedId } from './roundedId.js';
import { secretsOf } from './secretsOf.js';
import type { Trip } from './Trip.js';

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

  /** Tells that ccxt has made an address, and that it is one of the exchange's own. */
  allow(url: string): void {
    this.#current.getStore()?.addresses.add(url);
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

  /** What ccxt has written down, with the numbers of an IO call as FMZ wrote them. */
  restoreNumbers(text: string, form: 'json' | 'query' | 'text'): string {
    return this.#current.getStore()?.exact?.restore(text, form) ?? text;
  }

  /** A `fetchImplementation` for ccxt that sends through the api of the call: the only place that sends. */
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
      cancels: trip.cancels,
      within: trip.within,
    };
    trip.exact?.check(prepared);
    if (trip.carries !== undefined) checkCarries(trip.carries, prepared);
    if (trip.order !== undefined && isMisread(trip.order, `${url} ${prepared.body ?? ''}`)) {
      throw new ProtocolError(`order id ${trip.order} cannot be sent exactly`);
    }
    if (!trip.addresses.has(url))
      throw new TypeError('ccxt sent a request to an address that it did not make');
    refuseLate(trip);
    const reply = await send(trip, writes, () => trip.api.sendPrepared(prepared));
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

/** ccxt's code runs on when nobody waits for it any more: what it sends then must not go out. */
function refuseLate({ over, api, wrote }: Trip): void {
  if (!over && !api.signal.aborted && api.remaining() > 0) return;
  const outcome = wrote ? 'unknown' : 'rejected';
  throw new NetworkError('was not asked: the time was up', { outcome, passing: false });
}

/** Sends, and notes what may have left this machine. */
async function send<T>(trip: Trip, writes: boolean, work: () => Promise<T>): Promise<T> {
  const wroteBefore = trip.wrote;
  trip.sent += 1;
  trip.wrote ||= writes;
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof NetworkError) || error.outcome !== 'rejected') throw error;
    // This one never left; what was written before may have been carried out.
    trip.sent -= 1;
    if (!wroteBefore) trip.wrote = false;
    else throw new NetworkError(error.message, { outcome: 'unknown', passing: error.passing, cause: error });
    throw error;
  }
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

function toVerb(method = 'GET'): Verb {
  const verb = verbs.find((known) => known === method.toUpperCase());
  if (!verb) throw new TypeError(`ccxt sent a request with the verb ${method}`);
  return verb;
}

function toText(body: unknown): string {
  if (typeof body === 'string') return body;
  throw new TypeError('ccxt sent a request whose body is not text');
}

function toHeaders(headers: Record<string, unknown> = {}): Record<string, string> {
  const kept = Object.entries(withoutTagHeaders(headers)).flatMap(([name, value]) =>
    value === undefined || value === null ? [] : [[name, String(value)] as const],
  );
  return Object.fromEntries(kept);
}
