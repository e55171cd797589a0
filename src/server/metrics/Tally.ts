import type { ErrorKind } from '../describeError.js';
import type { RequestEntry } from '../Log.js';
import { Distribution } from './Distribution.js';

/** What is counted of requests that have the same outcome. */
interface Totals {
  requests: number;
  seconds: number;
  /** Requests to the exchange's API. */
  upstream: number;
  /** Requests that were answered from streams. */
  streamed: number;
}

/** What is counted of the requests of a method at an exchange. */
export class MethodTally {
  readonly ok: Totals = { requests: 0, seconds: 0, upstream: 0, streamed: 0 };
  readonly error: Totals = { requests: 0, seconds: 0, upstream: 0, streamed: 0 };
  /** How many errors there were of each kind. */
  readonly kinds = new Map<ErrorKind, number>();
  /** How long requests of FMZ's took. */
  readonly request = new Distribution();
  /** How long requests to the exchange's API took. */
  readonly upstream = new Distribution();
  /** How long those waited for rate limits before. */
  readonly limitWait = new Distribution();
}

/** In the place of the names that a client makes up. */
const UNKNOWN = 'unknown';

/**
 * Counts requests as they are answered. It is what every request pays for `/metrics`, asked for or not, so that nothing is
 * done here that can be done when it is.
 */
export class Tally {
  /** By exchange and FMZ's function. */
  readonly #exchanges = new Map<string, Map<string, MethodTally>>();

  get all(): { exchange: string; method: string; tally: MethodTally }[] {
    return [...this.#exchanges].flatMap(([exchange, methods]) =>
      [...methods].map(([method, tally]) => ({ exchange, method, tally })),
    );
  }

  /** @param exchange as it spells itself, or empty where there is none; likewise `method`, FMZ's function. */
  of(exchange: string, method: string): MethodTally {
    let methods = this.#exchanges.get(exchange || UNKNOWN);
    if (!methods) {
      methods = new Map();
      this.#exchanges.set(exchange || UNKNOWN, methods);
    }
    let tally = methods.get(method || UNKNOWN);
    if (!tally) {
      tally = new MethodTally();
      methods.set(method || UNKNOWN, tally);
    }
    return tally;
  }

  record(entry: RequestEntry): void {
    const tally = this.of(entry.exchange, entry.method);
    const totals = entry.ok ? tally.ok : tally.error;
    totals.requests += 1;
    totals.seconds += entry.milliseconds / 1000;
    totals.upstream += entry.upstream;
    if (entry.memoryAge !== undefined) totals.streamed += 1;
    if (entry.kind) tally.kinds.set(entry.kind, (tally.kinds.get(entry.kind) ?? 0) + 1);
    tally.request.add(entry.milliseconds);
  }
}
