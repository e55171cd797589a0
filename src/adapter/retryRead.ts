import { setTimeout as sleep } from 'node:timers/promises';
import { cooldownOf, FIRST_GUESS } from '../http/Cooldowns.js';
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
  /** What no error may show of the request: what signing added. */
  secrets?: readonly string[];
}

/**
 * Reads, and once more where that failed in a way that may pass, while there is time: after a moment, and where the
 * exchange wants to be left alone, when it no longer does.
 *
 * @param read something that changes nothing at the exchange.
 * @param options.patient `false` tries again at once. @default true
 */
export async function retryRead<T>(
  api: Pick<Api<unknown, unknown>, 'remaining' | 'signal'>,
  read: (attempt: Attempt) => Promise<T>,
  { patient = true }: { patient?: boolean } = {},
): Promise<T> {
  const attempt: Attempt = {};
  try {
    return await read(attempt);
  } catch (error) {
    const pause = patient ? pauseAfter(attempt.reply) : 0;
    if (attempt.final || !mayPass(error) || pause >= api.remaining()) throw error;
    await sleep(pause, undefined, { signal: api.signal }).catch(() => Promise.reject(error));
    return read({});
  }
}

function mayPass(error: unknown): boolean {
  if (error instanceof ExchangeError) return error.outcome === 'unknown';
  return error instanceof NetworkError && error.transient;
}

/** Milliseconds: as long as the exchange wants to be left alone, and a moment with some jitter. */
function pauseAfter(reply: Reply | undefined): number {
  const cooldown = reply && cooldownOf(reply);
  return (cooldown ? (cooldown.wait ?? FIRST_GUESS) : 0) + 100 + Math.random() * 200;
}
