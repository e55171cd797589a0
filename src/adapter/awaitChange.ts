import { NetworkError } from '../http/NetworkError.js';
import { say } from '../wording/say.js';
import type { Api } from './Api.js';
import { type ChangedOrder, resolveChange } from './changeOnce.js';
import { ExchangeError } from './ExchangeError.js';
import { untilTold } from './untilTold.js';

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
  const done = await untilTold(api, async () => {
    const order = await find().catch(() => 'untold');
    if (order === undefined) throw unknown();
    if (typeof order === 'string') return undefined;
    const outcome = resolveChange(order);
    if (outcome.state === 'refused') throw new ExchangeError({ message: outcome.reason });
    return outcome.state === 'done' ? outcome : undefined;
  });
  if (done) return done.value;
  throw new NetworkError(
    say(
      'outcome unknown: the exchange has accepted the {subject}, and does not tell yet whether it is carried out: ask GetOrder for that id',
      { subject },
    ),
    { outcome: 'unknown' },
  );
}
