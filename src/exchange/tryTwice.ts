import { setTimeout as sleep } from 'node:timers/promises';
import { NetworkError } from '../http/NetworkError.js';
import type { Reply } from '../http/Reply.js';
import type { Api } from './Api.js';
import { ExchangeError } from './ExchangeError.js';

/** What a first try notes for the second one. */
export interface Attempt {
  /** The last answer, if there was any. */
  reply?: Reply | undefined;
  /** A second try would fail the same way. */
  final?: boolean;
}

/**
 * Reads, and once more where that failed without the exchange's verdict, while there is time: after what Retry-After
 * says, or a moment.
 *
 * @param read something that changes nothing at the exchange.
 * @param options.patient `false` tries again at once. @default true
 */
export async function tryTwice<T>(
  api: Pick<Api<unknown, unknown>, 'remaining' | 'signal'>,
  read: (attempt: Attempt) => Promise<T>,
  { patient = true }: { patient?: boolean } = {},
): Promise<T> {
  const attempt: Attempt = {};
  try {
    return await read(attempt);
  } catch (error) {
    const pause = patient ? pauseAfter(attempt.reply) : 0;
    if (attempt.final || !hasNoVerdict(error) || pause >= api.remaining()) throw error;
    await sleep(pause, undefined, { signal: api.signal }).catch(() => Promise.reject(error));
    return read({});
  }
}

function hasNoVerdict(error: unknown): boolean {
  if (error instanceof ExchangeError) return error.outcome === 'unknown';
  return error instanceof NetworkError && error.passing;
}

/** Milliseconds: what Retry-After says, or a moment with some jitter. */
function pauseAfter(reply: Reply | undefined): number {
  const header = reply?.headers.get('retry-after')?.trim() || undefined;
  const asked =
    header && /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header ?? '') - Date.now();
  return Math.max(Number.isFinite(asked) ? asked : 0, 100 + Math.random() * 200);
}
