import type { Api, WriteLimits } from './Api.js';
import { type ChangedOrder, resolveChange } from './resolveChange.js';
import { writeOnce } from './writeOnce.js';

/** A change of one order, or its cancellation. */
export interface OrderWrite<Replies> {
  /** FMZ's id of the order, for people. */
  id: string;
  /** Whether the exchange drops the request when it arrives late: see `writeOnce`. */
  expires: boolean;
  /** Sends it, once; hand `limits` on to the request. */
  send(limits: Required<WriteLimits>): Promise<Replies>;
  /** The order as the exchange has it now; `undefined` where it does not show it. */
  find(): Promise<ChangedOrder<Replies> | undefined>;
}

type WriteApi = Pick<Api<unknown, unknown>, 'remaining' | 'signal' | 'syncClock'>;

/**
 * Cancels an order, sent once. Where no usable answer comes, the order's state tells.
 *
 * @throws as `writeOnce` does.
 */
export function cancelOnce<Replies>(api: WriteApi, write: OrderWrite<Replies>): Promise<Replies> {
  return changeOnce(api, `cancellation of order ${write.id}`, 'cancel it again', write);
}

/**
 * Changes an order's price, amount, or both, sent once. Where no usable answer comes, the order tells.
 *
 * @throws as `writeOnce` does.
 */
export function amendOnce<Replies>(api: WriteApi, write: OrderWrite<Replies>): Promise<Replies> {
  return changeOnce(
    api,
    `change of order ${write.id}`,
    'ask GetOrder for it before changing it again',
    write,
  );
}

function changeOnce<Replies>(
  api: WriteApi,
  subject: string,
  advice: string,
  { expires, send, find }: OrderWrite<Replies>,
): Promise<Replies> {
  return writeOnce(api, { subject, advice, expires, send, find: async () => resolveChange(await find()) });
}
