import type { Reply } from './Reply.js';

/** The headers in which an exchange tells how many requests are left, and when the limit begins anew. */
export interface LimitHeaders {
  /** @example 'X-RateLimit-Remaining' */
  remaining: string;
  /** Of a Unix time in s or ms, or of the seconds until then. @example 'X-RateLimit-Reset' */
  reset: string;
}

/** What is left of a limit. */
export interface RequestsLeft {
  requests: number;
  /** Until the limit begins anew, in ms. */
  wait: number;
}

const LONGEST = 3_600_000;

/**
 * What the headers of an answer say; `undefined` where they do not say all of it.
 *
 * @param now Unix time in ms on the exchange's clock.
 * @example readLimitHeaders(reply, { remaining: 'X-RateLimit-Remaining', reset: 'X-RateLimit-Reset' }, now) // { requests: 0, wait: 12_000 }
 */
export function readLimitHeaders(
  { headers }: Pick<Reply, 'headers'>,
  { remaining, reset }: LimitHeaders,
  now: number,
): RequestsLeft | undefined {
  const requests = readNumber(headers.get(remaining));
  const time = readNumber(headers.get(reset));
  if (requests === undefined || time === undefined) return undefined;
  // No limit lasts as long as the time since 1970, in whichever unit.
  const wait = time < 1e9 ? time * 1000 : (time < 1e12 ? time * 1000 : time) - now;
  return { requests, wait: Math.min(Math.max(wait, 0), LONGEST) };
}

function readNumber(header: string | null): number | undefined {
  const text = header?.trim() ?? '';
  return /^\d{1,15}(\.\d+)?$/.test(text) ? Number(text) : undefined;
}
