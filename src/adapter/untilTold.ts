import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from './Api.js';

/** Pauses between looks, in ms: each is twice as long as the one before it. */
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 800;

/**
 * Looks again and again for what an exchange has accepted and does not tell yet.
 *
 * @param look answers `undefined` while it does not.
 * @returns `undefined` where it does not within the call's deadline.
 */
export async function untilTold<T>(
  api: Pick<Api<unknown, unknown>, 'remaining' | 'signal'>,
  look: () => Promise<T | undefined>,
): Promise<T | undefined> {
  for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    const told = await look();
    if (told !== undefined) return told;
    if (2 * pause >= api.remaining() || api.signal.aborted) return undefined;
    await sleep(pause, undefined, { signal: api.signal }).catch(() => undefined);
  }
}
