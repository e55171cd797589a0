import { say } from '../wording/say.js';
import type { LimitSharing } from './LimitSharing.js';
import { NetworkError } from './NetworkError.js';
import type { Reply } from './Reply.js';

const OF_HOST = '{host} was not asked: it wants no requests for {seconds} s more ({reason})';
const WITHOUT_KEYS =
  '{host} was not asked: it wants no requests without a key for {seconds} s more ({reason})';
const OF_KEY = '{host} was not asked: it wants no requests with this key for {seconds} s more ({reason})';

/** That an exchange wants to be left alone. */
export interface Cooldown {
  /** In ms; where the exchange does not say, longer each time. */
  wait?: number | undefined;
  /** How it said so, for people: `HTTP 429`. */
  reason: string;
}

/** In ms, where the exchange does not say for how long: at first, and at most however often it is said again. */
export const FIRST_GUESS = 1000;
const FIRST_OF_A_BAN = 60_000;
const LONGEST_GUESS = 60_000;
/** In ms: no exchange is left alone for longer, whatever it says, or whatever others who share say of it. */
export const LONGEST_COOLDOWN = 3_600_000;
/** For so many ms after its end it is known how long the last one was. */
const KEPT = 600_000;

/** In the place of a key, of requests that are not signed. */
export const WITHOUT_KEY = '';

interface Entry {
  /** All in ms of `performance.now()`, a monotonic clock. */
  since: number;
  until: number;
  /** Of the last one that the exchange gave no time for. */
  guess: number;
  reason: string;
}

/**
 * Who wants to be left alone, and until when: an exchange's host, or the host for a key. Requests that are sent
 * meanwhile make a ban longer.
 */
export class Cooldowns {
  readonly #entries = new Map<string, Entry>();
  readonly #sharing: LimitSharing | undefined;

  /** @param sharing keeps them together with other processes. */
  constructor(sharing?: LimitSharing) {
    this.#sharing = sharing;
  }

  /**
   * @param host as the error names it.
   * @param key names the account without giving its keys away, where the request is signed.
   * @throws NetworkError (outcome rejected) while a request is not wanted.
   */
  check(host: string, key?: string): void {
    if (this.#entries.size === 0 && !this.#sharing) return;
    const now = performance.now();
    for (const name of [host, nameOf(host, key)]) {
      const own = this.#entries.get(name);
      const entry = own && own.until > now ? own : this.#sharing?.cooldown(name);
      if (!entry || entry.until <= now) continue;
      throw new NetworkError(
        say(name === host ? OF_HOST : key === WITHOUT_KEY ? WITHOUT_KEYS : OF_KEY, {
          host,
          seconds: Math.ceil((entry.until - now) / 1000),
          reason: entry.reason,
        }),
        { outcome: 'rejected', transient: false },
      );
    }
  }

  /**
   * Notes that the answer to a request was "too many requests".
   *
   * @param sentAt in ms of `performance.now()`.
   * @param key where the exchange counts for the key, not for the address of this machine.
   */
  note(host: string, key: string | undefined, sentAt: number, { wait, reason }: Cooldown): void {
    const now = performance.now();
    for (const [name, { until }] of this.#entries) if (until + KEPT < now) this.#entries.delete(name);
    const name = nameOf(host, key);
    const before = this.#entries.get(name);
    // Of those that were under way together, one counts.
    const again = before !== undefined && sentAt >= before.until;
    const first = reason === BAN ? FIRST_OF_A_BAN : FIRST_GUESS;
    const guess = again ? Math.min(2 * before.guess, LONGEST_GUESS) : (before?.guess ?? first);
    const until = now + Math.min(wait ?? guess, LONGEST_COOLDOWN);
    if (before && !again && until <= before.until) return;
    this.#entries.set(name, { since: now, until, guess, reason });
    this.#sharing?.noteCooldown(name, { until, reason });
  }

  /** Notes that a request was answered: one that was sent after the exchange had wanted to be left alone ends that. */
  clear(host: string, key: string | undefined, sentAt: number): void {
    if (this.#entries.size === 0) return;
    for (const name of [host, nameOf(host, key)]) {
      const entry = this.#entries.get(name);
      if (!entry || sentAt < entry.since) continue;
      this.#entries.delete(name);
      this.#sharing?.noteCooldown(name, { until: 0, reason: '' });
    }
  }
}

const BAN = 'HTTP 418';

/**
 * What an answer says by its status: 429, 418, and 403 or 503 with Retry-After.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function cooldownOf({ status, headers }: Reply): Cooldown | undefined {
  const asked = readRetryAfter(headers.get('retry-after'));
  const says =
    status === 429 || status === 418 || (asked !== undefined && (status === 403 || status === 503));
  return says ? { wait: asked, reason: `HTTP ${status}` } : undefined;
}

/** In ms; of seconds, or of a date on the wall clock. */
function readRetryAfter(header: string | null): number | undefined {
  const text = header?.trim() ?? '';
  const wait = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return wait > 0 ? wait : undefined;
}

function nameOf(host: string, key: string | undefined): string {
  return key === undefined ? host : `${host} ${key}`;
}
