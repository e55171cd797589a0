import { setTimeout as sleep } from 'node:timers/promises';
import { NetworkError } from '../http/NetworkError.js';
import type { Api } from './Api.js';
import { type ChangedOrder, resolveChange } from './changeOnce.js';
import { ExchangeError } from './ExchangeError.js';

/** Pauses between looks, in ms: each is twice as long as the one before it. */
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 800;

/** A change of an order that the exchange has accepted. */
export interface AcceptedChange<Replies> {
  /** For people: `cancellation of order ETH-USDT,123`. */
  subject: string;
  /** The order as the exchange has it now; `undefined` where there is none, and none that may appear. */
  find(): Promise<ChangedOrder<Replies> | undefined>;
  /** What FMZ is told where there is none. */
  unknown(): ExchangeError;
}

/**
 * Waits until an order tells what became of a change of it that the exchange has accepted.
 *
 * @throws ExchangeError where there is no such order, or it was done before.
 * @throws NetworkError with outcome unknown, naming the order, where it does not tell in time.
 */
export async function awaitChange<Replies>(
  api: Pick<Api<unknown, unknown>, 'remaining' | 'signal'>,
  { subject, find, unknown }: AcceptedChange<Replies>,
): Promise<Replies> {
  for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    const order = await find().catch(() => 'not told');
    if (order === undefined) throw unknown();
    if (typeof order !== 'string') {
      const outcome = resolveChange(order);
      if (outcome.state === 'done') return outcome.value;
      if (outcome.state === 'refused') throw new ExchangeError({ message: outcome.reason });
    }
    if (2 * pause >= api.remaining() || api.signal.aborted) break;
    await sleep(pause, undefined, { signal: api.signal }).catch(() => undefined);
  }
  throw new NetworkError(
    `outcome unknown: the exchange has accepted the ${subject}, and does not tell yet whether it is carried out: ask GetOrder for that id`,
    { outcome: 'unknown' },
  );
}
